package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.run.Baseline;
import java.util.List;
import java.util.function.Function;

/**
 * Asks what noise, shots and mitigation do: against exact circuits, persistence, the same model trained exactly, and the same
 * noise as it is.
 */
final class NoiseContrasts {
    private static final String EXACT = CompareSpec.IN_DISTRIBUTION;

    private final CompareSpec spec;
    private final Contrasts all;

    /** @param all where the answers go */
    NoiseContrasts(CompareSpec spec, Contrasts all) {
        this.spec = spec;
        this.all = all;
    }

    void add() {
        List<String> disturbed = spec.tests().stream()
                .filter(test -> !Condition.of(test, spec.noises()).isExact())
                .toList();
        if (disturbed.isEmpty() || !spec.tests().contains(EXACT)) {
            return;
        }
        for (RowKey row : all.keys()) {
            if (row.isBaseline()) {
                continue;
            }
            if (Perturbation.concerns(row)) {
                disturbed.forEach(test -> all.tests(Question.NOISE, row, test, EXACT));
            }
            ComparedModel model = ComparedModel.named(row.model());
            if (model.noise() != null) {
                all.models(new Contrasts.Pair(Question.NOISY_TRAINING, row.model(), model.exact()));
            }
            persistence(row);
            disturbed.forEach(test -> gradient(row, test));
            if (Contrasts.isQuantum(row)) {
                disturbed.forEach(test -> mitigation(row, test));
            }
        }
    }

    private void persistence(RowKey row) {
        for (RowKey other : all.keys()) {
            if (other.model().equals(Baseline.PERSISTENCE.toString()) && row.sameData(other)) {
                for (String test : spec.tests()) {
                    Function<CellResult, Double> value = Contrasts.Forecast.ROLLOUT.on(test);
                    all.add(Question.PERSISTENCE, Contrasts.Forecast.ROLLOUT.measure, row, other, test, value, value);
                }
            }
        }
    }

    private void gradient(RowKey row, String test) {
        all.add(
                Question.FLATNESS,
                "gradient variance",
                row,
                row,
                test,
                cell -> gradientVariance(cell, test),
                cell -> gradientVariance(cell, EXACT));
    }

    private static Double gradientVariance(CellResult cell, String test) {
        return cell.gradientVariances() == null
                ? null
                : cell.gradientVariances().get(test);
    }

    private void mitigation(RowKey row, String test) {
        String without = Condition.unmitigated(test);
        if (!without.equals(test) && spec.tests().contains(without)) {
            all.tests(Question.MITIGATION, row, test, without);
        }
    }
}
