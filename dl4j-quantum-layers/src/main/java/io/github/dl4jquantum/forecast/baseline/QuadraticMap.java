package io.github.dl4jquantum.forecast.baseline;

import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.RidgeMap;
import io.github.dl4jquantum.forecast.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A quadratic {@link RidgeMap} of a latent space's vectors with one lag,
 *
 * <pre>u_{t+1} = D(A z_t + sum_{i &lt; q, i &lt;= j} c_ij z_i z_j + b),   z = E(u)</pre>
 *
 * <p>of which q (4, 8 or 16, at most the latent size) and the ridge are those whose rollout has the lowest VRMSE on the
 * validation part.
 */
public final class QuadraticMap implements Forecaster {
    private static final int[] QUADRATIC = {4, 8, 16};
    private static final double[] RIDGES = {1e-6, 1e-4, 1e-3, 1e-2, 1e-1};

    private final LatentMapForecast forecast;

    private QuadraticMap(LatentMapForecast forecast) {
        this.forecast = forecast;
    }

    /**
     * Fits the map to the train part and chooses it by the validation part.
     *
     * @param space fitted to the train part
     * @param train what the map is fitted to
     * @param validation what chooses q and ridge
     * @return the fitted forecaster
     */
    public static QuadraticMap fit(LatentSpace space, Segments train, Segments validation) {
        return fit(space, train, validation, share -> {});
    }

    /**
     * Fits as {@link #fit(LatentSpace, Segments, Segments)} does.
     *
     * @param space fitted to the train part
     * @param train what the map is fitted to
     * @param validation what chooses q and ridge
     * @param progress told of the share of the candidates that are scored, 0 to 1; what it throws ends the fit
     * @return the fitted forecaster
     */
    public static QuadraticMap fit(LatentSpace space, Segments train, Segments validation, DoubleConsumer progress) {
        INDArray latents = space.encode(train);
        List<LatentMapForecast> candidates = new ArrayList<>();
        for (int q : IntStream.of(QUADRATIC)
                .map(each -> Math.min(each, space.latent()))
                .distinct()
                .toArray()) {
            List<RidgeMap> maps = RidgeMap.fit(latents, 1, q, RIDGES);
            for (int i = 0; i < RIDGES.length; i++) {
                candidates.add(new LatentMapForecast(space, maps.get(i), RIDGES[i]));
            }
        }
        return new QuadraticMap(LatentMapForecast.best(candidates, validation, progress));
    }

    @Override
    public int contextLength() {
        return forecast.contextLength();
    }

    @Override
    public INDArray rollout(INDArray context, int steps) {
        return forecast.rollout(context, steps);
    }

    /** {@return the map itself} */
    public RidgeMap map() {
        return forecast.map();
    }

    /** {@return how many latents have products with all that are seen} */
    public int quadratic() {
        return forecast.map().quadratic();
    }

    /** {@return the ridge that was chosen} */
    public double ridge() {
        return forecast.ridge();
    }
}
