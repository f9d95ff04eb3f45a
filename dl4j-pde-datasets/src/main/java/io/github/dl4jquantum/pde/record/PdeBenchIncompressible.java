package io.github.dl4jquantum.pde.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * PDEBench's incompressible Navier-Stokes files: {@code velocity} [trajectory, time, x, y, component] and {@code particles}
 * [trajectory, time, x, y, 1], times {@code t} [trajectory, time]. The forcing has no time, and is left out.
 */
final class PdeBenchIncompressible implements Hdf5Layout {
    private static final String VELOCITY = "velocity";
    private static final String PARTICLES = "particles";
    private static final String TIMES = "t";
    private static final List<Axis> AXES = List.of(Axis.TRAJECTORY, Axis.TIME, Axis.X, Axis.Y, Axis.FIELD);
    private static final int MOST_COMPONENTS = 2;

    @Override
    public String format() {
        return "PDEBench, incompressible Navier-Stokes (HDF5)";
    }

    @Override
    public boolean matches(Hdf5File file) {
        return List.of(VELOCITY, PARTICLES, TIMES).stream().allMatch(file::has);
    }

    @Override
    public List<Block> blocks(Hdf5File file, String field) {
        List<FieldArray> fields = new ArrayList<>();
        for (String name : List.of(VELOCITY, PARTICLES)) {
            NumericArray array = file.array(name);
            long[] shape = array.shape();
            if (shape.length != AXES.size() || shape[shape.length - 1] > MOST_COMPONENTS) {
                throw new DataFileException(
                        file.path(),
                        name,
                        "its shape " + Arrays.toString(shape) + " does not fit " + Axes.names(AXES) + " of at most "
                                + MOST_COMPONENTS + " components: fetch the file again");
            }
            int components = (int) shape[shape.length - 1];
            List<String> names = components == 1
                    ? List.of(name)
                    : IntStream.range(0, components)
                            .mapToObj(i -> name + "_" + i)
                            .toList();
            fields.add(new FieldArray(array, AXES, names));
        }
        return List.of(new Block(fields, times(file, fields.get(0)), Map.of()));
    }

    private static double[] times(Hdf5File file, FieldArray field) {
        double[] all = file.numbers(TIMES);
        int count = (int) Math.min(all.length, field.length(Axis.TIME));
        double[] first = Arrays.copyOf(all, count);
        for (int row = 0; row + count <= all.length; row += count) {
            if (!Arrays.equals(first, 0, count, all, row, row + count)) {
                throw new DataFileException(
                        file.path(),
                        TIMES,
                        "it differs between trajectories, which is not read: split the file by trajectory");
            }
        }
        return first;
    }
}
