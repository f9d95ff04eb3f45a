package io.github.dl4jquantum.forecast.baseline;

import io.github.dl4jquantum.forecast.Forecaster;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The polynomial in time through the last degree + 1 snapshots, at every value, by Newton's backward differences:
 *
 * <pre>u_{t+k} = sum_{j=0}^{degree} C(k+j-1, j) D^j u_t,   D^j u_t = sum_{i=0}^{j} (-1)^i C(j, i) u_{t-i}</pre>
 *
 * <p>so that {@code u_{t+1} = 2 u_t - u_{t-1}} at degree 1. In double precision: the differences of smooth data are small.
 */
public final class Extrapolation implements Forecaster {
    private static final int MAX_DEGREE = 3;

    private final int degree;

    /**
     * An extrapolation by a polynomial through the last snapshots.
     *
     * @param degree 1 to 3: linear, quadratic, cubic
     */
    public Extrapolation(int degree) {
        if (degree < 1 || degree > MAX_DEGREE) {
            throw new IllegalArgumentException("An extrapolation of degree " + degree + ": choose 1 to " + MAX_DEGREE
                    + "; that of degree 0 is Persistence.");
        }
        this.degree = degree;
    }

    @Override
    public int contextLength() {
        return degree + 1;
    }

    @Override
    public INDArray rollout(INDArray context, int steps) {
        long time = context.size(2);
        if (time <= degree) {
            throw new IllegalArgumentException("An extrapolation of degree " + degree + " from " + time
                    + " snapshots: give " + (degree + 1) + " or more, or lower the degree.");
        }
        long rows = context.size(0) * context.size(1);
        INDArray last = context.get(
                        NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(time - degree - 1, time))
                .castTo(DataType.DOUBLE)
                .dup('c')
                .reshape(rows, degree + 1);
        return last.mmul(weights(steps))
                .dup('c')
                .reshape(context.size(0), context.size(1), steps)
                .castTo(context.dataType());
    }

    /** [degree + 1, steps]: of the last snapshots, oldest first, in each step's. */
    private INDArray weights(int steps) {
        double[][] weights = new double[degree + 1][steps];
        for (int k = 1; k <= steps; k++) {
            for (int j = 0; j <= degree; j++) {
                for (int i = 0; i <= j; i++) {
                    double sign = i % 2 == 0 ? 1 : -1;
                    weights[degree - i][k - 1] += sign * binomial(k + j - 1, j) * binomial(j, i);
                }
            }
        }
        return Nd4j.create(weights);
    }

    private static double binomial(int n, int k) {
        double binomial = 1;
        for (int i = 0; i < k; i++) {
            binomial = binomial * (n - i) / (i + 1);
        }
        return binomial;
    }
}
