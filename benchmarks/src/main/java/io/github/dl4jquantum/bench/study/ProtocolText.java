package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.pde.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Protocols in words. */
public final class ProtocolText {

    private ProtocolText() {}

    /** The data and what is asked of it. */
    public static String of(Protocol protocol) {
        Problem problem = protocol.problemOf();
        List<String> words = new ArrayList<>();
        problem.parameters().forEach((name, value) -> words.add(name + " " + value));
        words.add(Arrays.stream(problem.gridShape()).mapToObj(String::valueOf).collect(Collectors.joining(" x "))
                + " points"
                + (protocol.coarsening() == 1
                        ? ""
                        : ", of which one in " + protocol.coarsening() + " along each axis is forecast"));
        List<String> fields = protocol.fields().isEmpty() ? problem.fields() : protocol.fields();
        words.add((fields.size() == 1 ? "field " : "fields ") + String.join(" and ", fields));
        words.add(problem.initial() + " initial states");
        words.add(problem.snapshots() + " snapshots " + problem.saveInterval() + " apart");
        words.add(split(protocol));
        words.add("context " + protocol.context() + ", horizon " + protocol.horizon());
        return String.join(", ", words);
    }

    private static String split(Protocol protocol) {
        return switch (protocol.split()) {
            case TRAJECTORIES -> protocol.train() + " trajectories to train on, " + protocol.validation()
                    + " to validate, " + protocol.test() + " to test";
            case TIME -> protocol.train() + " trajectories, each cut in time";
            case RANDOM_WINDOWS -> "windows of " + protocol.train() + " trajectories, split at random";
        };
    }
}
