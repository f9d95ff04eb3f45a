package io.github.dl4jquantum.pde.record;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        Block counted = Block.withoutTimes(file.path(), fields);
        return of(file, fields.get(0))
                .map(name -> new Block(fields, file.numbers(name, counted.times().length), Map.of()))
                .orElse(counted);
    }

    private static Optional<String> of(DataFile file, FieldArray field) {
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
        List<Long> length = List.of(field.length(Axis.TIME));
        return Stream.concat(scale, beside)
                .filter(each -> file.datasets().stream()
                        .anyMatch(info -> info.name().equals(each)
                                && info.floating()
                                && info.shape().equals(length)))
                .findFirst();
    }
}
