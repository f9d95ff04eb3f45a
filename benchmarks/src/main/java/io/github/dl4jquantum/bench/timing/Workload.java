package io.github.dl4jquantum.bench.timing;

/** What a benchmark repeats. */
public interface Workload extends AutoCloseable {

    /** One run: forward, backward and, for a cell, the update. */
    void run();

    /** Trainable numbers. */
    long parameters();

    /** Frees what it holds. */
    @Override
    default void close() {}
}
