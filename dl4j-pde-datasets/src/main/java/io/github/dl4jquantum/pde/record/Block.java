package io.github.dl4jquantum.pde.record;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trajectories that share their times and lie in the same arrays.
 *
 * @param arrays the fields
 * @param times time of each snapshot
 * @param parameters by name, one number for all trajectories or one for each
 * @param counted why snapshots are counted, 0, 1, 2, in place of their times; empty where times are the file's
 */
record Block(List<FieldArray> arrays, double[] times, Map<String, double[]> parameters, Optional<String> counted) {
    /** Objects that stand for one trajectory and one field of it, in bytes; generous. */
    private static final int BYTES_PER_FIELD = 512;

    /** Of a time, in a trajectory. */
    private static final int BYTES_PER_TIME = 4 * Double.BYTES;

    /** At the file's own times. */
    Block(List<FieldArray> arrays, double[] times, Map<String, double[]> parameters) {
        this(arrays, times, parameters, Optional.empty());
    }

    /**
     * Times 0, 1, 2, ...: where a file has none, a snapshot's number stands for it.
     *
     * @param counted why
     */
    static Block withoutTimes(Path file, List<FieldArray> arrays, String counted) {
        long snapshots = arrays.get(0).length(Axis.TIME);
        long limit = Math.min(1 << 30, MemoryLimit.bytes() / BYTES_PER_TIME);
        if (snapshots > limit) {
            throw new DataFileException(
                    file,
                    arrays.get(0).array().name(),
                    "it has " + snapshots + " times, above the limit " + limit + " of this program's heap: copy a part "
                            + "of them into a file of its own, or check the axes");
        }
        double[] times = new double[(int) snapshots];
        Arrays.setAll(times, i -> i);
        return new Block(arrays, times, Map.of(), Optional.of(counted));
    }

    long trajectories() {
        return arrays.get(0).length(Axis.TRAJECTORY);
    }

    List<String> fields() {
        return arrays.stream().flatMap(array -> array.fields().stream()).toList();
    }

    /**
     * Trajectories that read their snapshots from the file.
     *
     * @param only the one field to take, or null for all
     */
    List<Trajectory> open(Path file, String only) {
        return only(file, only).openAll(file, only);
    }

    /** The arrays that hold a field, or all if it is null. */
    Block only(Path file, String only) {
        List<FieldArray> wanted = arrays.stream()
                .filter(array -> only == null || array.fields().contains(only))
                .toList();
        if (wanted.isEmpty()) {
            throw new DataFileException(file, "it has no field '" + only + "': choose one of " + fields());
        }
        return new Block(wanted, times, parameters, counted);
    }

    /** Trajectories whose decoded chunks fit into the memory for them. */
    ChunkBlocks chunkBlocks() {
        int neighbours = arrays.stream().mapToInt(FieldArray::neighbours).max().orElse(1);
        double bytes = arrays.stream()
                .mapToDouble(array -> array.decodedBytes(neighbours))
                .sum();
        return ChunkBlocks.in(MemoryLimit.bytes(), bytes, neighbours);
    }

    private List<Trajectory> openAll(Path file, String only) {
        check(file);
        List<String> fields = fields().stream()
                .filter(field -> only == null || field.equals(only))
                .toList();
        int[] grid =
                Arrays.stream(arrays.get(0).grid()).mapToInt(Math::toIntExact).toArray();
        List<Trajectory> trajectories = new ArrayList<>();
        for (int index = 0; index < trajectories(); index++) {
            List<FieldArray.Component> components = new ArrayList<>();
            for (FieldArray array : arrays) {
                for (int field : array.indexesOf(only)) {
                    components.add(array.component(index, field));
                }
            }
            trajectories.add(Trajectory.backedBy(
                    fields, grid, times, parametersOf(index), (field, time, target, offset) -> components
                            .get(field)
                            .copy(time, target, offset)));
        }
        return trajectories;
    }

    private Map<String, Double> parametersOf(int trajectory) {
        Map<String, Double> own = new LinkedHashMap<>();
        parameters.forEach((name, values) -> own.put(name, values[values.length == 1 ? 0 : trajectory]));
        return own;
    }

    private void check(Path file) {
        FieldArray first = arrays.get(0);
        for (FieldArray array : arrays) {
            String name = array.array().name();
            MemoryLimit.check(
                    file,
                    name,
                    "a snapshot " + Arrays.toString(array.grid()),
                    Float.BYTES * array.valuesPerSnapshot() + array.array().workingBytes(),
                    "give java a larger -Xmx");
            if (!Arrays.equals(array.grid(), first.grid())
                    || array.length(Axis.TRAJECTORY) != first.length(Axis.TRAJECTORY)
                    || array.length(Axis.TIME) != first.length(Axis.TIME)) {
                throw new DataFileException(
                        file,
                        name,
                        "its shape " + Arrays.toString(array.array().shape()) + " does not agree with "
                                + Arrays.toString(first.array().shape()) + " of "
                                + first.array().name() + ": name the one to read, field=NAME");
            }
        }
        MemoryLimit.check(
                file,
                first.array().name(),
                first.length(Axis.TRAJECTORY) + " trajectories",
                (double) BYTES_PER_FIELD * fields().size() * first.length(Axis.TRAJECTORY),
                "give java a larger -Xmx");
        if (times.length != first.length(Axis.TIME)) {
            throw new DataFileException(
                    file,
                    first.array().name(),
                    "its shape " + Arrays.toString(first.array().shape()) + " has " + first.length(Axis.TIME)
                            + " times, the time axis " + times.length + ": write it again with axes that agree");
        }
        for (int time = 0; time < times.length; time++) {
            if (!Double.isFinite(times[time])) {
                throw new DataFileException(
                        file,
                        "its time " + times[time] + " at index " + time
                                + " is not finite: write it again with the times that its snapshots have");
            }
            if (time > 0 && !(times[time] > times[time - 1])) {
                throw new DataFileException(
                        file,
                        "its time " + times[time] + " at index " + time + " does not exceed " + times[time - 1]
                                + " before it: sort the snapshots by time");
            }
        }
    }
}
