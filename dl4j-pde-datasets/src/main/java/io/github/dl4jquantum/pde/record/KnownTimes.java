package io.github.dl4jquantum.pde.record;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When the snapshots of arrays are whose axes the user declared: the values of the time axis' dimension scale, or else of
 * a one-dimensional array beside the field or in the root that is called time, times, t or t-coordinate, in any case, and
 * has one value a snapshot. Without either, snapshots are counted: 0, 1, 2.
 */
final class KnownTimes {
    private static final List<String> NAMES = List.of("time", "times", "t", "t-coordinate");

    private KnownTimes() {}

    /** The fields, at the times of the first. */
    static Block block(DataFile file, List<FieldArray> fields) {
        List<DatasetInfo> called = called(file, fields.get(0));
        List<Long> length = List.of(fields.get(0).length(Axis.TIME));
        Block counted = Block.withoutTimes(file.path(), fields, why(called, length.get(0)));
        return called.stream()
                .filter(each -> each.floating() && each.shape().equals(length))
                .findFirst()
                .map(each -> new Block(fields, file.numbers(each.name(), counted.times().length), Map.of()))
                .orElse(counted);
    }

    private static String why(List<DatasetInfo> called, long snapshots) {
        return called.isEmpty()
                ? "the file has no times"
                : called.stream()
                                .map(each -> each.name() + " (" + each.type() + ", " + each.shapeInWords() + ")")
                                .collect(Collectors.joining(" and "))
                        + " " + (called.size() == 1 ? "is" : "are") + " not one number for each of the " + snapshots
                        + " snapshots";
    }

    /** What is called as times are, the likeliest first. */
    private static List<DatasetInfo> called(DataFile file, FieldArray field) {
        String name = field.array().name();
        int axis = field.axes().indexOf(Axis.TIME);
        List<String> dimensions = file.dimensionScales(name);
        String group = name.substring(0, name.lastIndexOf('/') + 1);
        Stream<String> scale = axis < dimensions.size() ? Stream.of(dimensions.get(axis)) : Stream.empty();
        Stream<String> beside = Stream.of(group, "")
                .flatMap(place -> NAMES.stream().map(place::concat))
                .flatMap(known -> file.datasets().stream()
                        .map(DatasetInfo::name)
                        .filter(each -> each.toLowerCase(Locale.ROOT).equals(known.toLowerCase(Locale.ROOT))));
        return Stream.concat(scale, beside)
                .distinct()
                .flatMap(each ->
                        file.datasets().stream().filter(info -> info.name().equals(each) && !each.equals(name)))
                .toList();
    }
}
