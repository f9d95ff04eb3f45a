package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.bench.report.ErrorMeasures;
import io.github.dl4jquantum.pde.metric.ErrorMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Predicted snapshots beside the true ones, trajectory by trajectory, each [steps, values]. */
final class Forecasts {
    private final List<INDArray> truths = new ArrayList<>();
    private final List<INDArray> predictions = new ArrayList<>();

    void add(INDArray truth, INDArray predicted) {
        truths.add(truth);
        predictions.add(predicted);
    }

    /** Over all snapshots of all trajectories. */
    ErrorMeasures errors() {
        INDArray truth = Nd4j.vstack(truths);
        INDArray predicted = Nd4j.vstack(predictions);
        return new ErrorMeasures(
                ErrorMetric.MAE.of(truth, predicted),
                ErrorMetric.RMSE.of(truth, predicted),
                ErrorMetric.NRMSE.of(truth, predicted));
    }

    /** Mean absolute error at each step, the mean over trajectories. */
    List<Double> maePerStep() {
        double[] sum = new double[truths.get(0).rows()];
        for (int i = 0; i < truths.size(); i++) {
            double[] mae = ErrorMetric.MAE.perStep(truths.get(i), predictions.get(i));
            Arrays.setAll(sum, step -> sum[step] + mae[step]);
        }
        return Arrays.stream(sum).map(total -> total / truths.size()).boxed().toList();
    }

    /** One predicted snapshot of the first trajectory. */
    float[] predicted(int step) {
        return predictions.get(0).getRow(step).dup().data().asFloat();
    }

    /** One true snapshot of the first trajectory. */
    float[] truth(int step) {
        return truths.get(0).getRow(step).dup().data().asFloat();
    }
}
