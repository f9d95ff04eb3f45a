package io.github.dl4jquantum.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The tests that differ in the strength of one disturbance alone, from none to the strongest.
 *
 * @param name what is varied
 * @param tests by name; the first is exact
 * @param rungs what each is called beside the others
 */
record NoiseLadder(String name, List<String> tests, List<String> rungs) {
    private static final String EXACT = "in-distribution";

    /** Whether circuits are run under noise or by shots in a test. */
    static boolean isDisturbed(String test) {
        return !test.equals(EXACT) && !test.equals("out-of-distribution");
    }

    /** The ladders of two rungs or more among some tests. */
    static List<NoiseLadder> of(List<String> tests) {
        List<NoiseLadder> ladders = new ArrayList<>();
        add(ladders, tests, "depolarizing-", "depolarising probability of two-qubit gates", Comparator.naturalOrder());
        add(ladders, tests, "shots-", "shots of each circuit", Comparator.reverseOrder());
        return ladders;
    }

    private static void add(
            List<NoiseLadder> ladders,
            List<String> tests,
            String prefix,
            String name,
            Comparator<Double> weakestFirst) {
        List<String> rungs = tests.stream()
                .filter(test -> test.startsWith(prefix) && !test.contains("+"))
                .map(test -> test.substring(prefix.length()))
                .sorted(Comparator.comparing(Double::valueOf, weakestFirst))
                .toList();
        if (!rungs.isEmpty() && tests.contains(EXACT)) {
            List<String> all = new ArrayList<>(List.of(EXACT));
            rungs.forEach(rung -> all.add(prefix + rung));
            List<String> labels = new ArrayList<>(List.of("exact"));
            labels.addAll(rungs);
            ladders.add(new NoiseLadder(name, all, labels));
        }
    }
}
