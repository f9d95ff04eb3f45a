package io.github.dl4jquantum.pde.metric;

import java.util.Arrays;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Root mean square error of one field's large, middle and small scales. With the discrete Fourier transform
 * {@code E_k = sum_x e_x e^(-2 pi i k x / n)} of the error e = predicted - truth on N points and the wave numbers
 * |k_i| &lt;= n_i / 2 of each axis, the error of a band is
 *
 * <pre>sqrt( sum_{k: low &lt;= floor(|k|) &lt; high} |E_k / N|^2 )</pre>
 *
 * <p>By Parseval's identity the squares of the three bands add up to the mean square error.
 *
 * <p>Source: the bands 0 to 3, 4 to 11 and from 12 on, by the length of k, are those of PDEBench's fRMSE (M. Takamoto et
 * al., NeurIPS 2022, arXiv 2210.07182). That measure takes wave numbers of one sign up to n / 2 alone and the mean over
 * the lengths in a band; here no part of the error is left out. As there, a field that is not periodic is taken as if it
 * were: its jump across the boundary is seen as small scales.
 */
public enum FourierBand {

    /** |k| below 4: structures of more than a quarter of the domain. */
    LOW(0, 4),

    /** |k| from 4 to below 12. */
    MIDDLE(4, 12),

    /** |k| of 12 and more. */
    HIGH(12, Integer.MAX_VALUE);

    private final int from;
    private final int to;

    FourierBand(int from, int to) {
        this.from = from;
        this.to = to;
    }

    /**
     * {@return the error over all steps}
     *
     * @param truth [steps, values]
     * @param predicted [steps, values]
     * @param grid points along each axis, slowest first; their product is the number of values
     * @throws IllegalArgumentException if shapes differ, there are no values, or they do not fill the grid
     */
    public double of(INDArray truth, INDArray predicted, int... grid) {
        return Math.sqrt(Arrays.stream(perStep(truth, predicted, grid))
                .map(error -> error * error)
                .average()
                .orElseThrow());
    }

    /**
     * {@return the error at each step of a rollout, taken as {@link #of} does} Context that the model was given must
     * not be among the rows.
     *
     * @param truth [steps, values]
     * @param predicted [steps, values]
     * @param grid points along each axis, slowest first; their product is the number of values
     */
    public double[] perStep(INDArray truth, INDArray predicted, int... grid) {
        Forecast all = Forecast.ofSteps(name(), truth, predicted);
        int width = all.width();
        if (Arrays.stream(grid).asLongStream().reduce(1, (a, b) -> a * b) != width) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s: %d values a step do not fill the grid %s: give one field, and its grid",
                    name(),
                    width,
                    Arrays.toString(grid)));
        }
        PowerSpectrum spectrum = new PowerSpectrum(grid);
        double[] steps = new double[all.rows()];
        for (int step = 0; step < steps.length; step++) {
            double[] error = new double[width];
            for (int i = 0; i < width; i++) {
                error[i] = all.predicted()[step * width + i] - all.truth()[step * width + i];
            }
            steps[step] = Math.sqrt(spectrum.meanSquare(error, from, to));
        }
        return steps;
    }
}
