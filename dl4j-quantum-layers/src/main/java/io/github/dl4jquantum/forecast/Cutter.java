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
    private final Selection selection;
    /** Snapshots in memory, or null where they are {@link #read} again. */
    private final List<float[]> held;

    private final Snapshots.Read read;
    private final List<double[]> times = new ArrayList<>();

    /**
     * @param available fields of the trajectories
     * @param fullGrid points along each axis before coarsening
     * @param hold whether to keep snapshots in memory; if not, trajectories are kept and read again
     */
    Cutter(Protocol protocol, List<String> available, int[] fullGrid, boolean hold) {
        this.protocol = protocol;
        selection = new Selection(protocol.fields(), available, fullGrid, protocol.coarsening());
        held = hold ? new ArrayList<>() : null;
        read = new Snapshots.Read(selection, protocol.snapshots());
    }

    /** Bytes of memory that its snapshots take in memory. */
    static double bytes(Protocol protocol, List<String> available, int[] fullGrid) {
        return (double) Float.BYTES
                * protocol.trajectories()
                * protocol.snapshots()
                * new Selection(protocol.fields(), available, fullGrid, protocol.coarsening()).values();
    }

    /** Takes the protocol's fields, points and snapshots of a trajectory. */
    void add(Trajectory trajectory) {
        if (trajectory.snapshots() < protocol.snapshots() || !selection.fits(trajectory)) {
            throw new IllegalArgumentException("Trajectory " + times.size() + " has " + trajectory.snapshots()
                    + " snapshots on " + Arrays.toString(trajectory.gridShape()) + " points, and the protocol takes "
                    + protocol.snapshots() + " on " + selection.fullGrid()
                    + ": ask for fewer snapshots, or leave out trajectories of another grid.");
        }
        if (held == null) {
            read.begin(trajectory);
        }
        float[] row = new float[selection.values()];
        for (int time = 0; time < protocol.snapshots(); time++) {
            for (int field = 0; field < selection.fields().size(); field++) {
                selection.copy(trajectory, time, field, row, field * selection.points());
            }
            requireFinite(row, time);
            if (held == null) {
                read.add(row);
            } else {
                held.add(row.clone());
            }
        }
        times.add(Arrays.copyOf(trajectory.times(), protocol.snapshots()));
    }

    private void requireFinite(float[] row, int time) {
        for (int i = 0; i < row.length; i++) {
            if (!Float.isFinite(row[i])) {
                throw new IllegalArgumentException("Trajectory " + times.size() + " holds " + row[i] + " in field "
                        + selection.fields().get(i / selection.points()) + " of snapshot " + time
                        + ", both counted from 0: leave the trajectory out or repair it.");
            }
        }
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
        for (int trajectory = 0; trajectory < times.size(); trajectory++) {
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
        for (int trajectory = 0; trajectory < times.size(); trajectory++) {
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
        for (int window = 0; window < times.size() * starts; window++) {
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

    private Parts parts(Part... parts) {
        Snapshots all =
                held == null ? read : new Snapshots.Held(selection.fields().size(), held, true);
        return new Parts(parts[0].segments(all), parts[1].segments(all), parts[2].segments(all));
    }

    /** The segments of one part. */
    private final class Part {
        private final List<Integer> starts = new ArrayList<>();
        private final List<double[]> when = new ArrayList<>();

        /** Snapshots {@code from} (inclusive) to {@code to} (exclusive). */
        void add(int trajectory, int from, int to) {
            starts.add(trajectory * protocol.snapshots() + from);
            when.add(Arrays.copyOfRange(times.get(trajectory), from, to));
        }

        /** Cuts a stretch into as many horizons as it holds, each behind the true snapshots before it. */
        void addScored(int trajectory, int from, int to) {
            for (int start = from; start + protocol.horizon() <= to; start += protocol.horizon()) {
                add(trajectory, start - protocol.context(), start + protocol.horizon());
            }
        }

        Segments segments(Snapshots all) {
            return new Segments(
                    all,
                    starts.stream().mapToInt(each -> each).toArray(),
                    when.toArray(double[][]::new),
                    protocol.context(),
                    selection.fields(),
                    selection.grid());
        }
    }
}
