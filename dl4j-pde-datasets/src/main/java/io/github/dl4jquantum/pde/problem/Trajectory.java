package io.github.dl4jquantum.pde.problem;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A solution at increasing times on a fixed grid: for each field one snapshot per time, in single precision. Immutable;
 * {@link #slice} shares the values, which lie in memory or, read a snapshot at a time, in a file.
 *
 * <p>A snapshot is flat, the last axis of the grid fastest: on a plane [y, x], value (row, column) is at
 * {@code row * columns + column}.
 */
public final class Trajectory {

    private final List<String> fields;
    private final int[] gridShape;
    private final double[] times;
    private final Map<String, Double> parameters;
    private final SnapshotSource source;
    private final int first;
    private final int snapshots;

    private Trajectory(Trajectory whole, int first, int snapshots) {
        fields = whole.fields;
        gridShape = whole.gridShape;
        times = whole.times;
        parameters = whole.parameters;
        source = whole.source;
        this.first = first;
        this.snapshots = snapshots;
    }

    private Trajectory(
            List<String> fields,
            int[] gridShape,
            double[] times,
            Map<String, Double> parameters,
            SnapshotSource source) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("Trajectory: no fields: give at least one");
        }
        if (times.length == 0) {
            throw new IllegalArgumentException("Trajectory: no times: give at least one snapshot");
        }
        for (int time = 0; time < times.length; time++) {
            if (!Double.isFinite(times[time])) {
                throw new IllegalArgumentException("Trajectory: time " + times[time] + " of snapshot " + time
                        + " is not finite: give the times that the snapshots have");
            }
            if (time > 0 && !(times[time] > times[time - 1])) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Trajectory: time %s of snapshot %d does not exceed %s before it: sort the snapshots by time",
                        times[time],
                        time,
                        times[time - 1]));
            }
        }
        this.fields = List.copyOf(fields);
        this.gridShape = gridShape;
        this.times = times;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.source = source;
        first = 0;
        snapshots = times.length;
    }

    /**
     * A trajectory of given values, which are copied.
     *
     * @param fields field names
     * @param gridShape points along each axis, slowest first
     * @param times time of each snapshot, increasing
     * @param values for each field its snapshots one after another, [time, grid...] in C order
     * @return the trajectory
     * @throws IllegalArgumentException if sizes do not agree or times do not increase
     */
    public static Trajectory of(List<String> fields, int[] gridShape, double[] times, float[]... values) {
        float[][] copies = Arrays.stream(values).map(float[]::clone).toArray(float[][]::new);
        return ofOwned(fields, gridShape.clone(), times.clone(), Map.of(), copies);
    }

    /** As {@link #of}, without copying: the caller gives the arrays away. */
    static Trajectory ofOwned(List<String> fields, int[] gridShape, double[] times, float[]... values) {
        return ofOwned(fields, gridShape, times, Map.of(), values);
    }

    /** As {@link #of}, with parameters and without copying: the caller gives the arrays away. */
    static Trajectory ofOwned(
            List<String> fields, int[] gridShape, double[] times, Map<String, Double> parameters, float[]... values) {
        if (fields.size() != values.length) {
            throw new IllegalArgumentException(
                    "Trajectory: " + values.length + " arrays for the fields " + fields + ": give one array per field");
        }
        long expected = times.length * product(gridShape);
        for (int field = 0; field < values.length; field++) {
            if (values[field].length != expected) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Trajectory: field %s has %d values; %d times on grid %s need %d",
                        fields.get(field),
                        values[field].length,
                        times.length,
                        Arrays.toString(gridShape),
                        expected));
            }
        }
        int size = Math.toIntExact(product(gridShape));
        return new Trajectory(
                fields,
                gridShape,
                times,
                parameters,
                (field, time, target, offset) -> System.arraycopy(values[field], time * size, target, offset, size));
    }

    /**
     * A trajectory whose snapshots are fetched one by one as they are asked for.
     *
     * @param fields field names
     * @param gridShape points along each axis, slowest first
     * @param times time of each snapshot, increasing
     * @param parameters numbers of the equation, by name
     * @param source where snapshots come from
     * @return the trajectory
     * @throws IllegalArgumentException if there is no field, times do not increase, or a snapshot exceeds 2^31 values
     */
    public static Trajectory backedBy(
            List<String> fields,
            int[] gridShape,
            double[] times,
            Map<String, Double> parameters,
            SnapshotSource source) {
        if (product(gridShape) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Trajectory: a snapshot on grid " + Arrays.toString(gridShape)
                    + " exceeds 2^31 values: use a smaller grid");
        }
        return new Trajectory(fields, gridShape.clone(), times.clone(), parameters, source);
    }

    /** {@return the field names} */
    public List<String> fields() {
        return fields;
    }

    /** {@return the number of points along each axis, slowest first} */
    public int[] gridShape() {
        return gridShape.clone();
    }

    /**
     * {@return the parameters of the problem, such as reynolds, in the problem's order; empty where they are not known}
     */
    public Map<String, Double> parameters() {
        return parameters;
    }

    /** {@return the number of values of one field in one snapshot} */
    public int valuesPerSnapshot() {
        return Math.toIntExact(product(gridShape));
    }

    /** {@return the number of snapshots} */
    public int snapshots() {
        return snapshots;
    }

    /** {@return the index of the first snapshot in the trajectory that this one was sliced from; 0 if it was not} */
    public int firstSnapshot() {
        return first;
    }

    /** {@return the time of each snapshot} */
    public double[] times() {
        return Arrays.copyOfRange(times, first, first + snapshots);
    }

    /**
     * {@return the time between neighbouring snapshots; empty where it is not the same throughout, or there is one
     * snapshot} Times may be off the even ones by a thousandth of it, and by what single precision, in which many files
     * keep them, rounds.
     */
    public OptionalDouble saveInterval() {
        double start = times[first];
        double end = times[first + snapshots - 1];
        double interval = (end - start) / (snapshots - 1);
        double rounding = Math.ulp((float) Math.max(Math.abs(start), Math.abs(end)));
        for (int i = 0; i < snapshots; i++) {
            if (!(Math.abs(times[first + i] - start - i * interval) <= 1e-3 * interval + rounding)) {
                return OptionalDouble.empty();
            }
        }
        return OptionalDouble.of(interval);
    }

    /**
     * {@return what keeps another trajectory from being learned from together with this one, in words: another grid,
     * other fields or parameters of the equation (another problem), another save interval} Empty if nothing does.
     *
     * @param other what to compare with
     */
    public Optional<String> differenceFrom(Trajectory other) {
        if (!Arrays.equals(gridShape, other.gridShape)) {
            return different("grid", Arrays.toString(gridShape), Arrays.toString(other.gridShape));
        }
        if (!fields.equals(other.fields)) {
            return different("fields", fields, other.fields);
        }
        if (!parameters.keySet().equals(other.parameters.keySet())) {
            return different("parameters", parameters.keySet(), other.parameters.keySet());
        }
        if (snapshots == 1 || other.snapshots == 1) {
            return Optional.empty();
        }
        OptionalDouble own = saveInterval();
        OptionalDouble others = other.saveInterval();
        if (own.isEmpty() || others.isEmpty()) {
            return own.isPresent() == others.isPresent() && Arrays.equals(times(), other.times())
                    ? Optional.empty()
                    : different("save interval", inWords(own), inWords(others));
        }
        double rounding = Math.ulp((float) times[first + snapshots - 1]) / (snapshots - 1)
                + Math.ulp((float) other.times[other.first + other.snapshots - 1]) / (other.snapshots - 1);
        return Math.abs(own.getAsDouble() - others.getAsDouble()) <= 1e-3 * own.getAsDouble() + rounding
                ? Optional.empty()
                : different("save interval", inWords(own), inWords(others));
    }

    private static Optional<String> different(String what, Object own, Object others) {
        return Optional.of(what + " " + own + ", not " + others);
    }

    private static String inWords(OptionalDouble interval) {
        return interval.isPresent() ? String.format(Locale.ROOT, "%.6g", interval.getAsDouble()) : "that varies";
    }

    /**
     * {@return snapshots {@code from} (inclusive) to {@code to} (exclusive) as a trajectory of their own}
     *
     * @param from 0 or more
     * @param to more than {@code from}, at most {@link #snapshots}
     * @throws IllegalArgumentException if there is no such snapshot, or none between them
     */
    public Trajectory slice(int from, int to) {
        if (from < 0 || to > snapshots || from >= to) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "slice [%d, %d) does not lie within the %d snapshots", from, to, snapshots));
        }
        return new Trajectory(this, first + from, to - from);
    }

    /**
     * {@return some fields, in the order given, as a trajectory of its own}
     *
     * @param names of {@link #fields}
     */
    public Trajectory select(String... names) {
        int[] indices = Arrays.stream(names).mapToInt(this::indexOf).toArray();
        SnapshotSource some =
                (field, time, target, offset) -> source.copy(indices[field], first + time, target, offset);
        return new Trajectory(List.of(names), gridShape, times(), parameters, some);
    }

    /**
     * {@return all snapshots of a field: float [time, values]}
     *
     * @param field one of {@link #fields}
     */
    public INDArray values(String field) {
        return values(List.of(field));
    }

    /**
     * {@return all snapshots of some fields, one field after the other within a snapshot: float [time, fields
     * * values]}
     *
     * @param names of {@link #fields}
     */
    public INDArray values(List<String> names) {
        int size = valuesPerSnapshot();
        int width = Math.multiplyExact(size, names.size());
        float[] all = new float[Math.multiplyExact(snapshots, width)];
        for (int name = 0; name < names.size(); name++) {
            for (int time = 0; time < snapshots; time++) {
                copySnapshot(names.get(name), time, all, time * width + name * size);
            }
        }
        return Nd4j.create(all, new long[] {snapshots, width}, 'c');
    }

    /**
     * {@return one snapshot of a field, [values], the last axis of the grid fastest}
     *
     * @param field one of {@link #fields}
     * @param time index of the snapshot, from 0
     */
    public float[] snapshot(String field, int time) {
        float[] snapshot = new float[valuesPerSnapshot()];
        copySnapshot(field, time, snapshot, 0);
        return snapshot;
    }

    /**
     * Copies one snapshot of a field into {@code target} from index {@code offset} on.
     *
     * @param field one of {@link #fields}
     * @param time index of the snapshot, from 0
     * @param target holds {@link #valuesPerSnapshot} values from {@code offset} on
     * @param offset where the first value goes
     * @throws IllegalArgumentException if there is no such field
     * @throws IndexOutOfBoundsException if there is no such snapshot
     */
    public void copySnapshot(String field, int time, float[] target, int offset) {
        if (time < 0 || time >= snapshots) {
            throw new IndexOutOfBoundsException("snapshot " + time + " of " + snapshots);
        }
        source.copy(indexOf(field), first + time, target, offset);
    }

    private int indexOf(String field) {
        int index = fields.indexOf(field);
        if (index < 0) {
            throw new IllegalArgumentException("unknown field '" + field + "': this trajectory has " + fields);
        }
        return index;
    }

    private static long product(int[] shape) {
        return Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    }
}
