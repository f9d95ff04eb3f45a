package io.github.dl4jquantum.bench.study;

/** What a benchmark repeats. */
interface Workload {

    /** One run: forward, backward and, for a cell, the update. */
    void run();

    /** Trainable numbers. */
    long parameters();
}
