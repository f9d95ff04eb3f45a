package io.github.dl4jquantum.pde.record;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PDEBench's {@code .hdf5} files: one dataset per field, [trajectory, time, x, (y, (z))], beside the coordinates
 * {@code t-coordinate}, {@code x-coordinate} and so on (Takamoto et al., PDEBench, NeurIPS 2022). Its times may be one
 * more than the snapshots: the last is left out.
 */
final class PdeBenchTensors implements Hdf5Layout {
    private static final String TIMES = "t-coordinate";
    private static final List<Axis> SPACE = List.of(Axis.X, Axis.Y, Axis.Z);

    @Override
    public String format() {
        return "PDEBench, one dataset per field (HDF5)";
    }

    @Override
    public boolean matches(Hdf5File file) {
        return file.has(TIMES) && file.has(coordinate(Axis.X));
    }

    private static String coordinate(Axis axis) {
        return axis + "-coordinate";
    }

    @Override
    public List<Block> blocks(Hdf5File file, String field) {
        List<Axis> space =
                SPACE.stream().filter(axis -> file.has(coordinate(axis))).toList();
        List<Axis> axes = Stream.concat(Stream.of(Axis.TRAJECTORY, Axis.TIME), space.stream())
                .toList();
        List<FieldArray> fields = file.datasets().keySet().stream()
                .filter(name -> file.shape(name).length == axes.size() && file.isNumeric(name))
                .filter(name -> !file.datasets().containsKey(field) || name.equals(field))
                .map(name -> new FieldArray(file.array(name), axes, List.of(name)))
                .toList();
        if (fields.isEmpty()) {
            throw new DataFileException(
                    file.path(),
                    "it has PDEBench's coordinates, but no dataset with the axes " + Axes.names(axes)
                            + ": copy the data into a file without these coordinates, and declare axes="
                            + Axes.names(axes));
        }
        for (Axis axis : space) {
            requireLength(file, coordinate(axis), fields.get(0), fields.get(0).length(axis));
        }
        return List.of(new Block(fields, times(file, TIMES, fields.get(0)), Map.of()));
    }

    private static void requireLength(Hdf5File file, String coordinate, FieldArray field, long expected) {
        long[] shape = file.shape(coordinate);
        if (shape.length != 1 || shape[0] != expected) {
            throw new DataFileException(
                    file.path(),
                    field.array().name(),
                    "its shape " + Arrays.toString(field.array().shape()) + " does not agree with "
                            + Arrays.toString(shape) + " of " + coordinate
                            + ": copy it into a file without coordinates, and declare axes=LIST");
        }
    }

    /** Times of a field's snapshots, without the one more that PDEBench's files may have. */
    static double[] times(Hdf5File file, String dataset, FieldArray field) {
        double[] times = file.numbers(dataset);
        long snapshots = field.length(Axis.TIME);
        return times.length == snapshots + 1 ? Arrays.copyOf(times, (int) snapshots) : times;
    }
}
