package io.github.dl4jquantum.pde.iterator;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the windows of trajectories, and refuses data that has none or is not alike.
 *
 * @param trajectories on one grid
 * @param contextLength snapshots before a prediction
 * @param horizon snapshots from an input to its label
 * @param stride snapshots from the start of a window to that of the next
 */
record TrajectoryWindows(List<Trajectory> trajectories, int contextLength, int horizon, int stride) {

    /** A window's place. */
    record Window(int trajectory, int start) {}

    /** All windows, in the order of trajectories and time. */
    List<Window> all() {
        List<Window> windows = new ArrayList<>();
        for (int index = 0; index < trajectories.size(); index++) {
            Trajectory trajectory = trajectories.get(index);
            refuseMixed(index, trajectory);
            refuseUneven(index, trajectory);
            refuseShort(index, trajectory);
            for (int start = 0; start <= trajectory.snapshots() - contextLength - horizon; start += stride) {
                windows.add(new Window(index, start));
            }
        }
        return List.copyOf(windows);
    }

    private void refuseMixed(int index, Trajectory trajectory) {
        trajectory.differenceFrom(trajectories.get(0)).ifPresent(difference -> {
            throw new IllegalArgumentException("PdeSequenceIterator: trajectory " + index + " has " + difference
                    + " of trajectory 0: make one iterator for those that are alike");
        });
    }

    /** A horizon is a number of snapshots: where it is not one span of time, labels would mean different things. */
    private void refuseUneven(int index, Trajectory trajectory) {
        if (trajectory.snapshots() > 1 && trajectory.saveInterval().isEmpty()) {
            double[] times = trajectory.times();
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "PdeSequenceIterator: trajectory %d has times that are not uniform: %.6g, %.6g ... %.6g, %.6g: "
                            + "slice a part where they are, or interpolate",
                    index,
                    times[0],
                    times[1],
                    times[times.length - 2],
                    times[times.length - 1]));
        }
    }

    private void refuseShort(int index, Trajectory trajectory) {
        long span = (long) contextLength + horizon;
        if (trajectory.snapshots() < span) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "PdeSequenceIterator: trajectory %d has %d snapshots, fewer than a window's "
                            + "contextLength %d + horizon %d = %d: use a shorter context or horizon, "
                            + "more snapshots, or a larger fraction in the split",
                    index,
                    trajectory.snapshots(),
                    contextLength,
                    horizon,
                    span));
        }
    }

    /** Reads everything, a snapshot at a time. */
    void refuseNotFinite(List<String> fields) {
        float[] snapshot = new float[trajectories.get(0).valuesPerSnapshot()];
        for (int index = 0; index < trajectories.size(); index++) {
            Trajectory trajectory = trajectories.get(index);
            for (String field : fields) {
                for (int time = 0; time < trajectory.snapshots(); time++) {
                    trajectory.copySnapshot(field, time, snapshot, 0);
                    refuseNotFinite(index, field, time, snapshot);
                }
            }
        }
    }

    private void refuseNotFinite(int index, String field, int time, float[] snapshot) {
        for (float value : snapshot) {
            if (!Float.isFinite(value)) {
                Trajectory trajectory = trajectories.get(index);
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "PdeSequenceIterator: trajectory %d, snapshot %d (time %.6g), field %s holds %s: values must be "
                                + "finite; remove or repair that trajectory, or ask for NotFinite.MASK",
                        index,
                        trajectory.firstSnapshot() + time,
                        trajectory.times()[time],
                        field,
                        value));
            }
        }
    }
}
