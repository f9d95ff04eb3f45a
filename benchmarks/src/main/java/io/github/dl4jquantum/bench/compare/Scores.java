package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.report.StepErrors;
import io.github.dl4jquantum.pde.metric.ErrorMetric;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Predicted snapshots beside the true ones, trajectory by trajectory, each [steps, values]. */
final class Scores {
    private final List<INDArray> truths = new ArrayList<>();
    private final List<INDArray> predictions = new ArrayList<>();

    void add(INDArray truth, INDArray predicted) {
        truths.add(truth);
        predictions.add(predicted);
    }

    /** Over all values, and over all trajectories' values at each step. */
    StepErrors errors() {
        INDArray truth = Nd4j.vstack(truths);
        INDArray predicted = Nd4j.vstack(predictions);
        INDArray truthAtSteps = Nd4j.hstack(truths);
        INDArray predictedAtSteps = Nd4j.hstack(predictions);
        return new StepErrors(
                ErrorMetric.MAE.of(truth, predicted),
                ErrorMetric.RMSE.of(truth, predicted),
                ErrorMetric.NRMSE.of(truth, predicted),
                ErrorMetric.VRMSE.of(truth, predicted),
                ErrorMetric.MAX.of(truth, predicted),
                new StepErrors.PerStep(
                        floats(ErrorMetric.MAE.perStep(truthAtSteps, predictedAtSteps)),
                        floats(ErrorMetric.RMSE.perStep(truthAtSteps, predictedAtSteps)),
                        floats(ErrorMetric.NRMSE.perStep(truthAtSteps, predictedAtSteps)),
                        floats(ErrorMetric.VRMSE.perStep(truthAtSteps, predictedAtSteps)),
                        floats(ErrorMetric.MAX.perStep(truthAtSteps, predictedAtSteps))));
    }

    /** Mean absolute error over all values. */
    double mae() {
        return ErrorMetric.MAE.of(Nd4j.vstack(truths), Nd4j.vstack(predictions));
    }

    /** One snapshot of the first trajectory, true. */
    float[] truth(int step) {
        return truths.get(0).getRow(step).dup().data().asFloat();
    }

    /** One snapshot of the first trajectory, predicted. */
    float[] predicted(int step) {
        return predictions.get(0).getRow(step).dup().data().asFloat();
    }

    private static List<Float> floats(double[] values) {
        List<Float> floats = new ArrayList<>(values.length);
        for (double value : values) {
            floats.add((float) value);
        }
        return floats;
    }
}
