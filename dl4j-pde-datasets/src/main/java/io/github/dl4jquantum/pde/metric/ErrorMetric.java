package io.github.dl4jquantum.pde.metric;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Measures of the error e = predicted - truth over N values, computed in double precision. A value that is not a number
 * makes the measure NaN.
 */
public enum ErrorMetric {

    /** Mean absolute error, {@code sum |e| / N}. */
    MAE {
        @Override
        public double of(ErrorSums sums) {
            return sums.absolute() / sums.count();
        }
    },

    /** Root mean square error, {@code sqrt(sum e^2 / N)}. */
    RMSE {
        @Override
        public double of(ErrorSums sums) {
            return Math.sqrt(sums.squares() / sums.count());
        }
    },

    /**
     * RMSE relative to the root mean square of the truth, {@code sqrt(sum e^2 / sum truth^2)}; infinite where the truth
     * is zero throughout. Source: M. Takamoto et al., PDEBench, NeurIPS 2022, arXiv 2210.07182.
     */
    NRMSE {
        @Override
        public double of(ErrorSums sums) {
            return Math.sqrt(sums.squares() / sums.truthSquares());
        }
    },

    /**
     * RMSE relative to the spread of the truth, {@code sqrt(MSE / (var(truth) + 1e-7))} with the variance
     * {@code sum (truth - mean)^2 / N}; predicting the mean gives about 1. Source: R. Ohana et al., The Well, NeurIPS
     * 2024, arXiv 2412.00568.
     */
    VRMSE {
        @Override
        public double of(ErrorSums sums) {
            double variance = sums.truthDeviations() / sums.count();
            return Math.sqrt(sums.squares() / sums.count() / (variance + 1e-7));
        }
    },

    /** Largest absolute error, {@code max |e|}. */
    MAX {
        @Override
        public double of(ErrorSums sums) {
            return sums.largest();
        }
    };

    /**
     * {@return the measure of sums that were taken block by block; NaN of no values}
     *
     * @param sums of all values
     */
    public abstract double of(ErrorSums sums);

    /**
     * {@return the measure over all values of two arrays of one shape}
     *
     * @param truth any shape
     * @param predicted the same shape
     * @throws IllegalArgumentException if shapes differ or there are no values
     */
    public double of(INDArray truth, INDArray predicted) {
        Forecast all = Forecast.of(name(), truth, predicted);
        return of(ErrorSums.over(all.truth(), all.predicted(), 0, all.truth().length));
    }

    /**
     * The measure at each step of a rollout. Context that the model was given must not be among the rows.
     *
     * @param truth [steps, values]
     * @param predicted [steps, values]
     * @return one number per step
     * @throws IllegalArgumentException if shapes differ, there are no values, or the arrays are not of rank 2
     */
    public double[] perStep(INDArray truth, INDArray predicted) {
        Forecast all = Forecast.ofSteps(name(), truth, predicted);
        int width = all.width();
        double[] steps = new double[all.rows()];
        for (int step = 0; step < steps.length; step++) {
            steps[step] = of(ErrorSums.over(all.truth(), all.predicted(), step * width, (step + 1) * width));
        }
        return steps;
    }
}
