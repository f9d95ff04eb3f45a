package io.github.dl4jquantum.forecast.baseline;

import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.ModelSelection;
import io.github.dl4jquantum.forecast.RidgeMap;
import io.github.dl4jquantum.forecast.Segments;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A map of latent vectors between an encoder and a decoder.
 *
 * @param space encoder and decoder
 * @param map between them
 * @param ridge it was fitted with
 */
record LatentMapForecast(LatentSpace space, RidgeMap map, double ridge) implements Forecaster {

    @Override
    public int contextLength() {
        return map.lags();
    }

    @Override
    public INDArray rollout(INDArray context, int steps) {
        return space.decode(map.rollout(space.encode(context), steps));
    }

    /**
     * The candidate whose rollout has the lowest VRMSE on the validation part, of equal ones the first.
     *
     * @param progress told of the share that is scored, 0 to 1
     */
    static LatentMapForecast best(List<LatentMapForecast> candidates, Segments validation, DoubleConsumer progress) {
        double[] scores = new double[candidates.size()];
        for (int i = 0; i < scores.length; i++) {
            progress.accept((double) i / scores.length);
            scores[i] = Evaluation.rollout(candidates.get(i), validation).all().vrmse();
        }
        progress.accept(1);
        return candidates.get(
                ModelSelection.lowest(scores)
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "No map has a finite error on the validation part: remove values that are not finite, and divide"
                                                + " values beyond 1e18, whose squares single precision does not hold, by a unit of theirs.")));
    }
}
