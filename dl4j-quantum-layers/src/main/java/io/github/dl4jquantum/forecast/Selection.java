package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.Arrays;
import java.util.List;

/** What a {@link Protocol} keeps of a snapshot: some fields, and of each every so many points along each axis. */
final class Selection {
    private final List<String> fields;
    private final int[] fullGrid;
    private final int[] grid;
    /** Where the kept points of a field lie in its full snapshot. */
    private final int[] points;

    /**
     * @param fields that are kept, none for all
     * @param available fields of the trajectories
     * @param fullGrid points along each axis before coarsening
     * @param coarsening every so many points along each axis one is kept
     */
    Selection(List<String> fields, List<String> available, int[] fullGrid, int coarsening) {
        this.fullGrid = fullGrid;
        this.fields = fields.isEmpty() ? available : fields;
        for (String field : this.fields) {
            if (!available.contains(field)) {
                throw new IllegalArgumentException(
                        "Unknown field '" + field + "': the data has " + available + "; choose of these.");
            }
        }
        grid = Arrays.stream(fullGrid).map(axis -> (axis - 1) / coarsening + 1).toArray();
        points = points(coarsening);
    }

    private int[] points(int coarsening) {
        int[] kept = {0};
        for (int axis = 0; axis < fullGrid.length; axis++) {
            int[] finer = new int[kept.length * grid[axis]];
            for (int i = 0; i < finer.length; i++) {
                finer[i] = kept[i / grid[axis]] * fullGrid[axis] + i % grid[axis] * coarsening;
            }
            kept = finer;
        }
        return kept;
    }

    List<String> fields() {
        return fields;
    }

    /** Points along each axis, as they are kept. */
    int[] grid() {
        return grid;
    }

    /** Numbers that are kept of one field. */
    int points() {
        return points.length;
    }

    /** Numbers that are kept of a snapshot. */
    int values() {
        return Math.multiplyExact(fields.size(), points.length);
    }

    /** Points along each axis of the trajectories, in words. */
    String fullGrid() {
        return Arrays.toString(fullGrid);
    }

    boolean fits(Trajectory trajectory) {
        return Arrays.equals(trajectory.gridShape(), fullGrid);
    }

    /** Copies what is kept of one field. */
    void copy(Trajectory trajectory, int time, int field, float[] target, int offset) {
        if (Arrays.equals(grid, fullGrid)) {
            trajectory.copySnapshot(fields.get(field), time, target, offset);
            return;
        }
        float[] full = trajectory.snapshot(fields.get(field), time);
        for (int i = 0; i < points.length; i++) {
            target[offset + i] = full[points[i]];
        }
    }
}
