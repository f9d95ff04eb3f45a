package io.github.dl4jquantum.pde.record;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The Well's files (Ohana et al., The Well, NeurIPS 2024): groups {@code t0_fields}, {@code t1_fields} and {@code
 * t2_fields} of scalars, vectors and tensors, each dataset [trajectory, time, coordinates..., (components)], beside
 * {@code dimensions} and {@code scalars}. The coordinates, whatever they are called, are x, y, z in their order.
 * Components get their indices behind an underscore: {@code velocity_0}, {@code stress_01}. Fields that are constant in
 * time or over trajectories are left out; one that is constant along a coordinate (its attribute {@code dim_varying})
 * lacks that axis, and is spread along it.
 */
final class TheWell implements Hdf5Layout {
    private static final String TIMES = "dimensions/time";
    private static final String SCALARS = "scalars/";
    private static final List<Axis> SPACE = List.of(Axis.X, Axis.Y, Axis.Z);

    @Override
    public String format() {
        return "The Well (HDF5)";
    }

    @Override
    public boolean matches(Hdf5File file) {
        return file.has(TIMES) && file.datasets().keySet().stream().anyMatch(name -> order(name) >= 0);
    }

    /** Rank of the tensors in a dataset; -1 if it is no field. */
    private static int order(String name) {
        return name.matches("t[012]_fields/[^/]+") ? name.charAt(1) - '0' : -1;
    }

    @Override
    public List<Block> blocks(Hdf5File file, String field) {
        List<String> names = file.datasets().keySet().stream()
                .filter(name -> order(name) >= 0 && file.isNumeric(name))
                .filter(name -> varies(file, name, "time") && varies(file, name, "sample"))
                .toList();
        List<String> asked = names.stream()
                .filter(name -> field != null && (last(name).equals(field) || field.startsWith(last(name) + "_")))
                .toList();
        long[] grid = grid(file, names);
        List<FieldArray> fields = (asked.isEmpty() ? names : asked)
                .stream().map(name -> field(file, name, grid)).toList();
        if (fields.isEmpty()) {
            throw new DataFileException(file.path(), "none of its fields varies in time: there is nothing to forecast");
        }
        long trajectories = fields.get(0).length(Axis.TRAJECTORY);
        return List.of(new Block(fields, times(file), parameters(file, trajectories)));
    }

    private static boolean varies(Hdf5File file, String name, String along) {
        return file.attribute(name, along + "_varying")
                .map(value -> !isFalse(value))
                .orElse(true);
    }

    private static String last(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    /** Points along each coordinate: those of a field that varies along all, else the lengths of the coordinates. */
    private static long[] grid(Hdf5File file, List<String> fields) {
        List<String> coordinates = file.datasets().keySet().stream()
                .filter(name -> name.startsWith("dimensions/") && !name.equals(TIMES))
                .toList();
        int count = coordinates.size();
        return fields.stream()
                .filter(name -> !constant(file, name, count).contains(true))
                .map(file::shape)
                .filter(shape -> shape.length >= 2 + count)
                .findFirst()
                .map(shape -> Arrays.copyOfRange(shape, 2, 2 + count))
                .orElseGet(() -> coordinates.stream()
                        .mapToLong(name -> Arrays.stream(file.shape(name)).reduce(1, Math::multiplyExact))
                        .toArray());
    }

    /** For each coordinate, whether the field is constant along it. */
    private static List<Boolean> constant(Hdf5File file, String name, int coordinates) {
        Object varying = file.attribute(name, "dim_varying").orElse(null);
        if (varying == null || !varying.getClass().isArray() || Array.getLength(varying) != coordinates) {
            return Collections.nCopies(coordinates, false);
        }
        return IntStream.range(0, coordinates)
                .mapToObj(i -> isFalse(Array.get(varying, i)))
                .toList();
    }

    private static boolean isFalse(Object value) {
        return value.toString().equalsIgnoreCase("false") || value.toString().equals("0");
    }

    private static NumericArray spread(Hdf5File file, String name, long[] grid) {
        NumericArray stored = file.array(name);
        List<Boolean> along = constant(file, name, grid.length);
        if (!along.contains(true)) {
            return stored;
        }
        long[] shape = new long[stored.shape().length + Collections.frequency(along, true)];
        boolean[] constant = new boolean[shape.length];
        int next = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            int coordinate = axis - 2;
            constant[axis] = coordinate >= 0 && coordinate < grid.length && along.get(coordinate);
            if (!constant[axis] && next == stored.shape().length) {
                return stored; // its shape does not fit, which is refused
            }
            shape[axis] = constant[axis] ? grid[coordinate] : stored.shape()[next++];
        }
        return new BroadcastArray(stored, shape, constant);
    }

    private static FieldArray field(Hdf5File file, String name, long[] grid) {
        int order = order(name);
        NumericArray array = spread(file, name, grid);
        long[] shape = array.shape();
        int coordinates = grid.length;
        if (coordinates < 1 || coordinates > SPACE.size() || shape.length != 2 + coordinates + order) {
            throw new DataFileException(
                    file.path(),
                    name,
                    "its shape " + Arrays.toString(shape) + " does not fit trajectory, time, " + coordinates
                            + " coordinates and " + order + " axes of components: fetch the file again");
        }
        List<Axis> axes = new ArrayList<>(List.of(Axis.TRAJECTORY, Axis.TIME));
        axes.addAll(SPACE.subList(0, coordinates));
        List<String> names = List.of(last(name));
        for (int i = 0; i < order; i++) {
            axes.add(Axis.FIELD);
            names = withIndex(names, (int) Math.min(shape[2 + coordinates + i], 10), i == 0 ? "_" : "");
        }
        return new FieldArray(array, axes, names);
    }

    private static List<String> withIndex(List<String> names, int count, String separator) {
        List<String> longer = new ArrayList<>();
        for (String name : names) {
            for (int i = 0; i < count; i++) {
                longer.add(name + separator + i);
            }
        }
        return longer;
    }

    private static double[] times(Hdf5File file) {
        if (file.shape(TIMES).length != 1) {
            throw new DataFileException(
                    file.path(),
                    TIMES,
                    "it differs between trajectories, which is not read: split the file by trajectory");
        }
        return file.numbers(TIMES);
    }

    private static Map<String, double[]> parameters(Hdf5File file, long trajectories) {
        Map<String, double[]> parameters = new LinkedHashMap<>();
        for (String name : file.datasets().keySet()) {
            if (name.startsWith(SCALARS)) {
                long[] shape = file.shape(name);
                if (shape.length == 0 || Arrays.equals(shape, new long[] {trajectories})) {
                    parameters.put(name.substring(SCALARS.length()), file.numbers(name));
                }
            }
        }
        return parameters;
    }
}
