package io.github.dl4jquantum.pde.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Arrays whose dimensions have well-known names, as NetCDF-4 writes them: the dataset's {@code DIMENSION_LIST} refers to
 * one dimension scale for each axis (HDF5 Dimension Scale Specification, 2005), and the scale's name is the dimension's.
 *
 * <pre>
 * trajectory   sample, trajectory, batch, ensemble, member
 * time         time, t
 * z, y, x      z; y, lat, latitude; x, lon, longitude
 * field        channel, field, variable
 * </pre>
 *
 * <p>Names count in any case. An array is taken if the names of all its dimensions are among these, no axis stands twice, and time
 * and one of x, y, z are there; its times are the values of the time scale, or 0, 1, 2 where that has none.
 */
final class NamedDimensions implements Hdf5Layout {
    private static final Map<String, Axis> KNOWN = Map.ofEntries(
            Map.entry("sample", Axis.TRAJECTORY),
            Map.entry("trajectory", Axis.TRAJECTORY),
            Map.entry("batch", Axis.TRAJECTORY),
            Map.entry("ensemble", Axis.TRAJECTORY),
            Map.entry("member", Axis.TRAJECTORY),
            Map.entry("time", Axis.TIME),
            Map.entry("t", Axis.TIME),
            Map.entry("z", Axis.Z),
            Map.entry("y", Axis.Y),
            Map.entry("lat", Axis.Y),
            Map.entry("latitude", Axis.Y),
            Map.entry("x", Axis.X),
            Map.entry("lon", Axis.X),
            Map.entry("longitude", Axis.X),
            Map.entry("channel", Axis.FIELD),
            Map.entry("field", Axis.FIELD),
            Map.entry("variable", Axis.FIELD));

    /** Of a dataset: for each dimension, references to its scales. */
    private static final String LIST = "DIMENSION_LIST";

    /** What a scale is called that holds no values. */
    private static final String NO_VALUES = "This is a netCDF dimension but not a netCDF variable";

    @Override
    public String format() {
        return "HDF5 or NetCDF-4, axes by the names of its dimensions";
    }

    @Override
    public boolean matches(Hdf5File file) {
        return !named(file).isEmpty();
    }

    @Override
    public List<Block> blocks(Hdf5File file, String field) {
        Map<String, List<String>> all = named(file);
        List<FieldArray> every = all.entrySet().stream()
                .map(each -> fieldArray(file, each.getKey(), axes(each.getValue())))
                .toList();
        List<FieldArray> asked = every.stream()
                .filter(each -> field != null && each.fields().contains(field))
                .toList();
        List<FieldArray> fields = asked.isEmpty() ? every : asked;
        FieldArray first = fields.get(0);
        String time = all.get(first.array().name()).get(first.axes().indexOf(Axis.TIME));
        return List.of(
                hasValues(file, time)
                        ? new Block(fields, file.numbers(time), Map.of())
                        : Block.withoutTimes(
                                file.path(), fields, "the dimension " + time + " has no values of its own"));
    }

    private static FieldArray fieldArray(Hdf5File file, String name, Axes axes) {
        NumericArray array = file.array(name);
        return new FieldArray(array, axes.order(), DeclaredArrays.names(file.path(), array, axes));
    }

    /** The arrays that are taken, each with the scales of its dimensions. */
    private static Map<String, List<String>> named(Hdf5File file) {
        Map<Long, String> byAddress = byAddress(file);
        Map<String, List<String>> named = new LinkedHashMap<>();
        for (String name : file.datasets().keySet()) {
            List<String> scales = scales(file, name, byAddress);
            if (isKnown(scales)
                    && file.isNumeric(name)
                    && Arrays.stream(file.shape(name)).allMatch(length -> length > 0)) {
                named.put(name, scales);
            }
        }
        return named;
    }

    /** The scales of a dataset's dimensions, "" for one that has none, or several; empty where no dimension has one. */
    static List<String> scales(Hdf5File file, String name) {
        if (!file.has(name) || file.attribute(name, LIST).isEmpty()) {
            return List.of();
        }
        List<String> scales = scales(file, name, byAddress(file));
        return scales.stream().allMatch(String::isEmpty) ? List.of() : scales;
    }

    private static Map<Long, String> byAddress(Hdf5File file) {
        Map<Long, String> byAddress = new HashMap<>();
        file.datasets().forEach((name, dataset) -> byAddress.put(dataset.getAddress(), name));
        return byAddress;
    }

    /** "" for a dimension that has no scale, or several. */
    private static List<String> scales(Hdf5File file, String name, Map<Long, String> byAddress) {
        Object list = file.attribute(name, LIST).orElse(null);
        if (!(list instanceof Object[] dimensions) || dimensions.length != file.shape(name).length) {
            return List.of();
        }
        List<String> scales = new ArrayList<>();
        for (Object dimension : dimensions) {
            boolean one = dimension instanceof long[] addresses && addresses.length == 1;
            scales.add(one ? byAddress.getOrDefault(((long[]) dimension)[0], "") : "");
        }
        return scales;
    }

    private static boolean isKnown(List<String> scales) {
        List<Axis> axes = scales.stream()
                .map(NamedDimensions::axis)
                .flatMap(Optional::stream)
                .toList();
        return axes.size() == scales.size()
                && axes.stream().distinct().count() == axes.size()
                && axes.contains(Axis.TIME)
                && axes.stream().anyMatch(Axis::isSpace);
    }

    private static Axes axes(List<String> scales) {
        return new Axes(scales.stream()
                .map(NamedDimensions::axis)
                .flatMap(Optional::stream)
                .toList());
    }

    /** What a dimension of that name is. */
    static Optional<Axis> axis(String scale) {
        return Optional.ofNullable(
                KNOWN.get(scale.substring(scale.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT)));
    }

    private static boolean hasValues(Hdf5File file, String scale) {
        return file.isNumeric(scale) && !isMereDimension(file, scale);
    }

    /** Whether a dataset is but the name and length of a dimension, which netCDF writes where there are no coordinates. */
    static boolean isMereDimension(Hdf5File file, String name) {
        return file.attribute(name, "NAME")
                .map(text -> text.toString().startsWith(NO_VALUES))
                .orElse(false);
    }
}
