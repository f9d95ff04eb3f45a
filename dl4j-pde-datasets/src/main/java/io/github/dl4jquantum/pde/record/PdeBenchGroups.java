package io.github.dl4jquantum.pde.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * PDEBench's {@code .h5} files: one group per trajectory, {@code 0000}, {@code 0001} and so on, with {@code data} [time,
 * x, (y, (z)), field] and {@code grid/t}, {@code grid/x} and so on. Fields have no names there: their numbers stand for
 * them.
 */
final class PdeBenchGroups implements Hdf5Layout {
    private static final String DATA = "/data";
    private static final List<Axis> SPACE = List.of(Axis.X, Axis.Y, Axis.Z);

    @Override
    public String format() {
        return "PDEBench, one group per trajectory (HDF5)";
    }

    @Override
    public boolean matches(Hdf5File file) {
        return !groups(file).isEmpty();
    }

    private static List<String> groups(Hdf5File file) {
        return file.datasets().keySet().stream()
                .filter(name -> name.matches("\\d{4,9}" + DATA))
                .map(name -> name.substring(0, name.length() - DATA.length()))
                .filter(group ->
                        file.isNumeric(group + DATA) && file.has(group + "/grid/t") && file.has(group + "/grid/x"))
                .sorted()
                .toList();
    }

    @Override
    public List<Block> blocks(Hdf5File file, String field) {
        List<Block> blocks = new ArrayList<>();
        for (String group : groups(file)) {
            Block block = block(file, group);
            if (!blocks.isEmpty()) {
                requireAlike(file, block.arrays().get(0), blocks.get(0).arrays().get(0));
            }
            blocks.add(block);
        }
        return blocks;
    }

    private static Block block(Hdf5File file, String group) {
        List<Axis> axes = new ArrayList<>(List.of(Axis.TIME));
        SPACE.stream().filter(axis -> file.has(group + "/grid/" + axis)).forEach(axes::add);
        axes.add(Axis.FIELD);
        NumericArray array = file.array(group + DATA);
        long[] shape = array.shape();
        boolean fits = shape.length == axes.size();
        for (int i = 1; fits && i < axes.size() - 1; i++) {
            fits = Arrays.equals(file.shape(group + "/grid/" + axes.get(i)), new long[] {shape[i]});
        }
        if (!fits || shape[shape.length - 1] > 999) {
            throw new DataFileException(
                    file.path(),
                    array.name(),
                    "its shape " + Arrays.toString(shape) + " does not fit " + Axes.names(axes)
                            + " with the lengths of " + group
                            + "/grid: fetch it again, or copy the data out of it and declare axes=" + Axes.names(axes));
        }
        List<String> names = IntStream.range(0, (int) shape[shape.length - 1])
                .mapToObj(String::valueOf)
                .toList();
        FieldArray field = new FieldArray(array, axes, names);
        return new Block(List.of(field), PdeBenchTensors.times(file, group + "/grid/t", field), Map.of());
    }

    private static void requireAlike(Hdf5File file, FieldArray array, FieldArray first) {
        if (!Arrays.equals(array.grid(), first.grid()) || !array.fields().equals(first.fields())) {
            throw new DataFileException(
                    file.path(),
                    array.array().name(),
                    "its shape " + Arrays.toString(array.array().shape()) + " differs from "
                            + Arrays.toString(first.array().shape()) + " of "
                            + first.array().name() + ": put trajectories of one grid into one file");
        }
    }
}
