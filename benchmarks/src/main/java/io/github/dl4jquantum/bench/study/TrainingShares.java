package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.bench.job.StageClock;
import java.util.function.DoubleConsumer;

/** How far all trainings of a run, which go on side by side, are together. */
public final class TrainingShares {
    private final StageClock clock;
    private final double[] shares;

    public TrainingShares(StageClock clock, int trainings) {
        this.clock = clock;
        shares = new double[trainings];
    }

    public DoubleConsumer of(int training) {
        return done -> {
            synchronized (this) {
                shares[training] = Math.min(1, done);
                double sum = 0;
                for (double share : shares) {
                    sum += share;
                }
                clock.done(sum / shares.length);
            }
        };
    }
}
