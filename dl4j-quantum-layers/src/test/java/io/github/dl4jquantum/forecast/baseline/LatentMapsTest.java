package io.github.dl4jquantum.forecast.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.RidgeMap;
import io.github.dl4jquantum.forecast.Segments;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: systems that one of the candidates follows exactly and the others do not. */
@Timeout(120)
class LatentMapsTest {
    private static final double FOLLOWED = 1e-3;

    /** A rotation seen in both coordinates is linear in the last snapshot, whatever more is seen. */
    @Test
    void dmdFollowsARotation() {
        Segments train = segments(8, 12, 1, LatentMapsTest::rotation);
        Segments validation = segments(2, 12, 2, LatentMapsTest::rotation);
        Segments test = segments(3, 12, 3, LatentMapsTest::rotation);
        Dmd dmd = Dmd.fit(all(train), 1, train, validation);
        assertTrue(vrmse(dmd, test) < FOLLOWED);
        assertEquals(1, dmd.contextLength());
        assertEquals(1e-8, dmd.ridge(), "the least ridge disturbs it least");
    }

    /** Of an oscillator only the place is seen: its next one follows from two, so that one lag must not be chosen. */
    @Test
    void dmdChoosesTheLagsThatTheSystemNeeds() {
        Segments train = segments(8, 12, 1, LatentMapsTest::oscillator);
        Segments validation = segments(2, 12, 2, LatentMapsTest::oscillator);
        Segments test = segments(3, 12, 3, LatentMapsTest::oscillator);
        LatentSpace space = all(train);
        Dmd chosen = Dmd.fit(space, train, validation);
        assertTrue(chosen.lags() > 1);
        assertTrue(vrmse(chosen, test) < FOLLOWED);
        assertTrue(vrmse(Dmd.fit(space, 2, train, validation), test) < FOLLOWED);
        assertTrue(vrmse(Dmd.fit(space, 1, train, validation), test) > 0.5);
        assertEquals(3, train.context());
        assertThrows(IllegalArgumentException.class, () -> Dmd.fit(space, 12, train, validation));
    }

    /**
     * Five values, of which the first two, the larger ones, rotate, and the others are noise. Fitted to few
     * segments, a map of all four learns the noise: that of rank 2, which is half the modes, is better on others.
     */
    @Test
    void dmdLeavesOutTheModesThatAreNoise() {
        Segments train = segments(2, 6, 1, LatentMapsTest::noisyRotation);
        Segments validation = segments(40, 12, 2, LatentMapsTest::noisyRotation);
        LatentSpace space = LatentSpace.builder(5, 4)
                .encoder(Encoder.POD)
                .fit(train.windows(8), validation.sequences(8), (a, b, c, d, e) -> {});
        Dmd dmd = Dmd.fit(space, 1, train, validation);
        assertEquals(2, dmd.rank());
        INDArray weights = dmd.map().weights();
        for (int row = 0; row < weights.rows(); row++) {
            assertEquals(0, weights.getDouble(row, 2), "a mode that is left out is predicted as its mean");
            assertEquals(0, weights.getDouble(row, 3));
        }
        assertEquals(4, dmd.map().latent());
    }

    @Test
    void aQuadraticMapFollowsALogisticRecurrence() {
        Segments train = segments(20, 8, 1, LatentMapsTest::logistic);
        Segments validation = segments(5, 8, 2, LatentMapsTest::logistic);
        Segments test = segments(5, 8, 3, LatentMapsTest::logistic);
        LatentSpace space = all(train);
        QuadraticMap map = QuadraticMap.fit(space, train, validation);
        assertTrue(Evaluation.oneStep(map, test).all().vrmse() < FOLLOWED);
        assertEquals(1e-6, map.ridge(), "the least ridge disturbs it least");
        assertEquals(2, map.quadratic(), "of two latents two are multiplied");
        assertTrue(Evaluation.oneStep(Dmd.fit(space, 1, train, validation), test)
                        .all()
                        .vrmse()
                > 0.1);
    }

    /** Two maps, of which the first is exact on the validation part: whatever their order, it is chosen. */
    @Test
    void theChoiceIsTheBestOnTheValidationPart() {
        Segments train = segments(2, 8, 1, (random, time) -> new double[][] {constant(1, time), constant(-1, time)});
        LatentSpace space = LatentSpace.builder(2, 2)
                .encoder(Encoder.NONE)
                .fit(train.windows(8), train.sequences(8), (a, b, c, d, e) -> {});
        LatentMapForecast stays = new LatentMapForecast(space, scaled(1), 1);
        LatentMapForecast halves = new LatentMapForecast(space, scaled(0.5), 2);
        LatentMapForecast diverges = new LatentMapForecast(space, scaled(Double.NaN), 3);
        assertEquals(stays, LatentMapForecast.best(List.of(stays, halves, diverges), train, share -> {}));
        assertEquals(stays, LatentMapForecast.best(List.of(diverges, halves, stays), train, share -> {}));
    }

    /** z_{t+1} = factor z_t, of two latents. */
    private static RidgeMap scaled(double factor) {
        return RidgeMap.of(Nd4j.createFromArray(new double[][] {{0, 0}, {factor, 0}, {0, factor}}), 1, 0);
    }

    private interface Source {
        /** [values][time] */
        double[][] draw(Random random, int time);
    }

    /** Segments of two or more values, three of them given. */
    private static Segments segments(int count, int time, long seed, Source source) {
        Random random = new Random(seed);
        double[][][] values = new double[count][][];
        for (int segment = 0; segment < count; segment++) {
            values[segment] = source.draw(random, time);
        }
        double[][] times = new double[count][time];
        for (double[] row : times) {
            for (int t = 0; t < time; t++) {
                row[t] = t;
            }
        }
        return Segments.of(Nd4j.createFromArray(values), times, 3, List.of("u"), values[0].length);
    }

    private static double[][] rotation(Random random, int time) {
        double phase = 2 * Math.PI * random.nextDouble();
        double[][] values = new double[2][time];
        for (int t = 0; t < time; t++) {
            values[0][t] = 3 + Math.cos(0.7 * t + phase);
            values[1][t] = 3 + Math.sin(0.7 * t + phase);
        }
        return values;
    }

    /** The same number twice, once negative, so that there is nothing else to see. */
    private static double[][] oscillator(Random random, int time) {
        double[] place = rotation(random, time)[0];
        double[][] values = new double[2][time];
        for (int t = 0; t < time; t++) {
            values[0][t] = place[t] - 3;
            values[1][t] = 3 - place[t];
        }
        return values;
    }

    private static double[][] noisyRotation(Random random, int time) {
        double[][] rotation = rotation(random, time);
        double[][] values = new double[5][time];
        for (int t = 0; t < time; t++) {
            values[0][t] = rotation[0][t] - 3;
            values[1][t] = rotation[1][t] - 3;
            for (int i = 2; i < 5; i++) {
                values[i][t] = 0.2 * random.nextGaussian();
            }
        }
        return values;
    }

    /** x' = 3.6 x (1 - x) from a random x, and y' = 0.5 y + x / 2. */
    private static double[][] logistic(Random random, int time) {
        double[][] values = new double[2][time];
        values[0][0] = random.nextDouble();
        values[1][0] = random.nextDouble();
        for (int t = 1; t < time; t++) {
            double x = values[0][t - 1];
            values[0][t] = 3.6 * x * (1 - x);
            values[1][t] = 0.5 * values[1][t - 1] + x / 2;
        }
        return values;
    }

    private static double[] constant(double value, int time) {
        double[] values = new double[time];
        Arrays.fill(values, value);
        return values;
    }

    /** The values themselves, standardised. */
    private static LatentSpace all(Segments train) {
        return LatentSpace.builder(train.valuesPerSnapshot(), train.valuesPerSnapshot())
                .encoder(Encoder.NONE)
                .fit(train.windows(8), train.sequences(8), (a, b, c, d, e) -> {});
    }

    private static double vrmse(Forecaster forecaster, Segments test) {
        return Evaluation.rollout(forecaster, test).all().vrmse();
    }
}
