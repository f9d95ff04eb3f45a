package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.bench.report.FieldFrame;
import io.github.dl4jquantum.bench.report.RunResult.Errors;
import io.github.dl4jquantum.bench.report.RunResult.Latent;
import io.github.dl4jquantum.forecast.LatentForecaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Scores a forecaster, and the forecasts that cost nothing, on the last snapshots of whole trajectories. Only those
 * snapshots are scored; the true ones before them serve as context.
 */
public final class Evaluation {
    private final LatentForecaster forecaster;
    private final int context;
    private final Forecasts oneStep = new Forecasts();
    private final Forecasts rollout = new Forecasts();
    private final Forecasts floor = new Forecasts();
    private final Forecasts persistence = new Forecasts();
    private final Forecasts linear = new Forecasts();
    private final Forecasts persistenceRollout = new Forecasts();
    private final Forecasts linearRollout = new Forecasts();
    private final Forecasts latent = new Forecasts();

    /** Of a fitted forecaster. */
    public Evaluation(LatentForecaster forecaster) {
        this.forecaster = forecaster;
        this.context = forecaster.contextLength();
    }

    /**
     * Adds a trajectory.
     *
     * @param snapshots all of it, [time, values]
     * @param first the first snapshot that is scored; at least {@code context} lie before it
     */
    public void add(INDArray snapshots, int first) {
        int steps = snapshots.rows() - first;
        INDArray truth = rows(snapshots, first, first + steps);

        INDArray[] windows = new INDArray[steps];
        for (int step = 0; step < steps; step++) {
            windows[step] = sequence(rows(snapshots, first + step - context, first + step));
        }
        INDArray contexts = Nd4j.stack(0, windows);
        INDArray predictedLatents = forecaster.rolloutLatents(forecaster.encode(contexts), 1);
        INDArray predicted = forecaster.decode(predictedLatents);
        oneStep.add(truth, predicted.reshape(steps, snapshots.columns()));

        INDArray sequence = sequence(truth).reshape(1, truth.columns(), steps);
        INDArray trueLatents = forecaster.encode(sequence);
        latent.add(snapshotRows(trueLatents), predictedLatents.reshape(steps, forecaster.latent()));
        floor.add(truth, snapshotRows(forecaster.decode(trueLatents)));
        INDArray before = contexts.get(NDArrayIndex.interval(0, 1), NDArrayIndex.all(), NDArrayIndex.all());
        rollout.add(truth, snapshotRows(forecaster.rollout(before, steps)));

        INDArray last = rows(snapshots, first - 1, first - 1 + steps);
        persistence.add(truth, last);
        linear.add(truth, last.mul(2).sub(rows(snapshots, first - 2, first - 2 + steps)));
        INDArray change = snapshots.getRow(first - 1).sub(snapshots.getRow(first - 2));
        INDArray constant = truth.like();
        INDArray line = truth.like();
        for (int step = 0; step < steps; step++) {
            constant.putRow(step, snapshots.getRow(first - 1));
            line.putRow(step, snapshots.getRow(first - 1).add(change.mul(step + 1)));
        }
        persistenceRollout.add(truth, constant);
        linearRollout.add(truth, line);
    }

    /** Over all trajectories that were added. */
    public Errors errors() {
        return new Errors(
                oneStep.errors(),
                rollout.errors(),
                new Latent(latent.errors().mae()),
                floor.errors(),
                persistence.errors(),
                linear.errors(),
                persistenceRollout.errors(),
                linearRollout.errors());
    }

    /** Mean absolute error at each step of the rollout, by way to forecast. */
    Map<String, List<Double>> rolloutMae(String model) {
        Map<String, List<Double>> curves = new LinkedHashMap<>();
        curves.put(model, rollout.maePerStep());
        curves.put("persistence", persistenceRollout.maePerStep());
        curves.put("linear extrapolation", linearRollout.maePerStep());
        curves.put("encoder alone", floor.maePerStep());
        return curves;
    }

    /**
     * The first trajectory's rollout at {@code count} moments from its first step to its last; of a cube its middle
     * plane.
     */
    List<FieldFrame> frames(int count, double firstTime, double interval, int steps, int[] grid) {
        List<FieldFrame> frames = new ArrayList<>();
        int shown = Math.min(count, steps);
        for (int i = 0; i < shown; i++) {
            int step = shown == 1 ? 0 : Math.round((float) i * (steps - 1) / (shown - 1));
            frames.add(FieldFrame.of(
                    step + 1, firstTime + step * interval, rollout.truth(step), rollout.predicted(step), grid));
        }
        return frames;
    }

    private static INDArray rows(INDArray snapshots, int from, int to) {
        return snapshots
                .get(NDArrayIndex.interval(from, to), NDArrayIndex.all())
                .dup('c');
    }

    /** [time, values] -> [values, time] */
    private static INDArray sequence(INDArray rows) {
        return rows.transpose().dup('c');
    }

    /** [1, size, time] -> [time, size] */
    private static INDArray snapshotRows(INDArray sequence) {
        return sequence.reshape(sequence.size(1), sequence.size(2)).transpose().dup('c');
    }
}
