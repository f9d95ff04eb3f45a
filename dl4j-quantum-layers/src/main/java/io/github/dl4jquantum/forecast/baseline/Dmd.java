package io.github.dl4jquantum.forecast.baseline;

import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.RidgeMap;
import io.github.dl4jquantum.forecast.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Dynamic mode decomposition: a linear {@link RidgeMap} of a latent space's vectors, usually POD coefficients, and of those
 * before them,
 *
 * <pre>u_{t+1} = D(A_0 z_t + A_1 z_{t-1} + ... + b),   z = E(u)</pre>
 *
 * <p>The rank (how many of a POD's modes, all, half or a quarter; of other encoders all), the lags and the ridge are those
 * whose rollout has the lowest VRMSE on the validation part. Source: P. J. Schmid, J. Fluid Mech. 656 (2010) 5-28.
 */
public final class Dmd implements Forecaster {
    private static final int MAX_LAGS = 3;
    private static final double[] RIDGES = {1e-8, 1e-6, 1e-4, 1e-3, 1e-2};

    private final LatentMapForecast forecast;
    private final int rank;

    private Dmd(LatentMapForecast forecast, int rank) {
        this.forecast = forecast;
        this.rank = rank;
    }

    /**
     * Fits with the best of 1 to 3 lags, at most as many as the context has snapshots.
     *
     * @param space fitted to the train part
     * @param train what the map is fitted to
     * @param validation what chooses rank, lags and ridge
     * @return the fitted forecaster
     */
    public static Dmd fit(LatentSpace space, Segments train, Segments validation) {
        return fit(space, train, validation, share -> {});
    }

    /**
     * Fits as {@link #fit(LatentSpace, Segments, Segments)} does.
     *
     * @param space fitted to the train part
     * @param train what the map is fitted to
     * @param validation what chooses rank, lags and ridge
     * @param progress told of the share of the candidates that are scored, 0 to 1; what it throws ends the fit
     * @return the fitted forecaster
     */
    public static Dmd fit(LatentSpace space, Segments train, Segments validation, DoubleConsumer progress) {
        int most = Math.min(MAX_LAGS, train.context());
        return fit(space, IntStream.rangeClosed(1, most).toArray(), train, validation, progress);
    }

    /**
     * Fits with lags of one's own choice.
     *
     * @param space fitted to the train part
     * @param lags 1 to the context's snapshots
     * @param train what the map is fitted to
     * @param validation what chooses rank and ridge
     * @return the fitted forecaster
     */
    public static Dmd fit(LatentSpace space, int lags, Segments train, Segments validation) {
        return fit(space, new int[] {lags}, train, validation, share -> {});
    }

    private static Dmd fit(
            LatentSpace space, int[] lags, Segments train, Segments validation, DoubleConsumer progress) {
        INDArray latents = space.encode(train);
        List<LatentMapForecast> candidates = new ArrayList<>();
        List<Integer> rankOf = new ArrayList<>();
        for (int rank : ranks(space)) {
            INDArray first = latents.get(NDArrayIndex.all(), NDArrayIndex.interval(0, rank), NDArrayIndex.all());
            for (int each : lags) {
                List<RidgeMap> maps = RidgeMap.fit(first, each, 0, RIDGES);
                for (int i = 0; i < RIDGES.length; i++) {
                    candidates.add(new LatentMapForecast(space, widened(maps.get(i), space.latent()), RIDGES[i]));
                    rankOf.add(rank);
                }
            }
        }
        LatentMapForecast best = LatentMapForecast.best(candidates, validation, progress);
        return new Dmd(best, rankOf.get(candidates.indexOf(best)));
    }

    private static int[] ranks(LatentSpace space) {
        int all = space.latent();
        return space.encoder() == Encoder.POD
                ? IntStream.of(all, all / 2, all / 4)
                        .filter(rank -> rank > 0)
                        .distinct()
                        .toArray()
                : new int[] {all};
    }

    /** The map of the first latents as one of all: it neither sees the others nor predicts anything but 0 for them. */
    private static RidgeMap widened(RidgeMap map, int latent) {
        int rank = map.latent();
        INDArray narrow = map.weights();
        INDArray wide = Nd4j.zeros(DataType.DOUBLE, 1 + map.lags() * latent, latent);
        wide.get(NDArrayIndex.interval(0, 1), NDArrayIndex.interval(0, rank))
                .assign(narrow.get(NDArrayIndex.interval(0, 1), NDArrayIndex.all()));
        for (int lag = 0; lag < map.lags(); lag++) {
            wide.get(NDArrayIndex.interval(1 + lag * latent, 1 + lag * latent + rank), NDArrayIndex.interval(0, rank))
                    .assign(narrow.get(
                            NDArrayIndex.interval(1 + lag * rank, 1 + (lag + 1) * rank), NDArrayIndex.all()));
        }
        return RidgeMap.of(wide, map.lags(), 0);
    }

    @Override
    public int contextLength() {
        return forecast.contextLength();
    }

    @Override
    public INDArray rollout(INDArray context, int steps) {
        return forecast.rollout(context, steps);
    }

    /** {@return the map of all the space's latents; of a lower rank, its rows and columns of the others are 0} */
    public RidgeMap map() {
        return forecast.map();
    }

    /** {@return how many latents it sees and predicts} */
    public int rank() {
        return rank;
    }

    /** {@return how many latent vectors it sees} */
    public int lags() {
        return forecast.map().lags();
    }

    /** {@return the ridge that was chosen} */
    public double ridge() {
        return forecast.ridge();
    }
}
