package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.report.CompareRows.Summary;
import io.github.dl4jquantum.bench.report.Contrast.Outcome;
import io.github.dl4jquantum.bench.report.Contrast.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What the cells and their contrasts say, in words; every number and every judgement comes from them. */
final class CompareFindings {
    private static final String AT_RATE = "at learning rate";
    private static final String ROUGHNESS = "roughness";

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
        add("Who forecasts best", best() + " " + baselines());
        add("Quantum against classical", pairs(Question.QUANTUM, errors()));
        add("With as many parameters", pairs(Question.MATCHED, errors()));
        add(
                "Controls",
                pairs(Question.BOUNDED, errors()) + " " + pairs(Question.ENTANGLEMENT, errors()) + " "
                        + pairs(Question.TRAINED_CIRCUITS, errors()));
        add("A residual output", pairs(Question.RESIDUAL, errors()));
        add("The paper's claim that quantum models' losses are smoother", smoothness());
        add("The encoder", pairs(Question.ENCODER, errors()));
        add("The latent size", pairs(Question.LATENT, errors()));
        add("The size of the circuit", pairs(Question.CIRCUIT, errors()) + " " + flatness());
        add("Unseen kinds of initial states", pairs(Question.UNSEEN, any -> true));
        add("What the encoder costs", floor());
        return paragraphs;
    }

    private void add(String topic, String text) {
        if (!text.isBlank()) {
            paragraphs.put(topic, text.strip());
        }
    }

    private static Predicate<Contrast> errors() {
        return each -> !each.measure().startsWith(ROUGHNESS);
    }

    private String certainty() {
        int seeds = contrasts.stream().mapToInt(Contrast::seeds).max().orElse(0);
        long failed = rows.keys().stream()
                .flatMap(row -> rows.cells(row).stream())
                .filter(cell -> cell.failure() != null)
                .count();
        String missing = failed == 0
                ? ""
                : " " + failed + (failed == 1 ? " cell" : " cells")
                        + " diverged with every learning rate and count nowhere.";
        if (seeds < Contrast.LEAST_SEEDS) {
            return "With " + seeds + (seeds == 1 ? " seed" : " seeds") + " nothing is concluded: at least "
                    + Contrast.LEAST_SEEDS + " are needed, so that every case below counts as undecided." + missing;
        }
        return "“Smaller” and “larger” are said of a case only where the 95% bootstrap interval of the ratio over "
                + seeds
                + " seeds excludes 1; a case is one problem, split and setting. With five seeds an interval holds the truth"
                + " about 84 times in 100, not 95, and nothing is corrected for the number of questions: of 20 cases"
                + " without any difference about three look decided." + missing;
    }

    /** Who has the smallest median, case by case. */
    private String best() {
        StringBuilder text = new StringBuilder();
        for (boolean rollout : new boolean[] {false, true}) {
            Map<String, Integer> wins = new LinkedHashMap<>();
            int cases = 0;
            for (String test : tests) {
                for (List<RowKey> shown : rows.cases()) {
                    RowKey best = new ErrorTable(rows, contrasts, test, rollout).best(shown);
                    if (best != null) {
                        wins.merge(CompareRows.model(best.model()), 1, Integer::sum);
                        cases++;
                    }
                }
            }
            int total = cases;
            List<String> parts = new ArrayList<>();
            wins.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .forEach(win -> parts.add(win.getKey() + " in " + win.getValue()));
            text.append(rollout ? " Over the whole rollout: " : "The smallest median error one step ahead: ")
                    .append(String.join(", ", parts))
                    .append(" of ")
                    .append(total)
                    .append(total == 1 ? " case." : " cases.");
        }
        return text.toString();
    }

    private String baselines() {
        StringBuilder text = new StringBuilder();
        for (String measure : List.of("one-step MAE", "rollout MAE")) {
            List<Contrast> cases = contrasts.stream()
                    .filter(each -> each.question() == Question.BASELINE
                            && each.measure().equals(measure))
                    .toList();
            if (!cases.isEmpty()) {
                text.append(text.isEmpty() ? "A trained model's error against the best baseline's: " : "; ")
                        .append(measure)
                        .append(' ')
                        .append(tally(cases));
            }
        }
        return text.isEmpty() ? "" : text + ".";
    }

    /** A sentence for each pair that was asked about, its measures one after the other. */
    private String pairs(Question question, Predicate<Contrast> of) {
        Map<String, Map<String, List<Contrast>>> asked = new LinkedHashMap<>();
        for (Contrast each : contrasts) {
            if (each.question() == question && of.test(each)) {
                asked.computeIfAbsent(who(each), any -> new LinkedHashMap<>())
                        .computeIfAbsent(measure(each), any -> new ArrayList<>())
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

    private static String measure(Contrast each) {
        return each.measure().contains(AT_RATE) ? "roughness at equal learning rates" : each.measure();
    }

    private static String who(Contrast each) {
        String a = CompareRows.model(each.a().model());
        return switch (each.question()) {
            case ENCODER -> a + " with " + encoder(each.a()) + " against " + encoder(each.b());
            case LATENT -> a + " with " + each.a().latent() + " against "
                    + each.b().latent() + " latent values";
            case CIRCUIT -> a + " with " + circuit(each.a()) + " against " + circuit(each.b());
            case UNSEEN -> a + " out of distribution against in distribution";
            default -> a + " against " + CompareRows.model(each.b().model());
        };
    }

    private static String encoder(RowKey row) {
        return row.encoder().equals("none") ? "no encoder" : row.encoder().toUpperCase(Locale.ROOT);
    }

    private static String circuit(RowKey row) {
        return row.qubits() + " qubits in " + row.layers() + (row.layers() == 1 ? " layer" : " layers");
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
        double low = cases.stream().mapToDouble(Contrast::ratio).min().orElseThrow();
        double high = cases.stream().mapToDouble(Contrast::ratio).max().orElseThrow();
        return "smaller in " + count(cases, Outcome.A_SMALLER) + ", larger in " + count(cases, Outcome.B_SMALLER)
                + ", undecided in " + count(cases, Outcome.UNDECIDED) + " of " + cases.size() + " cases (ratios "
                + Contrast.times(low) + " to " + Contrast.times(high) + ")";
    }

    private static long count(List<Contrast> cases, Outcome outcome) {
        return cases.stream().filter(each -> each.outcome() == outcome).count();
    }

    /** At the rates that validation chose, and where it is fair: at one rate for both. */
    private String smoothness() {
        return pairs(Question.QUANTUM, errors().negate()) + " " + pairs(Question.BOUNDED, errors().negate());
    }

    /** How the variance of the gradient goes with the circuit's size; empty where there is one size. */
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
        if (flattest == null || circuit(flattest).equals(circuit(steepest))) {
            return "";
        }
        return "The gradient's variance over random angles is largest, " + HtmlReport.number(variance(steepest))
                + ", with "
                + circuit(steepest) + " (" + steepest.problem() + ") and smallest, "
                + HtmlReport.number(variance(flattest)) + ", with " + circuit(flattest) + " (" + flattest.problem()
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
                Summary share = CompareRows.isBaseline(row)
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
                : errors.floor().mae() / errors.oneStep().mae();
    }
}
