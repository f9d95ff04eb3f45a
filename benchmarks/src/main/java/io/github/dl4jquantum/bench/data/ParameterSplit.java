package io.github.dl4jquantum.bench.data;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.Comparator;
import java.util.List;

/** Trajectories by a parameter of their equation: the smallest train, the largest test, and no value is in two parts. */
final class ParameterSplit {
    private ParameterSplit() {}

    static List<Trajectory> sorted(List<Trajectory> trajectories, String parameter) {
        for (Trajectory each : trajectories) {
            require(
                    each.parameters().containsKey(parameter),
                    "--split parameter:" + parameter + ": the data has "
                            + (each.parameters().isEmpty()
                                    ? "no parameters: choose another --split."
                                    : "the parameters " + each.parameters().keySet()
                                            + ": choose one of these, or another --split."));
        }
        return trajectories.stream()
                .sorted(Comparator.comparingDouble(each -> each.parameters().get(parameter)))
                .toList();
    }

    /**
     * The protocol whose parts end where the parameter's value changes, at or after its own.
     *
     * @param sorted by the parameter
     */
    static Protocol of(Protocol protocol, String parameter, List<Trajectory> sorted) {
        int train = change(protocol.train(), parameter, sorted);
        int test = change(Math.max(train + 1, protocol.train() + protocol.validation()), parameter, sorted);
        require(
                test < sorted.size(),
                "--split parameter:" + parameter + ": "
                        + sorted.stream()
                                .map(each -> each.parameters().get(parameter))
                                .distinct()
                                .count()
                        + " values of it are too few or too unevenly spread for three parts: give more, or choose another"
                        + " --split.");
        return protocol.toBuilder()
                .byTrajectory(train, test - train, sorted.size() - test)
                .build();
    }

    /** The first trajectory from {@code at} on whose value is not that of the one before it. */
    private static int change(int at, String parameter, List<Trajectory> sorted) {
        int next = at;
        while (next < sorted.size() && value(next, parameter, sorted) == value(next - 1, parameter, sorted)) {
            next++;
        }
        return next;
    }

    private static double value(int trajectory, String parameter, List<Trajectory> sorted) {
        return sorted.get(trajectory).parameters().get(parameter);
    }
}
