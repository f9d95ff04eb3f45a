package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.report.Contrast.Outcome;
import io.github.dl4jquantum.bench.report.Contrast.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the contrasts say, in sentences; every number and every judgement comes from them. */
final class CompareFindings {
    private final List<Contrast> contrasts;

    CompareFindings(List<Contrast> contrasts) {
        this.contrasts = contrasts;
    }

    /** Sentences, the most asked question first. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        int seeds = contrasts.stream().mapToInt(Contrast::seeds).max().orElse(0);
        if (seeds < Contrast.LEAST_SEEDS) {
            sentences.add("With " + seeds + (seeds == 1 ? " seed" : " seeds") + " nothing is concluded: at least "
                    + Contrast.LEAST_SEEDS + " are needed. Ratios are shown without a judgement.");
        }
        for (Question question : Question.values()) {
            Map<String, List<Contrast>> asked = new LinkedHashMap<>();
            for (Contrast each : contrasts) {
                if (each.question() == question && !each.measure().contains("at learning rate")) {
                    asked.computeIfAbsent(who(each) + each.measure(), any -> new ArrayList<>())
                            .add(each);
                }
            }
            if (question == Question.BASELINE) {
                sentences.addAll(baselines());
            } else {
                asked.values().forEach(cases -> sentences.add(sentence(cases)));
            }
        }
        sentences.addAll(sameLearningRate());
        return sentences;
    }

    private static String who(Contrast each) {
        return switch (each.question()) {
            case ENCODER -> CompareRows.model(each.a().model()) + " with " + encoder(each.a()) + " against "
                    + encoder(each.b());
            case LATENT -> CompareRows.model(each.a().model()) + " with "
                    + each.a().latent() + " against " + each.b().latent() + " latent values";
            case CIRCUIT -> CompareRows.model(each.a().model()) + " with " + circuit(each.a()) + " against "
                    + circuit(each.b());
            case UNSEEN -> CompareRows.model(each.a().model()) + " out of distribution against in distribution";
            case BASELINE -> "";
            default -> CompareRows.model(each.a().model()) + " against "
                    + CompareRows.model(each.b().model());
        };
    }

    private static String encoder(RowKey row) {
        return row.encoder().equals("none")
                ? "no encoder"
                : "the encoder " + row.encoder().toUpperCase(Locale.ROOT);
    }

    private static String circuit(RowKey row) {
        return row.qubits() + " qubits in " + row.layers() + (row.layers() == 1 ? " layer" : " layers");
    }

    /** How often the interval decides, and how far the ratios lie apart. */
    private static String sentence(List<Contrast> cases) {
        Contrast first = cases.get(0);
        return who(first) + ", " + first.measure() + ": " + tally(cases) + ".";
    }

    private static String tally(List<Contrast> cases) {
        double low = cases.stream().mapToDouble(Contrast::ratio).min().orElseThrow();
        double high = cases.stream().mapToDouble(Contrast::ratio).max().orElseThrow();
        String ratios = cases.size() == 1
                ? "ratio " + cases.get(0).interval()
                : "ratios " + number(low) + " to " + number(high);
        return "smaller in " + count(cases, Outcome.A_SMALLER) + ", larger in " + count(cases, Outcome.B_SMALLER)
                + ", undecided in " + count(cases, Outcome.UNDECIDED) + " of " + cases.size()
                + (cases.size() == 1 ? " case" : " cases") + " (" + ratios + ")";
    }

    private static long count(List<Contrast> cases, Outcome outcome) {
        return cases.stream().filter(each -> each.outcome() == outcome).count();
    }

    private List<String> baselines() {
        List<String> sentences = new ArrayList<>();
        for (String measure : List.of("one-step MAE", "rollout MAE")) {
            List<Contrast> cases = contrasts.stream()
                    .filter(each -> each.question() == Question.BASELINE
                            && each.measure().equals(measure))
                    .toList();
            if (!cases.isEmpty()) {
                sentences.add("Trained models against the best baseline of their case, " + measure + ": " + tally(cases)
                        + ".");
            }
        }
        return sentences;
    }

    /** The paper's claim of smoother losses where it is fair: at one learning rate for both. */
    private List<String> sameLearningRate() {
        List<String> sentences = new ArrayList<>();
        Map<String, List<Contrast>> pairs = new LinkedHashMap<>();
        for (Contrast each : contrasts) {
            if (each.measure().contains("at learning rate")
                    && (each.question() == Question.QUANTUM || each.question() == Question.BOUNDED)) {
                pairs.computeIfAbsent(who(each), any -> new ArrayList<>()).add(each);
            }
        }
        pairs.forEach((pair, cases) ->
                sentences.add(pair + ", roughness of the loss at equal learning rates: " + tally(cases) + "."));
        return sentences;
    }

    private static String number(double value) {
        return value >= 0.01 && value < 100 ? String.format(Locale.ROOT, "%.2f", value) : HtmlReport.number(value);
    }
}
