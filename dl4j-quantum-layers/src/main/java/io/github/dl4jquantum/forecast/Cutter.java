package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Keeps of each trajectory what its {@link Protocol} forecasts, and cuts it into parts. */
final class Cutter {
    /** So many that no part of a random split is empty. */
    static final int LEAST_WINDOWS = 10;

    private static final double TRAIN = 0.7;
    private static final double TRAIN_AND_VALIDATION = 0.8;

    private final Protocol protocol;
    private final List<String> fields;
    private final int[] fullGrid;
    private final int[] grid;
    /** Where the kept points of a field lie in its full snapshot. */
    private final int[] points;

    private final List<float[][]> snapshots = new ArrayList<>();
    private final List<double[]> times = new ArrayList<>();

    /**
     * @param available fields of the trajectories
     * @param fullGrid points along each axis before coarsening
     */
    Cutter(Protocol protocol, List<String> available, int[] fullGrid) {
        this.protocol = protocol;
        this.fullGrid = fullGrid;
        fields = protocol.fields().isEmpty() ? available : protocol.fields();
        for (String field : fields) {
            if (!available.contains(field)) {
                throw new IllegalArgumentException(
                        "Unknown field '" + field + "': the data has " + available + "; choose of these.");
            }
        }
        grid = Arrays.stream(fullGrid)
                .map(axis -> (axis - 1) / protocol.coarsening() + 1)
                .toArray();
        points = points();
    }

    private int[] points() {
        int[] kept = {0};
        for (int axis = 0; axis < fullGrid.length; axis++) {
            int[] finer = new int[kept.length * grid[axis]];
            for (int i = 0; i < finer.length; i++) {
                finer[i] = kept[i / grid[axis]] * fullGrid[axis] + i % grid[axis] * protocol.coarsening();
            }
            kept = finer;
        }
        return kept;
    }

    /** Takes the protocol's fields, points and snapshots of a trajectory. */
    void add(Trajectory trajectory) {
        if (trajectory.snapshots() < protocol.snapshots() || !Arrays.equals(trajectory.gridShape(), fullGrid)) {
            throw new IllegalArgumentException("Trajectory " + snapshots.size() + " has " + trajectory.snapshots()
                    + " snapshots on " + Arrays.toString(trajectory.gridShape()) + " points, and the protocol takes "
                    + protocol.snapshots() + " on " + Arrays.toString(fullGrid)
                    + ": ask for fewer snapshots, or leave out trajectories of another grid.");
        }
        float[][] kept = new float[protocol.snapshots()][fields.size() * points.length];
        for (int time = 0; time < kept.length; time++) {
            for (int field = 0; field < fields.size(); field++) {
                float[] full = trajectory.snapshot(fields.get(field), time);
                for (int i = 0; i < points.length; i++) {
                    float value = full[points[i]];
                    if (!Float.isFinite(value)) {
                        throw new IllegalArgumentException("Trajectory " + snapshots.size() + " holds " + value
                                + " in field " + fields.get(field) + " of snapshot " + time + ": leave it out or repair"
                                + " it.");
                    }
                    kept[time][field * points.length + i] = value;
                }
            }
        }
        snapshots.add(kept);
        times.add(Arrays.copyOf(trajectory.times(), kept.length));
    }

    /** @param seed of a random split */
    Parts parts(long seed) {
        return switch (protocol.split()) {
            case TRAJECTORIES -> byTrajectory();
            case TIME -> inTime();
            case RANDOM_WINDOWS -> atRandom(seed);
        };
    }

    private Parts byTrajectory() {
        int train = protocol.train();
        int test = train + protocol.validation();
        Part[] parts = {new Part(), new Part(), new Part()};
        for (int trajectory = 0; trajectory < snapshots.size(); trajectory++) {
            if (trajectory < train) {
                parts[0].add(trajectory, 0, protocol.snapshots());
            } else {
                parts[trajectory < test ? 1 : 2].addScored(trajectory, protocol.context(), protocol.snapshots());
            }
        }
        return parts(parts);
    }

    private Parts inTime() {
        int train = trainEnd(protocol.snapshots());
        int validation = validationEnd(protocol.snapshots());
        Part[] parts = {new Part(), new Part(), new Part()};
        for (int trajectory = 0; trajectory < snapshots.size(); trajectory++) {
            parts[0].add(trajectory, 0, train);
            parts[1].addScored(trajectory, train, validation);
            parts[2].addScored(trajectory, validation, protocol.snapshots());
        }
        return parts(parts);
    }

    private Parts atRandom(long seed) {
        int length = protocol.context() + protocol.horizon();
        int starts = protocol.snapshots() - length + 1;
        List<Integer> windows = new ArrayList<>();
        for (int window = 0; window < snapshots.size() * starts; window++) {
            windows.add(window);
        }
        Collections.shuffle(windows, new Random(seed));
        Part[] parts = {new Part(), new Part(), new Part()};
        int train = trainEnd(windows.size());
        int test = validationEnd(windows.size());
        for (int i = 0; i < windows.size(); i++) {
            int window = windows.get(i);
            int start = window % starts;
            parts[i < train ? 0 : i < test ? 1 : 2].add(window / starts, start, start + length);
        }
        return parts(parts);
    }

    static int trainEnd(int total) {
        return (int) Math.round(TRAIN * total);
    }

    static int validationEnd(int total) {
        return (int) Math.round(TRAIN_AND_VALIDATION * total);
    }

    private static Parts parts(Part... parts) {
        return new Parts(parts[0].segments(), parts[1].segments(), parts[2].segments());
    }

    /** The segments of one part. */
    private final class Part {
        private final List<float[][]> values = new ArrayList<>();
        private final List<double[]> when = new ArrayList<>();

        /** Snapshots {@code from} (inclusive) to {@code to} (exclusive). */
        void add(int trajectory, int from, int to) {
            values.add(Arrays.copyOfRange(snapshots.get(trajectory), from, to));
            when.add(Arrays.copyOfRange(times.get(trajectory), from, to));
        }

        /** Cuts a stretch into as many horizons as it holds, each behind the true snapshots before it. */
        void addScored(int trajectory, int from, int to) {
            for (int start = from; start + protocol.horizon() <= to; start += protocol.horizon()) {
                add(trajectory, start - protocol.context(), start + protocol.horizon());
            }
        }

        Segments segments() {
            return new Segments(
                    values.toArray(float[][][]::new), when.toArray(double[][]::new), protocol.context(), fields, grid);
        }
    }
}
