package io.github.dl4jquantum.pde.problem;

/** Where the snapshots of a {@link Trajectory} come from. Calls may come from several threads at a time. */
@FunctionalInterface
public interface SnapshotSource {

    /**
     * Copies one snapshot.
     *
     * @param field index of the field
     * @param time index of the snapshot in the whole trajectory
     * @param target takes the values, last axis fastest
     * @param offset index in {@code target} of the first
     */
    void copy(int field, int time, float[] target, int offset);
}
