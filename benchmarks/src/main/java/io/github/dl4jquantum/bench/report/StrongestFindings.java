package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The findings on the rollout's error in short sentences, the strongest first. A pair's strength is the mean over its cases
 * of the logarithm of that end of the ratio's interval which is nearer to 1; what is undecided counts 0, and cases that
 * contradict each other cancel. Of one question two pairs are named at most. Where draws and seeds allow no conclusion at
 * all, what was seen is said as no more than that.
 */
final class StrongestFindings {
    private static final String MEASURE = "rollout VRMSE";
    private static final int MOST = 6;
    private static final int MOST_SEEN = 3;
    private static final int MOST_OF_A_QUESTION = 2;

    private final List<Contrast> contrasts;
    private final Map<String, List<Contrast>> pairs = new LinkedHashMap<>();

    StrongestFindings(List<Contrast> contrasts) {
        this.contrasts = contrasts;
        for (Contrast each : contrasts) {
            if (each.measure().equals(MEASURE)) {
                pairs.computeIfAbsent(each.question() + ": " + CompareFindings.who(each), any -> new ArrayList<>())
                        .add(each);
            }
        }
    }

    /** For people; empty if no rollout was compared. */
    List<String> sentences() {
        if (pairs.isEmpty()) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        boolean suffices = contrasts.stream().anyMatch(Contrast::suffices);
        if (!suffices) {
            sentences.add("Nothing is decided: so few draws and seeds allow no conclusion, at least "
                    + Contrast.LEAST_DRAWS + " draws of the data and " + Contrast.LEAST_SEEDS + " seeds of each do.");
        }
        ToDoubleFunction<Contrast> strength = suffices ? StrongestFindings::shown : each -> Math.log(each.ratio());
        List<List<Contrast>> ordered = pairs.values().stream()
                .filter(cases -> Math.abs(mean(cases, strength)) > 0)
                .sorted(Comparator.comparingDouble(cases -> -Math.abs(mean(cases, strength))))
                .toList();
        Set<String> said = new HashSet<>();
        Map<Contrast.Question, Integer> answers = new EnumMap<>(Contrast.Question.class);
        for (List<Contrast> cases : ordered) {
            String who = CompareFindings.who(cases.get(0));
            Contrast.Question question = cases.get(0).question();
            if (said.size() < (suffices ? MOST : MOST_SEEN)
                    && answers.getOrDefault(question, 0) < MOST_OF_A_QUESTION
                    && said.add(who)) {
                answers.merge(question, 1, Integer::sum);
                sentences.add(who + ": " + (suffices ? decided(cases) : seen(cases)));
            }
        }
        long undecided = pairs.values().stream()
                .filter(cases -> cases.stream().allMatch(each -> each.outcome() == Outcome.UNDECIDED))
                .count();
        if (suffices && undecided > 0) {
            sentences.add(
                    "Undecided in every case: " + undecided + " of " + CircuitBank.count(pairs.size(), "pair") + ".");
        }
        return sentences;
    }

    private static double mean(List<Contrast> cases, ToDoubleFunction<Contrast> strength) {
        return cases.stream().mapToDouble(strength).average().orElseThrow();
    }

    /** What the interval shows at least, as a logarithm. */
    private static double shown(Contrast each) {
        return switch (each.outcome()) {
            case A_SMALLER -> Math.log(each.high());
            case B_SMALLER -> Math.log(each.low());
            case UNDECIDED -> 0;
        };
    }

    /** The only case of a pair, as far as it tells it from the cases of others. */
    private String where(Contrast only) {
        return varies(each -> each.a().problem(), " on " + only.a().problem())
                + varies(each -> each.a().split(), ", split by " + only.a().split())
                + varies(Contrast::test, ", " + only.test());
    }

    private String varies(Function<Contrast, String> what, String words) {
        long different = pairs.values().stream()
                .flatMap(List::stream)
                .map(what)
                .distinct()
                .count();
        return different > 1 ? words : "";
    }

    private String decided(List<Contrast> cases) {
        Contrast first = cases.get(0);
        if (cases.size() == 1) {
            return CompareFindings.ratios(cases) + " times the rollout error" + where(first) + ", 95% interval "
                    + Contrast.times(first.low()) + " to " + Contrast.times(first.high()) + ".";
        }
        if (cases.stream().allMatch(each -> each.outcome() == first.outcome())) {
            return CompareFindings.ratios(cases) + " times the rollout error, in all " + count(cases) + ".";
        }
        List<String> parts = new ArrayList<>();
        part(parts, "smaller in ", cases, Outcome.A_SMALLER);
        part(parts, "larger in ", cases, Outcome.B_SMALLER);
        part(parts, "undecided in ", cases, Outcome.UNDECIDED);
        return "the rollout error is " + String.join(", ", parts) + " of " + count(cases) + " ("
                + CompareFindings.ratios(cases) + " times).";
    }

    private static String count(List<Contrast> cases) {
        boolean baseline = cases.get(0).question() == Contrast.Question.BASELINE;
        return cases.size() + " cases" + (baseline ? " where that is the best baseline" : "");
    }

    private static void part(List<String> parts, String what, List<Contrast> cases, Outcome outcome) {
        long count = cases.stream().filter(each -> each.outcome() == outcome).count();
        if (count > 0) {
            parts.add(what + count);
        }
    }

    private static String seen(List<Contrast> cases) {
        Contrast first = cases.get(0);
        return CompareFindings.ratios(cases) + " times the rollout error was seen, with "
                + CircuitBank.count(first.draws(), "draw") + " and " + CircuitBank.count(first.seeds(), "seed") + ".";
    }
}
