package io.github.dl4jquantum.forecast;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How far a training has come. */
final class TrainingProgress {
    private final List<Double> train = new ArrayList<>();
    private final List<Double> validation = new ArrayList<>();
    private double initial;
    private double lowest;
    private int bestEpoch;

    /** Parameters of the best epoch. */
    INDArray best;

    /** Updates so far. */
    int iteration;

    /** Examples of the present epoch that were trained on. */
    int seen;

    /** Of their losses. */
    double sum;

    /** Nothing was trained yet; {@code initial} is the validation loss, and {@code parameters} may be the best. */
    void begin(double initial, INDArray parameters) {
        this.initial = initial;
        lowest = initial;
        best = parameters;
    }

    /**
     * An epoch is over.
     *
     * @return whether it is the best one
     */
    boolean epochDone(double loss, double held) {
        train.add(loss);
        validation.add(held);
        seen = 0;
        sum = 0;
        if (held < lowest) {
            lowest = held;
            bestEpoch = epochs();
            return true;
        }
        return false;
    }

    /** Epochs that are over. */
    int epochs() {
        return train.size();
    }

    /** 0 for what came before the first. */
    int bestEpoch() {
        return bestEpoch;
    }

    double initial() {
        return initial;
    }

    /** Train and validation losses of the epochs that are over. */
    double[][] losses() {
        return new double[][] {
            train.stream().mapToDouble(each -> each).toArray(),
            validation.stream().mapToDouble(each -> each).toArray()
        };
    }

    LossCurve curve() {
        return new LossCurve(initial, train, validation);
    }
}
