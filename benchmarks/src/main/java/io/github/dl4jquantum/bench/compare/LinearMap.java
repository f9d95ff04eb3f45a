package io.github.dl4jquantum.bench.compare;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The linear map that fits latent sequences best, {@code z_{t+1} = A z_t + b}, by least squares with a ridge:
 *
 * <pre>[A b] = argmin sum_t |A z_t + b - z_{t+1}|^2 + lambda |[A b]|^2,   lambda = 1e-6 n   for n pairs</pre>
 *
 * <p>On POD coefficients this is dynamic mode decomposition (P. J. Schmid, J. Fluid Mech. 656 (2010) 5-28) of centred
 * data, whose b lets the fixed point lie elsewhere than the mean (S. M. Hirsh, K. D. Harris, J. N. Kutz, B. W. Brunton,
 * SIAM J. Appl. Dyn. Syst. 19 (2020) 1920-1955). Latents have deviation 1, so that lambda is small beside the n of each.
 */
final class LinearMap implements LatentForecast.LatentMap {
    private static final double RIDGE = 1e-6;

    /** [latent + 1, latent]: A transposed, and b in the last row. */
    private final INDArray map;

    private LinearMap(INDArray map) {
        this.map = map;
    }

    /**
     * Fits the map.
     *
     * @param sequences of trajectories, each [time, latent]
     */
    static LinearMap fit(Iterable<INDArray> sequences) {
        INDArray gram = null;
        INDArray cross = null;
        long pairs = 0;
        for (INDArray each : sequences) {
            INDArray latents = each.castTo(DataType.DOUBLE);
            INDArray now = withOne(Forecast.rows(latents, 0, latents.rows() - 1));
            INDArray next = Forecast.rows(latents, 1, latents.rows());
            INDArray product = now.transpose().mmul(now);
            gram = gram == null ? product : gram.addi(product);
            INDArray across = now.transpose().mmul(next);
            cross = cross == null ? across : cross.addi(across);
            pairs += now.rows();
        }
        double[][] system = gram.toDoubleMatrix();
        for (int i = 0; i < system.length; i++) {
            system[i][i] += RIDGE * pairs;
        }
        return new LinearMap(Nd4j.create(Cholesky.solve(system, cross.toDoubleMatrix())));
    }

    @Override
    public INDArray rollout(INDArray latents, int steps) {
        long last = latents.size(2) - 1;
        INDArray now = latents.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(last))
                .reshape(latents.size(0), latents.size(1))
                .castTo(DataType.DOUBLE);
        INDArray[] predicted = new INDArray[steps];
        for (int step = 0; step < steps; step++) {
            now = withOne(now).mmul(map);
            predicted[step] = now.castTo(DataType.FLOAT);
        }
        return Nd4j.stack(2, predicted);
    }

    /** Numbers in A and b. */
    long parameters() {
        return map.length();
    }

    private static INDArray withOne(INDArray rows) {
        return Nd4j.hstack(rows, Nd4j.ones(DataType.DOUBLE, rows.rows(), 1));
    }
}
