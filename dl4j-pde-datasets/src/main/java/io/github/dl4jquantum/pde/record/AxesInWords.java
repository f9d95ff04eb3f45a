package io.github.dl4jquantum.pde.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What blocks of trajectories hold, for people. */
final class AxesInWords {

    private AxesInWords() {}

    /** Such as "10 trajectories x 201 times x 128 x 128 x 2 fields (u, v)"; space in the order of a trajectory. */
    static String of(List<Block> blocks) {
        long trajectories = blocks.stream().mapToLong(Block::trajectories).sum();
        Block first = blocks.get(0);
        List<String> parts = new ArrayList<>();
        parts.add(count(trajectories, "trajectory", "trajectories"));
        parts.add(count(first.times().length, "time", "times"));
        Arrays.stream(first.arrays().get(0).grid()).mapToObj(String::valueOf).forEach(parts::add);
        List<String> fields = first.fields();
        parts.add(count(fields.size(), "field", "fields") + " (" + String.join(", ", fields) + ")");
        return String.join(" x ", parts);
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
