package io.github.dl4jquantum.pde.problem;

/** Is told how far a generation has come. Calls come from several threads, but one at a time, with {@code done} rising. */
@FunctionalInterface
public interface Progress {

    /** Tells nobody. */
    Progress NONE = (done, total) -> {};

    /**
     * Is told how far it has come.
     *
     * @param done snapshots solved so far, of all trajectories
     * @param total snapshots to solve
     */
    void snapshots(long done, long total);
}
