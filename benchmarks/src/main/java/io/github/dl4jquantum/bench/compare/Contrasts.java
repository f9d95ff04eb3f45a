package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.CellResult.TestErrors;
import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.result.StepErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Asks every question that the cells of an experiment can answer. */
final class Contrasts {
    private final CompareSpec spec;

    /** The cells of a row by draw and seed. */
    private final Map<RowKey, Map<Integer, Map<Integer, CellResult>>> rows = new LinkedHashMap<>();

    private final List<Contrast> contrasts = new ArrayList<>();

    /** Two models, and what their difference tells. */
    record Pair(Question question, String a, String b) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair(Question.TWIN, "qlstm", "qlstm-twin"),
            new Pair(Question.TWIN, "qgru", "qgru-twin"),
            new Pair(Question.SIZE, "qlstm", "lstm"),
            new Pair(Question.SIZE, "qgru", "gru"),
            new Pair(Question.PARAMETERS, "qlstm", "lstm-matched"),
            new Pair(Question.PARAMETERS, "qgru", "gru-matched"),
            new Pair(Question.TIME, "qlstm", "lstm-timed"),
            new Pair(Question.TIME, "qgru", "gru-timed"),
            new Pair(Question.ENTANGLEMENT, "qlstm", "qlstm-unentangled"),
            new Pair(Question.TRAINED_CIRCUITS, "qlstm", "qlstm-frozen"),
            new Pair(Question.BOUNDED, "qlstm", "lstm-bounded"),
            new Pair(Question.BOUNDED, "lstm-bounded", "lstm"));

    /** One of a test's two forecasts. */
    enum Forecast {
        ROLLOUT("rollout VRMSE", TestErrors::rollout),
        ONE_STEP("one-step VRMSE", TestErrors::oneStep);

        final String measure;
        private final Function<TestErrors, StepErrors> errors;

        Forecast(String measure, Function<TestErrors, StepErrors> errors) {
            this.measure = measure;
            this.errors = errors;
        }

        Function<CellResult, Double> on(String test) {
            return cell -> errors.apply(cell.tests().get(test)).vrmse();
        }
    }

    private Contrasts(CompareSpec spec, List<CellResult> cells) {
        this.spec = spec;
        for (CellResult cell : cells) {
            if (cell.failure() == null) {
                rows.computeIfAbsent(RowKey.of(cell), any -> new TreeMap<>())
                        .computeIfAbsent(cell.draw(), any -> new TreeMap<>())
                        .put(cell.seed(), cell);
            }
        }
    }

    static List<Contrast> of(CompareSpec spec, List<CellResult> cells) {
        Contrasts all = new Contrasts(spec, cells);
        PAIRS.forEach(all::models);
        for (String name : ComparedModel.names()) {
            all.models(new Pair(Question.RESIDUAL, name, name + "-plain"));
        }
        all.baselines();
        all.factors();
        all.tests();
        new NoiseContrasts(spec, all).add();
        return all.contrasts;
    }

    void models(Pair pair) {
        for (RowKey a : rowsOf(pair.a)) {
            rowsOf(pair.b).stream().filter(b -> a.sameSpace(b) && a.sameBank(b)).forEach(b -> {
                errors(pair.question, a, b);
                smoothness(pair.question, a, b);
            });
        }
    }

    /** The best baseline of a case is the one with the smallest mean logarithm of its error. */
    private void baselines() {
        for (RowKey a : rows.keySet()) {
            if (a.isBaseline()) {
                continue;
            }
            for (String test : spec.tests()) {
                for (Forecast forecast : Forecast.values()) {
                    Function<CellResult, Double> value = forecast.on(test);
                    rows.keySet().stream()
                            .filter(b -> b.isBaseline() && a.sameData(b))
                            .min(Comparator.comparingDouble(b -> meanLog(b, value)))
                            .ifPresent(b -> add(Question.BASELINE, forecast.measure, a, b, test, value, value));
                }
            }
        }
    }

    /** Encoders, latent sizes and banks, each against the first of its kind or the smallest. */
    private void factors() {
        CircuitBank first = spec.firstBank();
        for (RowKey a : rows.keySet()) {
            for (RowKey b : rows.keySet()) {
                if (a.isBaseline()
                        || a.equals(b)
                        || !a.sameData(b)
                        || !a.model().equals(b.model())) {
                    continue;
                }
                boolean usual = b.encoder().equals(spec.encoders().get(0));
                if (a.bank().equals(b.bank()) && usual && !a.encoder().equals(b.encoder()) && latentsAgree(a, b)) {
                    errors(Question.ENCODER, a, b);
                }
                if (a.bank().equals(b.bank()) && a.encoder().equals(b.encoder()) && isSmallestLatent(b)) {
                    errors(Question.LATENT, a, b);
                }
                List<String> differences = a.bank().differences(b.bank());
                if (a.sameSpace(b) && isQuantum(a) && b.bank().equals(first) && differences.size() == 1) {
                    errors(Question.valueOf(differences.get(0).toUpperCase(Locale.ROOT)), a, b);
                }
            }
        }
    }

    /** Of others the bank decides a size or a time at most. */
    static boolean isQuantum(RowKey row) {
        return ComparedModel.named(row.model()).cell().isQuantum();
    }

    /** "none" has as many latent values as a snapshot has values. */
    private static boolean latentsAgree(RowKey a, RowKey b) {
        return a.latent() == b.latent()
                || a.encoder().equals(CellMatrix.NONE)
                || b.encoder().equals(CellMatrix.NONE);
    }

    private boolean isSmallestLatent(RowKey row) {
        return rows.keySet().stream()
                .filter(other -> !other.isBaseline()
                        && row.sameData(other)
                        && row.encoder().equals(other.encoder()))
                .allMatch(other -> row.latent() <= other.latent());
    }

    /** What is out of distribution against the test part. */
    private void tests() {
        if (spec.tests().containsAll(CompareSpec.TESTS)) {
            rows.keySet()
                    .forEach(row ->
                            tests(Question.UNSEEN, row, CompareSpec.OUT_OF_DISTRIBUTION, CompareSpec.IN_DISTRIBUTION));
        }
    }

    /** A row's errors on one test against its errors on another. */
    void tests(Question question, RowKey row, String test, String other) {
        for (Forecast forecast : Forecast.values()) {
            add(question, forecast.measure, row, row, test, forecast.on(test), forecast.on(other));
        }
    }

    /** Rows that have numbers. */
    List<RowKey> keys() {
        return List.copyOf(rows.keySet());
    }

    private void errors(Question question, RowKey a, RowKey b) {
        for (String test : spec.tests()) {
            for (Forecast forecast : Forecast.values()) {
                Function<CellResult, Double> value = forecast.on(test);
                add(question, forecast.measure, a, b, test, value, value);
            }
        }
    }

    /**
     * At the rows' learning rates, and once more where these are one rate, for a smaller rate alone is smoother; and how far
     * the loss came, for one that hardly falls is smooth.
     */
    private void smoothness(Question question, RowKey a, RowKey b) {
        Function<CellResult, Double> roughness = cell -> cell.training().roughness();
        add(question, Contrast.ROUGHNESS, a, b, null, roughness, roughness);
        if (rate(a) == rate(b)) {
            add(question, Contrast.ROUGHNESS_AT_ONE_RATE, a, b, null, roughness, roughness);
        }
        Function<CellResult, Double> last =
                cell -> cell.training().loss().get(cell.training().loss().size() - 1);
        add(question, "last training loss", a, b, null, last, last);
    }

    private double rate(RowKey row) {
        CellResult any =
                rows.get(row).values().iterator().next().values().iterator().next();
        return any.training().learningRate();
    }

    void add(
            Question question,
            String measure,
            RowKey a,
            RowKey b,
            String test,
            Function<CellResult, Double> valueOfA,
            Function<CellResult, Double> valueOfB) {
        List<double[]> logs = new ArrayList<>();
        rows.get(a).forEach((draw, seeds) -> {
            Map<Integer, CellResult> others = rows.get(b).getOrDefault(draw, Map.of());
            double[] ofDraw = seeds.entrySet().stream()
                    .mapToDouble(each -> logRatio(
                            valueOfA.apply(each.getValue()), valueOf(valueOfB, partner(b, others, each.getKey()))))
                    .filter(Double::isFinite)
                    .toArray();
            if (ofDraw.length > 0) {
                logs.add(ofDraw);
            }
        });
        if (!logs.isEmpty()) {
            Bootstrap found = Bootstrap.of(logs);
            contrasts.add(new Contrast(
                    question,
                    measure,
                    a,
                    b,
                    test,
                    found.ratio(),
                    found.low(),
                    found.high(),
                    found.draws(),
                    found.seeds()));
        }
    }

    /** The cell of the same draw and seed; a baseline has one for all seeds of a draw. */
    private static CellResult partner(RowKey row, Map<Integer, CellResult> ofDraw, int seed) {
        return ofDraw.get(row.isBaseline() ? 0 : seed);
    }

    private static Double valueOf(Function<CellResult, Double> value, CellResult cell) {
        return cell == null ? null : value.apply(cell);
    }

    /** NaN or infinite where a logarithm cannot be taken. */
    private static double logRatio(Double a, Double b) {
        return a == null || b == null ? Double.NaN : Math.log(a) - Math.log(b);
    }

    private double meanLog(RowKey row, Function<CellResult, Double> value) {
        return rows.get(row).values().stream()
                .flatMap(seeds -> seeds.values().stream())
                .mapToDouble(cell -> Math.log(value.apply(cell)))
                .average()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private List<RowKey> rowsOf(String model) {
        return rows.keySet().stream().filter(row -> row.model().equals(model)).toList();
    }
}
