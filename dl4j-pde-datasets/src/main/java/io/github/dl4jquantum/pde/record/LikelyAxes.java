package io.github.dl4jquantum.pde.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the axes of an array may well be, for people who have to declare them. */
final class LikelyAxes {

    private LikelyAxes() {}

    /** By the names of dimensions as far as these are known, by their number where none is. */
    static String of(DatasetInfo array, List<String> names) {
        List<Optional<Axis>> known = names.stream().map(NamedDimensions::axis).toList();
        return known.stream().anyMatch(Optional::isPresent) && known.size() <= Axis.values().length
                ? named(known).orElseGet(() -> usual(array.shape().size()))
                : usual(array.shape().size());
    }

    static String usual(int axes) {
        return switch (axes) {
            case 1, 2 -> "time,x";
            case 3 -> "trajectory,time,x";
            case 5 -> "trajectory,time,z,y,x";
            case 6 -> "trajectory,time,z,y,x,field";
            default -> "trajectory,time,y,x";
        };
    }

    /** An unknown dimension before the time is the trajectory, or the time itself; one after it lies in space. */
    private static Optional<String> named(List<Optional<Axis>> known) {
        List<Axis> axes = new ArrayList<>();
        for (Optional<Axis> each : known) {
            axes.add(each.filter(axis -> !axes.contains(axis)).orElse(null));
        }
        int time = axes.indexOf(Axis.TIME);
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i) == null) {
                Stream<Axis> guesses = time < 0
                        ? Stream.of(Axis.TIME, Axis.Y, Axis.X, Axis.Z, Axis.TRAJECTORY, Axis.FIELD)
                        : i < time
                                ? Stream.of(Axis.TRAJECTORY, Axis.Y, Axis.X, Axis.Z, Axis.FIELD)
                                : Stream.of(Axis.Y, Axis.X, Axis.Z, Axis.FIELD, Axis.TRAJECTORY);
                axes.set(
                        i,
                        guesses.filter(axis -> !axes.contains(axis)).findFirst().orElseThrow());
                time = axes.indexOf(Axis.TIME);
            }
        }
        boolean complete = time >= 0 && axes.stream().anyMatch(Axis::isSpace);
        return complete ? Optional.of(Axes.names(axes)) : Optional.empty();
    }
}
