package io.github.dl4jquantum.bench.tune;

import java.util.function.LongSupplier;

/** When a search must end: after a budget of time, or at once because it cannot go on. */
final class Deadline {

    /** A candidate was stopped; the message says where. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped(String where) {
            super(where, null, false, false);
        }
    }

    private final LongSupplier clock;
    private final double seconds;
    private long started;
    private volatile boolean aborted;

    /** @param seconds from now on; infinite for no limit */
    Deadline(double seconds) {
        this(seconds, System::nanoTime);
    }

    Deadline(double seconds, LongSupplier clock) {
        this.clock = clock;
        this.seconds = seconds;
        started = clock.getAsLong();
    }

    /** Lets the time begin now. */
    void begin() {
        started = clock.getAsLong();
    }

    boolean hasPassed() {
        return aborted || (clock.getAsLong() - started) / 1e9 >= seconds;
    }

    /** Until it passes. */
    double secondsLeft() {
        return seconds - (clock.getAsLong() - started) / 1e9;
    }

    /** Makes it pass now. */
    void abort() {
        aborted = true;
    }

    /** Whether it was made to pass. */
    boolean isAborted() {
        return aborted;
    }

    /** Throws if it has passed. */
    void check(String where) {
        if (hasPassed()) {
            throw new Stopped("the budget of time ended in " + where);
        }
    }
}
