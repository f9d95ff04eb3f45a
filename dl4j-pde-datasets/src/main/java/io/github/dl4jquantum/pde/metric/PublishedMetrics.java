package io.github.dl4jquantum.pde.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Errors averaged as two benchmarks publish them, to stand beside their tables: a measure of each snapshot of each
 * sample over space, then the mean over samples and steps. {@link ErrorMetric} takes all values together, which weighs
 * snapshots by their size, and gives other numbers.
 *
 * <p>Truth and predictions are one array [steps, values] of one field for each sample; the context that the model was
 * given must not be among the steps. Where several fields are forecast, the benchmarks take the mean over fields.
 */
public final class PublishedMetrics {
    private static final double LEAST_VARIANCE = 1e-7;
    /** Where PDEBench's bands begin, by the length of the wave number. */
    private static final int[] BANDS = {0, 4, 12, Integer.MAX_VALUE};

    private PublishedMetrics() {}

    /**
     * {@return PDEBench's nRMSE, {@code mean over samples and steps of sqrt(mean e^2) / sqrt(mean truth^2)}, with the
     * means inside over space} Source: M. Takamoto et al., PDEBench, NeurIPS 2022, arXiv 2210.07182, and
     * {@code metric_func} of its program.
     *
     * @param truth of each sample, [steps, values]
     * @param predicted as many, of the same shapes
     * @throws IllegalArgumentException if numbers of samples or shapes differ, or there are no values
     */
    public static double pdeBenchNrmse(List<INDArray> truth, List<INDArray> predicted) {
        return mean("PDEBench nRMSE", truth, predicted, sums -> Math.sqrt(sums.squares() / sums.truthSquares()));
    }

    /**
     * {@return the Well's VRMSE, {@code mean over samples and steps of sqrt(mean e^2 / (var(truth) + 1e-7))}, with mean
     * and variance {@code mean (truth - mean truth)^2} over space} Source: R. Ohana et al., The Well, NeurIPS 2024,
     * arXiv 2412.00568 (whose program divides the variance's sum by one point less).
     *
     * @param truth of each sample, [steps, values]
     * @param predicted as many, of the same shapes
     * @throws IllegalArgumentException if numbers of samples or shapes differ, or there are no values
     */
    public static double theWellVrmse(List<INDArray> truth, List<INDArray> predicted) {
        return mean("The Well's VRMSE", truth, predicted, ErrorMetric.VRMSE::of);
    }

    private static double mean(
            String who, List<INDArray> truth, List<INDArray> predicted, ToDoubleFunction<ErrorSums> measure) {
        double sum = 0;
        int count = 0;
        for (Forecast sample : samples(who, truth, predicted)) {
            int width = sample.width();
            for (int step = 0; step < sample.rows(); step++) {
                sum += measure.applyAsDouble(
                        ErrorSums.over(sample.truth(), sample.predicted(), step * width, (step + 1) * width));
                count++;
            }
        }
        return sum / count;
    }

    /**
     * PDEBench's fRMSE: low, middle and high frequencies, of domain length 1. With the discrete Fourier transform E_k of the
     * error on N points,
     *
     * <pre>mean over steps and over n in the band of  sqrt( mean over samples of sum_{floor(|k|) = n} |E_k|^2 ) / N</pre>
     *
     * over n from 0, 4 and 12 on. In one dimension k runs from 0 to n_x / 2; in more each k_i from 0 to below n_i / 2, and n
     * ends below the least n_i / 2. Wave numbers of the other sign are left out; {@link FourierBand} leaves none out. Source:
     * as {@link #pdeBenchNrmse}.
     *
     * @param truth of each sample, [steps, values]
     * @param predicted as many, of the same shapes
     * @param grid points along each axis, slowest first; their product is the number of values
     * @return the three bands; NaN where the grid is too coarse to have one
     * @throws IllegalArgumentException if numbers of samples, steps or shapes differ, there are no values, or they do not
     *     fill the grid
     */
    public static double[] pdeBenchFourier(List<INDArray> truth, List<INDArray> predicted, int... grid) {
        List<Forecast> samples = samples("PDEBench fRMSE", truth, predicted);
        int steps = samples.get(0).rows();
        int points = Arrays.stream(grid).reduce(1, Math::multiplyExact);
        for (Forecast sample : samples) {
            if (sample.width() != points || sample.rows() != steps) {
                throw new IllegalArgumentException("PDEBench fRMSE: [" + sample.rows() + ", " + sample.width()
                        + "] is not " + steps + " steps on the grid " + Arrays.toString(grid)
                        + ": give samples of one length and one field, and its grid");
            }
        }
        HalfSpectrum spectrum = new HalfSpectrum(grid);
        double[] bands = new double[3];
        for (int step = 0; step < steps; step++) {
            double[] meanSquares = new double[spectrum.lengths()];
            for (Forecast sample : samples) {
                double[] squares = spectrum.squares(sample.error(step));
                for (int n = 0; n < squares.length; n++) {
                    meanSquares[n] += squares[n] / samples.size();
                }
            }
            for (int band = 0; band < bands.length; band++) {
                bands[band] += Arrays.stream(
                                        meanSquares,
                                        Math.min(BANDS[band], meanSquares.length),
                                        Math.min(BANDS[band + 1], meanSquares.length))
                                .map(square -> Math.sqrt(square) / points)
                                .average()
                                .orElse(Double.NaN)
                        / steps;
            }
        }
        return bands;
    }

    private static List<Forecast> samples(String who, List<INDArray> truth, List<INDArray> predicted) {
        if (truth.isEmpty() || truth.size() != predicted.size()) {
            throw new IllegalArgumentException(who + ": " + truth.size() + " true samples, " + predicted.size()
                    + " predicted: give as many of both, at least one");
        }
        Forecast[] samples = new Forecast[truth.size()];
        Arrays.setAll(samples, i -> Forecast.ofSteps(who, truth.get(i), predicted.get(i)));
        return List.of(samples);
    }
}
