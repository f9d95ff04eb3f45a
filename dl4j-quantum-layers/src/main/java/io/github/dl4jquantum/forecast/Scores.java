package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.metric.ErrorMetric;
import io.github.dl4jquantum.pde.metric.ErrorSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Errors of predicted snapshots, each measure pooled over all values that it covers.
 *
 * @param all over all fields, steps and segments
 * @param fields over all steps and segments of each field, by its name
 * @param perStep over all fields and segments of each step; the first is the one after the last given snapshot
 */
public record Scores(Errors all, Map<String, Errors> fields, List<Errors> perStep) {

    /**
     * Copies both.
     *
     * @param all over all fields, steps and segments
     * @param fields over all steps and segments of each field, by its name
     * @param perStep over all fields and segments of each step; the first is the one after the last given snapshot
     */
    public Scores {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        perStep = List.copyOf(perStep);
    }

    /**
     * With e = predicted - truth over N values, in physical units:
     *
     * @param mae mean absolute error, {@code sum |e| / N}
     * @param rmse root mean square error, {@code sqrt(sum e^2 / N)}
     * @param nrmse {@code sqrt(sum e^2 / sum truth^2)}
     * @param vrmse {@code rmse / sqrt(var(truth) + 1e-7)}, where the truth of several fields varies about each field's own
     *     mean: to predict these means has 1
     */
    public record Errors(double mae, double rmse, double nrmse, double vrmse) {

        static Errors of(ErrorSums sums) {
            return new Errors(
                    ErrorMetric.MAE.of(sums),
                    ErrorMetric.RMSE.of(sums),
                    ErrorMetric.NRMSE.of(sums),
                    ErrorMetric.VRMSE.of(sums));
        }

        /**
         * {@return what each measure has beyond that of the encoder's floor; below 0 for a forecast that is better than
         * it}
         *
         * @param floor errors of the encoder alone, as {@link Evaluation#floor} gives them
         */
        public Errors excessOver(Errors floor) {
            return new Errors(mae - floor.mae, rmse - floor.rmse, nrmse - floor.nrmse, vrmse - floor.vrmse);
        }
    }

    /** Takes in predictions step by step and block by block. */
    static final class Sums {
        private final List<String> fields;
        private final ErrorSums[][] sums;

        Sums(List<String> fields, int steps) {
            this.fields = fields;
            sums = new ErrorSums[steps][fields.size()];
            for (ErrorSums[] step : sums) {
                Arrays.fill(step, ErrorSums.NONE);
            }
        }

        /**
         * Adds predictions.
         *
         * @param step 0 for the first after the last given snapshot
         * @param truth {@code [segments, values]}, one field after the other
         * @param predicted of the same shape
         */
        void add(int step, INDArray truth, INDArray predicted) {
            long points = truth.size(1) / fields.size();
            for (int field = 0; field < fields.size(); field++) {
                INDArrayIndex[] columns = {
                    NDArrayIndex.all(), NDArrayIndex.interval(field * points, (field + 1) * points)
                };
                sums[step][field] = sums[step][field].plus(ErrorSums.over(truth.get(columns), predicted.get(columns)));
            }
        }

        Scores scores() {
            Map<String, Errors> perField = new LinkedHashMap<>();
            ErrorSums all = ErrorSums.NONE;
            for (int field = 0; field < fields.size(); field++) {
                ErrorSums overSteps = ErrorSums.NONE;
                for (ErrorSums[] step : sums) {
                    overSteps = overSteps.plus(step[field]);
                }
                perField.put(fields.get(field), Errors.of(overSteps));
                all = all.plusField(overSteps);
            }
            List<Errors> perStep = new ArrayList<>();
            for (ErrorSums[] step : sums) {
                perStep.add(Errors.of(Arrays.stream(step).reduce(ErrorSums.NONE, ErrorSums::plusField)));
            }
            return new Scores(Errors.of(all), perField, perStep);
        }
    }
}
