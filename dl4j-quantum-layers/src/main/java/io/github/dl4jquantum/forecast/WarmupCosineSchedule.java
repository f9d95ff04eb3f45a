package io.github.dl4jquantum.forecast;

import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A learning rate that rises over the first 20 updates and then falls along a cosine to a hundredth (Loshchilov and Hutter
 * 2017, without restarts):
 *
 * <pre>
 * rate(i) = learningRate min(1, (i + 1) / 20) (0.01 + 0.99 (1 + cos(pi min(1, i / updates))) / 2)      i = 0, 1, ...
 * </pre>
 *
 * <p>The number of updates is that of the training: {@link LatentForecaster#fit} and {@link LatentSpace.Builder#fit} put
 * in what they were asked for, whatever stands there.
 *
 * @serial exclude
 */
public final class WarmupCosineSchedule implements ISchedule {
    private static final long serialVersionUID = 1;
    private static final int WARM_UP = 20;
    private static final double LAST = 0.01;

    private final double learningRate;
    private final long updates;

    /**
     * A schedule of a known length.
     *
     * @param learningRate the largest rate
     * @param updates after so many the rate has come to its hundredth, and stays there
     */
    public WarmupCosineSchedule(
            @JsonProperty("learningRate") double learningRate, @JsonProperty("updates") long updates) {
        if (!(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "A learning rate of " + learningRate + ": choose one above 0, such as 5e-3.");
        }
        if (updates < 1) {
            throw new IllegalArgumentException("A schedule of " + updates + " updates: choose 1 or more.");
        }
        this.learningRate = learningRate;
        this.updates = updates;
    }

    /**
     * A schedule that does not fall until a training gives it its length.
     *
     * @param learningRate the largest rate, above 0
     */
    public WarmupCosineSchedule(double learningRate) {
        this(learningRate, Long.MAX_VALUE);
    }

    /** The same rate for a training of so many updates. */
    WarmupCosineSchedule lasting(long updates) {
        return new WarmupCosineSchedule(learningRate, updates);
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        double rising = Math.min(1, (iteration + 1.0) / WARM_UP);
        double used = Math.min(1, (double) iteration / updates);
        return learningRate * rising * (LAST + (1 - LAST) * (1 + Math.cos(Math.PI * used)) / 2);
    }

    /** {@return the largest rate} */
    @JsonProperty("learningRate")
    public double learningRate() {
        return learningRate;
    }

    /** {@return how many updates there are from the first one to the smallest rate} */
    @JsonProperty("updates")
    public long updates() {
        return updates;
    }

    /** Itself: it never changes. */
    @Override
    public WarmupCosineSchedule clone() {
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WarmupCosineSchedule that
                && learningRate == that.learningRate
                && updates == that.updates;
    }

    @Override
    public int hashCode() {
        return Objects.hash(learningRate, updates);
    }
}
