package io.github.dl4jquantum.bench.study;

import java.util.function.DoubleConsumer;

/** How far all trainings of a run, which go on side by side, are together. */
final class TrainingShares {
    private final StageClock clock;
    private final double[] shares;

    TrainingShares(StageClock clock, int trainings) {
        this.clock = clock;
        shares = new double[trainings];
    }

    DoubleConsumer of(int training) {
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
