package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.report.CompareRows.Summary;
import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Outcome;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.result.ThreeDigits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the cells and their contrasts say, in words; every number and every judgement comes from them. */
final class CompareFindings {
    private final CompareRows rows;
    private final List<Contrast> contrasts;
    private final List<String> tests;
    private final Map<String, String> paragraphs = new LinkedHashMap<>();

    CompareFindings(CompareRows rows, List<Contrast> contrasts, List<String> tests) {
        this.rows = rows;
        this.contrasts = contrasts;
        this.tests = tests;
    }

    /** Paragraphs by their topic, the most asked question first. */
    Map<String, String> paragraphs() {
        add("How sure this is", certainty());
        add("Trained models against baselines", baselines());
        add("Circuits against bounded functions in the same cell", pairs(Question.TWIN, errors()));
        add("Quantum against classical, as many parameters", pairs(Question.PARAMETERS, errors()));
        add("Quantum against classical, as much training time", pairs(Question.TIME, errors()));
        add("Quantum against classical, the same hidden size", pairs(Question.SIZE, errors()));
        add(
                "Controls",
                Stream.of(Question.ENTANGLEMENT, Question.TRAINED_CIRCUITS, Question.BOUNDED)
                        .map(question -> pairs(question, errors()))
                        .collect(Collectors.joining(" ")));
        add("A residual output", pairs(Question.RESIDUAL, errors()));
        add(
                "The circuits of a gate",
                Stream.of(Question.CIRCUITS, Question.QUBITS, Question.LAYERS, Question.ENCODING)
                                .map(question -> pairs(question, errors()))
                                .collect(Collectors.joining(" "))
                        + " " + flatness());
        add("The encoder", pairs(Question.ENCODER, errors()));
        add("The latent size", pairs(Question.LATENT, errors()));
        // Of baselines, which have no seeds, nothing could be decided: their ratios are in the tables.
        add("Unseen kinds of initial states", pairs(Question.UNSEEN, each -> !each.a()
                .isBaseline()));
        NoiseFindings noise = new NoiseFindings(rows, contrasts, tests);
        add("Noise and shots: the rollout's VRMSE over persistence's", noise.persistence());
        add("Noise and shots, over exact circuits", pairs(Question.NOISE, each -> !noise.isRung(each.test())));
        add("Trained under noise, over trained exactly", noise.ratios(Question.NOISY_TRAINING, "rollout VRMSE"));
        add("Mitigated, over the same noise as it is", pairs(Question.MITIGATION, any -> true));
        add(
                "The gradient's variance under noise, over that of exact circuits",
                noise.ratios(Question.FLATNESS, "gradient variance"));
        add("The paper's claim that quantum models' losses are smoother", smoothness());
        add("What the encoder costs", floor());
        return paragraphs;
    }

    private void add(String topic, String text) {
        if (!text.isBlank()) {
            paragraphs.put(topic, text.strip());
        }
    }

    /** What is measured on a test, not on the training. */
    private static Predicate<Contrast> errors() {
        return each -> each.test() != null;
    }

    private String certainty() {
        int draws = contrasts.stream().mapToInt(Contrast::draws).max().orElse(0);
        int seeds = contrasts.stream().mapToInt(Contrast::seeds).max().orElse(0);
        long failed = rows.keys().stream()
                .flatMap(row -> rows.cells(row).stream())
                .filter(cell -> cell.failure() != null)
                .count();
        long untrained = rows.keys().stream()
                .flatMap(row -> rows.cells(row).stream())
                .filter(cell -> cell.training() != null && cell.training().keptEpoch() == 0)
                .count();
        String missing = (failed == 0 ? "" : " " + count((int) failed, "cell") + " diverged and count nowhere.")
                + (untrained == 0
                        ? ""
                        : " " + count((int) untrained, "cell")
                                + " forecast best before the first update, and are as they were"
                                + " then: they say nothing of what training does, nor of noise.");
        if (contrasts.stream().noneMatch(Contrast::suffices)) {
            return "With " + count(draws, "draw") + " of the data and " + count(seeds, "seed")
                    + " each nothing is concluded: at least " + Contrast.LEAST_DRAWS + " and " + Contrast.LEAST_SEEDS
                    + " are needed, so that every case below counts as undecided." + missing;
        }
        return "“Smaller” and “larger” are said of a case only where the 95% bootstrap interval of the ratio over "
                + draws
                + " independent draws of the data and " + seeds
                + " seeds of each excludes 1; a case is one problem, split and setting. With three draws an interval holds the"
                + " truth about 75 to 95 times in 100, the less the more the draws differ, and nothing is corrected for the"
                + " number of questions: some of many cases without any difference look decided." + missing;
    }

    private static String count(int number, String what) {
        return CircuitBank.count(number, what);
    }

    /** Baselines against trained models, case by case. */
    private String baselines() {
        List<String> sentences = new ArrayList<>();
        for (String measure : List.of("rollout VRMSE", "one-step VRMSE")) {
            Map<String, List<Contrast>> cases = new LinkedHashMap<>();
            for (Contrast each : contrasts) {
                if (each.question() == Question.BASELINE && each.measure().equals(measure)) {
                    cases.computeIfAbsent(caseOf(each), any -> new ArrayList<>())
                            .add(each);
                }
            }
            if (!cases.isEmpty()) {
                sentences.add(baselines(measure, cases));
            }
        }
        return String.join(" ", sentences);
    }

    /** Each case is one of three: all models worse, some better, or neither; of the last the ratios are said. */
    private String baselines(String measure, Map<String, List<Contrast>> cases) {
        List<String> beaten = new ArrayList<>();
        List<Contrast> open = new ArrayList<>();
        int worse = 0;
        int neither = 0;
        for (Map.Entry<String, List<Contrast>> each : cases.entrySet()) {
            List<Contrast> models = each.getValue();
            List<String> winners = models.stream()
                    .filter(model -> model.outcome() == Outcome.A_SMALLER)
                    .map(model -> rows.label(model.a()))
                    .toList();
            if (!winners.isEmpty()) {
                beaten.add(each.getKey() + " (" + String.join(", ", winners) + ")");
            } else if (count(models, Outcome.B_SMALLER) == models.size()) {
                worse++;
            } else {
                neither++;
                open.addAll(models);
            }
        }
        String of = " of " + CircuitBank.count(cases.size(), "case");
        List<String> parts = new ArrayList<>();
        if (worse > 0) {
            parts.add("every trained model has a larger error in " + worse + of);
        }
        if (!beaten.isEmpty()) {
            parts.add("some have a smaller one in " + beaten.size() + of + ": " + String.join(", ", beaten));
        }
        if (neither > 0) {
            parts.add("none is shown to have a smaller one, nor all to have a larger, in " + neither + of + " (ratios "
                    + ratios(open) + ")");
        }
        String best = cases.values().stream()
                .map(models -> CompareRows.model(models.get(0).b().model()))
                .distinct()
                .collect(Collectors.joining(", "));
        return measure.substring(0, 1).toUpperCase(Locale.ROOT) + measure.substring(1) + ", against the best baseline ("
                + best + "): " + String.join("; ", parts) + ".";
    }

    private String caseOf(Contrast each) {
        return each.a().problem() + " by " + each.a().split() + (tests.size() > 1 ? ", " + each.test() : "");
    }

    /** A sentence for each pair that was asked about, its measures one after the other. */
    private String pairs(Question question, Predicate<Contrast> of) {
        Map<String, Map<String, List<Contrast>>> asked = new LinkedHashMap<>();
        for (Contrast each : contrasts) {
            if (each.question() == question && of.test(each)) {
                asked.computeIfAbsent(who(each), any -> new LinkedHashMap<>())
                        .computeIfAbsent(each.measure(), any -> new ArrayList<>())
                        .add(each);
            }
        }
        List<String> sentences = new ArrayList<>();
        asked.forEach((pair, measures) -> {
            List<String> parts = new ArrayList<>();
            measures.forEach((measure, cases) -> parts.add(measure + " " + tally(cases)));
            sentences.add(pair + ": " + String.join("; ", parts) + ".");
        });
        return String.join(" ", sentences);
    }

    /** The two that a contrast compares. */
    static String who(Contrast each) {
        String a = CompareRows.model(each.a().model());
        return switch (each.question()) {
            case ENCODER -> a + " with " + CompareRows.encoder(each.a()) + " against " + CompareRows.encoder(each.b());
            case LATENT -> a + " with " + each.a().latent() + " against "
                    + each.b().latent() + " latent values";
            case CIRCUITS, QUBITS, LAYERS, ENCODING -> a + " with " + each.a().bank() + " against "
                    + each.b().bank();
            case NOISE, MITIGATION -> a + ", " + each.test();
            case UNSEEN -> a + " out of distribution against in distribution";
            default -> a + " against " + CompareRows.model(each.b().model());
        };
    }

    /** How often the intervals decide, and how far the ratios lie apart. */
    private static String tally(List<Contrast> cases) {
        if (cases.size() == 1) {
            Contrast only = cases.get(0);
            return switch (only.outcome()) {
                case A_SMALLER -> "smaller, ratio " + only.interval();
                case B_SMALLER -> "larger, ratio " + only.interval();
                case UNDECIDED -> "undecided, ratio " + only.interval();
            };
        }
        List<String> parts = new ArrayList<>();
        part(parts, "smaller", count(cases, Outcome.A_SMALLER), cases.size());
        part(parts, "larger", count(cases, Outcome.B_SMALLER), cases.size());
        part(parts, "undecided", count(cases, Outcome.UNDECIDED), cases.size());
        return String.join(", ", parts) + (parts.size() > 1 ? " of " + cases.size() + " cases" : "") + " (ratios "
                + ratios(cases) + ")";
    }

    /** The least and the largest. */
    static String ratios(List<Contrast> cases) {
        double low = cases.stream().mapToDouble(Contrast::ratio).min().orElseThrow();
        double high = cases.stream().mapToDouble(Contrast::ratio).max().orElseThrow();
        return Contrast.times(low) + (cases.size() == 1 ? "" : " to " + Contrast.times(high));
    }

    private static void part(List<String> parts, String outcome, long count, int all) {
        if (count == all) {
            parts.add(outcome + " in all " + all + " cases");
        } else if (count > 0) {
            parts.add(outcome + " in " + count);
        }
    }

    private static long count(List<Contrast> cases, Outcome outcome) {
        return cases.stream().filter(each -> each.outcome() == outcome).count();
    }

    /** At the rates that validation chose, and where it is fair: at one rate for both. */
    private String smoothness() {
        return Stream.of(Question.TWIN, Question.SIZE, Question.PARAMETERS, Question.BOUNDED)
                .map(question -> pairs(question, errors().negate()))
                .collect(Collectors.joining(" "));
    }

    /** How the variance of the gradient goes with the bank; empty where there is one. */
    private String flatness() {
        RowKey flattest = null;
        RowKey steepest = null;
        for (RowKey row : rows.keys()) {
            Summary variance = rows.summary(row, CellResult::gradientVariance);
            if (variance != null) {
                flattest = flattest == null || variance.median() < variance(flattest) ? row : flattest;
                steepest = steepest == null || variance.median() > variance(steepest) ? row : steepest;
            }
        }
        if (flattest == null || flattest.bank().equals(steepest.bank())) {
            return "";
        }
        return "The gradient's variance over random angles is largest, " + ThreeDigits.of(variance(steepest))
                + ", with "
                + steepest.bank() + " (" + steepest.problem() + ") and smallest, "
                + ThreeDigits.of(variance(flattest)) + ", with " + flattest.bank() + " ("
                + flattest.problem()
                + ").";
    }

    private double variance(RowKey row) {
        return rows.summary(row, CellResult::gradientVariance).median();
    }

    /** How much of the models' error the encoder alone accounts for. */
    private String floor() {
        int most = 0;
        int all = 0;
        for (RowKey row : rows.keys()) {
            for (String test : tests) {
                Summary share = row.isBaseline()
                        ? null
                        : rows.summary(row, cell -> share(cell.tests().get(test)));
                if (share != null) {
                    all++;
                    most += share.median() > 0.5 ? 1 : 0;
                }
            }
        }
        return all == 0
                ? ""
                : "Encoding and decoding the truth alone accounts for more than half of the one-step error in " + most
                        + " of " + all + " rows of trained models.";
    }

    private static Double share(CellResult.TestErrors errors) {
        return errors.floor() == null
                ? null
                : errors.floor().vrmse() / errors.oneStep().vrmse();
    }
}
