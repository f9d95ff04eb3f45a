package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.study.TimeSplit;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.pde.metric.ErrorMetric;
import io.github.dl4jquantum.pde.problem.Trajectory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The mean absolute error of a forecaster's one-step forecasts on the validation part: each of its snapshots from the
 * true ones before it, which are not scored.
 */
final class FieldScore {
    private final TimeSplit split;

    FieldScore(TimeSplit split) {
        this.split = split;
    }

    double of(LatentForecaster forecaster) {
        double sum = 0;
        int count = split.trajectories().size();
        for (int i = 0; i < count; i++) {
            Trajectory validation = split.parts().validation().get(i);
            sum += error(
                    forecaster,
                    split.trajectories().get(i).values(split.field()),
                    validation.firstSnapshot(),
                    validation.snapshots());
        }
        return sum / count; // all have as many snapshots
    }

    /** Of the snapshots {@code first .. first + steps - 1} of {@code snapshots}, [time, values]. */
    private double error(LatentForecaster forecaster, INDArray snapshots, int first, int steps) {
        int context = split.context();
        INDArray fields = snapshots
                .get(NDArrayIndex.interval(first - context, first + steps), NDArrayIndex.all())
                .transpose()
                .dup('c')
                .reshape(1, snapshots.columns(), context + steps);
        INDArray latents = forecaster.encode(fields);
        INDArray[] windows = new INDArray[steps];
        for (int step = 0; step < steps; step++) {
            windows[step] = latents.get(
                            NDArrayIndex.point(0), NDArrayIndex.all(), NDArrayIndex.interval(step, step + context))
                    .dup('c');
        }
        INDArray predicted = forecaster.decode(forecaster.rolloutLatents(Nd4j.stack(0, windows), 1));
        INDArray truth = snapshots
                .get(NDArrayIndex.interval(first, first + steps), NDArrayIndex.all())
                .dup('c');
        return ErrorMetric.MAE.of(truth, predicted.reshape(steps, snapshots.columns()));
    }
}
