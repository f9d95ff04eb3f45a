package io.github.dl4jquantum.bench.study;

import java.util.EnumMap;
import java.util.Map;

/**
 * How long each stage of a run takes, relative to the others: for an estimate of what is left, no more. The numbers are
 * milliseconds measured on two cores of 2022.
 */
final class WorkEstimate {
    private final Map<Stage, Double> work = new EnumMap<>(Stage.class);
    private final double total;

    private WorkEstimate(double data, double autoencoder, double train, double evaluate) {
        work.put(Stage.DATA, data);
        work.put(Stage.AUTOENCODER, autoencoder);
        work.put(Stage.TRAIN, train);
        work.put(Stage.EVALUATE, evaluate);
        total = data + autoencoder + train + evaluate;
    }

    static WorkEstimate of(int snapshots, int values, int autoencoderUpdates, int epochs, StudyModel model) {
        double autoencoderParameters = 2.0 * values * values * (0.5 + 0.125 + 0.03125);
        double perWindow = model == StudyModel.QLSTM ? 0.3 : 1.0;
        return new WorkEstimate(
                2e-3 * snapshots * values,
                1e-5 * autoencoderParameters * autoencoderUpdates,
                perWindow * 0.7 * snapshots * epochs,
                1e-5 * autoencoderParameters * 0.2 * snapshots * 0.5);
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
