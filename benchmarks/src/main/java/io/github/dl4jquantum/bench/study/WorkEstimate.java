package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.forecast.Encoder;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each stage of a run takes, relative to the others: for an estimate of what is left, no more. The numbers are
 * milliseconds measured on two cores of 2022.
 */
final class WorkEstimate {
    private final Map<Stage, Double> work = new EnumMap<>(Stage.class);
    private final double total;

    private WorkEstimate(double data, double encoder, double train, double evaluate) {
        work.put(Stage.DATA, data);
        work.put(Stage.ENCODER, encoder);
        work.put(Stage.TRAIN, train);
        work.put(Stage.EVALUATE, evaluate);
        total = data + encoder + train + evaluate;
    }

    /**
     * @param snapshots of all trajectories
     * @param autoencoderUpdates of an MLP
     */
    static WorkEstimate of(CheckedTask task, RunOptions options, double snapshots, int autoencoderUpdates) {
        double values = task.data().values();
        double weights = task.encoder() == Encoder.MLP ? 2 * values * values * (1 / 2.0 + 1 / 8.0 + 1 / 32.0) : 0;
        double circuits = 0.03 * options.layers() * options.qubits() / 4.0 * Math.pow(2, options.qubits() - 4.0);
        double perWindow = 0.7 + (task.model().isQuantum() ? circuits : 0);
        return new WorkEstimate(
                6e-7 * snapshots * values * values,
                1e-5 * weights * autoencoderUpdates,
                perWindow * 0.7 * snapshots * options.epochs(),
                1e-7 * weights * snapshots);
    }

    /** Share of the whole work that is done when {@code share} of {@code stage} is. */
    double done(Stage stage, double share) {
        double done = share * work.get(stage);
        for (Stage before : Stage.values()) {
            if (before.compareTo(stage) < 0) {
                done += work.get(before);
            }
        }
        return done / total;
    }
}
