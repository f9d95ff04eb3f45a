package io.github.dl4jquantum.bench.job;

/** Told how far a job has come. */
public interface JobProgress {

    /** A stage begins. */
    void stage(String name);

    /** So much of the whole job's work is done since it began, 0 to 1. */
    void done(double share);
}
