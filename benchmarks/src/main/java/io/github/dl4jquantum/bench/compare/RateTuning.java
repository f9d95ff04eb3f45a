package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.result.TuningResult;
import io.github.dl4jquantum.bench.result.TuningResult.Trial;
import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.ModelSelection;
import io.github.dl4jquantum.forecast.TrainingDivergedException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Chooses the learning rate of a row: of those that every model may try, the one whose rollout has the lowest VRMSE on the
 * validation part. The test part is not looked at, and the whole draw of the data is one that no cell is scored on.
 */
final class RateTuning {

    /** Trains with one learning rate. */
    interface Training {
        LatentFit.Fitted train(double learningRate);
    }

    /** Scores a forecaster on the validation part; less is better. */
    interface Score {
        double of(LatentFit.Fitted fitted);
    }

    private RateTuning() {}

    /** Of the row of {@code spec}, which is a tuning's, on its own data. */
    static TuningResult of(CellSpec spec, LatentFit fit, CellData data, Double pace) {
        return of(spec, rate -> fit.train(rate, pace), fitted -> Evaluation.rollout(
                        fitted.forecaster(), data.validation())
                .all()
                .vrmse());
    }

    static TuningResult of(CellSpec spec, Training training, Score score) {
        List<Double> rates = spec.space().protocol().learningRates();
        double[] errors = new double[rates.size()];
        double[] seconds = new double[rates.size()];
        for (int i = 0; i < errors.length; i++) {
            try {
                LatentFit.Fitted fitted = training.train(rates.get(i));
                errors[i] = score.of(fitted);
                seconds[i] = fitted.seconds();
            } catch (TrainingDivergedException diverged) {
                errors[i] = Double.NaN;
            }
        }
        OptionalInt best = ModelSelection.lowest(errors);
        return result(
                spec,
                best.isPresent() ? rates.get(best.getAsInt()) : null,
                best.isPresent() ? seconds[best.getAsInt()] : 0,
                IntStream.range(0, errors.length)
                        .mapToObj(i -> new Trial(rates.get(i), Double.isFinite(errors[i]) ? errors[i] : null))
                        .toList());
    }

    /** Of a row that could not be trained at all. */
    static TuningResult failed(CellSpec spec) {
        return result(spec, null, 0, List.of());
    }

    private static TuningResult result(CellSpec spec, Double rate, double seconds, List<Trial> trials) {
        RowKey row = spec.row();
        return new TuningResult(
                row.problem(),
                row.split(),
                row.encoder(),
                row.latent(),
                row.model(),
                row.bank(),
                rate,
                seconds,
                trials);
    }
}
