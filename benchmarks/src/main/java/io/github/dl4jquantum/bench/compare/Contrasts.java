package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.report.CellResult;
import io.github.dl4jquantum.bench.report.CellResult.TestErrors;
import io.github.dl4jquantum.bench.report.CellResult.Trial;
import io.github.dl4jquantum.bench.report.Contrast;
import io.github.dl4jquantum.bench.report.Contrast.Question;
import io.github.dl4jquantum.bench.report.RowKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Asks every question that the cells of an experiment can answer. */
final class Contrasts {
    private static final String ONE_STEP = "one-step MAE";
    private static final String ROLLOUT = "rollout MAE";

    private final CompareSpec spec;
    private final Map<RowKey, Map<Long, CellResult>> rows = new LinkedHashMap<>();
    private final List<Contrast> contrasts = new ArrayList<>();

    /** Two models, and what their difference tells. */
    private record Pair(Question question, String a, String b) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair(Question.QUANTUM, "qlstm", "lstm"),
            new Pair(Question.QUANTUM, "qgru", "gru"),
            new Pair(Question.QUANTUM, "qlstm-residual", "lstm-residual"),
            new Pair(Question.QUANTUM, "qgru-residual", "gru-residual"),
            new Pair(Question.MATCHED, "qlstm", "lstm-matched"),
            new Pair(Question.MATCHED, "qgru", "gru-matched"),
            new Pair(Question.BOUNDED, "qlstm", "lstm-bounded"),
            new Pair(Question.BOUNDED, "lstm-bounded", "lstm"),
            new Pair(Question.ENTANGLEMENT, "qlstm", "qlstm-unentangled"),
            new Pair(Question.TRAINED_CIRCUITS, "qlstm", "qlstm-frozen"),
            new Pair(Question.RESIDUAL, "qlstm-residual", "qlstm"),
            new Pair(Question.RESIDUAL, "qgru-residual", "qgru"),
            new Pair(Question.RESIDUAL, "lstm-residual", "lstm"),
            new Pair(Question.RESIDUAL, "gru-residual", "gru"));

    private Contrasts(CompareSpec spec, List<CellResult> cells) {
        this.spec = spec;
        for (CellResult cell : cells) {
            if (cell.failure() == null) {
                rows.computeIfAbsent(RowKey.of(cell), any -> new TreeMap<>()).put(cell.seed(), cell);
            }
        }
    }

    static List<Contrast> of(CompareSpec spec, List<CellResult> cells) {
        Contrasts all = new Contrasts(spec, cells);
        PAIRS.forEach(all::models);
        all.baselines();
        all.factors();
        all.unseen();
        return all.contrasts;
    }

    private void models(Pair pair) {
        for (RowKey a : rowsOf(pair.a)) {
            rowsOf(pair.b).stream()
                    .filter(b -> a.sameSpace(b) && a.sameCircuit(b))
                    .forEach(b -> {
                        errors(pair.question, a, b);
                        smoothness(pair.question, a, b);
                    });
        }
    }

    /** The best baseline of a case is the one with the smallest mean logarithm of its error. */
    private void baselines() {
        List<RowKey> trained = rows.keySet().stream()
                .filter(row -> !Baseline.names().contains(row.model()))
                .toList();
        for (RowKey a : trained) {
            for (String test : spec.tests()) {
                for (String measure : List.of(ONE_STEP, ROLLOUT)) {
                    Function<CellResult, Double> value = error(test, measure);
                    rows.keySet().stream()
                            .filter(b -> Baseline.names().contains(b.model()) && a.sameData(b))
                            .min(Comparator.comparingDouble(b -> meanLog(b, value)))
                            .ifPresent(b -> add(Question.BASELINE, measure, a, b, test, value, value));
                }
            }
        }
    }

    /** Encoders, latent sizes and circuits, each against the first of its kind. */
    private void factors() {
        for (RowKey a : rows.keySet()) {
            if (Baseline.names().contains(a.model())) {
                continue;
            }
            for (RowKey b : rows.keySet()) {
                if (a.equals(b) || !a.sameData(b) || !a.model().equals(b.model())) {
                    continue;
                }
                boolean circuit = a.qubits() == b.qubits() && a.layers() == b.layers();
                boolean first = b.encoder().equals(spec.encoders().get(0));
                if (circuit && first && !a.encoder().equals(b.encoder()) && latentsCorrespond(a, b)) {
                    errors(Question.ENCODER, a, b);
                }
                if (circuit && a.encoder().equals(b.encoder()) && b.latent() == smallestLatent()) {
                    errors(Question.LATENT, a, b);
                }
                if (a.sameSpace(b) && isSmallestCircuit(b)) {
                    errors(Question.CIRCUIT, a, b);
                }
            }
        }
    }

    /** "none" has as many latent values as there are points. */
    private boolean latentsCorrespond(RowKey a, RowKey b) {
        return a.latent() == b.latent()
                || a.encoder().equals(Matrix.NONE)
                || b.encoder().equals(Matrix.NONE);
    }

    private int smallestLatent() {
        return spec.latents().stream().mapToInt(latent -> latent).min().orElse(0);
    }

    private boolean isSmallestCircuit(RowKey row) {
        return row.qubits() == spec.qubits().stream().mapToInt(n -> n).min().orElse(0)
                && row.layers() == spec.layers().stream().mapToInt(n -> n).min().orElse(0);
    }

    private void unseen() {
        if (spec.tests().contains(CompareSpec.IN_DISTRIBUTION)
                && spec.tests().contains(CompareSpec.OUT_OF_DISTRIBUTION)) {
            for (RowKey row : rows.keySet()) {
                Function<CellResult, Double> there = cell -> cell.tests()
                        .get(CompareSpec.OUT_OF_DISTRIBUTION)
                        .rollout()
                        .vrmse();
                Function<CellResult, Double> here = cell ->
                        cell.tests().get(CompareSpec.IN_DISTRIBUTION).rollout().vrmse();
                add(Question.UNSEEN, "rollout VRMSE", row, row, CompareSpec.OUT_OF_DISTRIBUTION, there, here);
            }
        }
    }

    private void errors(Question question, RowKey a, RowKey b) {
        for (String test : spec.tests()) {
            for (String measure : List.of(ONE_STEP, ROLLOUT)) {
                Function<CellResult, Double> value = error(test, measure);
                add(question, measure, a, b, test, value, value);
            }
        }
    }

    /**
     * At the learning rates that validation chose, and at each learning rate alike; and how far the loss came, for one
     * that hardly falls is smooth.
     */
    private void smoothness(Question question, RowKey a, RowKey b) {
        Function<CellResult, Double> chosen = cell -> cell.training().chosen().roughness();
        add(question, "roughness of the loss", a, b, null, chosen, chosen);
        Function<CellResult, Double> last =
                cell -> cell.training().loss().get(cell.training().loss().size() - 1);
        add(question, "last training loss", a, b, null, last, last);
        if (spec.learningRates().size() > 1) {
            for (double rate : spec.learningRates()) {
                Function<CellResult, Double> at = cell -> trial(cell, rate).roughness();
                add(question, "roughness at learning rate " + rate, a, b, null, at, at);
            }
        }
    }

    private static Trial trial(CellResult cell, double rate) {
        return cell.training().trials().stream()
                .filter(trial -> trial.learningRate() == rate)
                .findFirst()
                .orElseThrow();
    }

    private static Function<CellResult, Double> error(String test, String measure) {
        return cell -> {
            TestErrors errors = cell.tests().get(test);
            return measure.equals(ONE_STEP)
                    ? errors.oneStep().mae()
                    : errors.rollout().mae();
        };
    }

    private void add(
            Question question,
            String measure,
            RowKey a,
            RowKey b,
            String test,
            Function<CellResult, Double> valueOfA,
            Function<CellResult, Double> valueOfB) {
        List<double[]> pairs = new ArrayList<>();
        for (long seed : rows.get(a).keySet()) {
            CellResult other = rows.get(b).get(seed);
            if (other != null) {
                Double one = valueOfA.apply(rows.get(a).get(seed));
                Double two = valueOfB.apply(other);
                if (isPositive(one) && isPositive(two)) {
                    pairs.add(new double[] {one, two});
                }
            }
        }
        if (!pairs.isEmpty()) {
            Bootstrap ratio = Bootstrap.ratio(
                    pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
                    pairs.stream().mapToDouble(pair -> pair[1]).toArray());
            contrasts.add(new Contrast(
                    question, measure, a, b, test, ratio.ratio(), ratio.low(), ratio.high(), ratio.pairs()));
        }
    }

    /** A logarithm can be taken of it. */
    private static boolean isPositive(Double value) {
        return value != null && value > 0 && value < Double.POSITIVE_INFINITY;
    }

    private double meanLog(RowKey row, Function<CellResult, Double> value) {
        return rows.get(row).values().stream()
                .mapToDouble(cell -> Math.log(value.apply(cell)))
                .average()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private List<RowKey> rowsOf(String model) {
        return rows.keySet().stream().filter(row -> row.model().equals(model)).toList();
    }
}
