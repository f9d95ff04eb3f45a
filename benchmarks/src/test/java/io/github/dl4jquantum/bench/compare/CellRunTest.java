package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.dl4jquantum.bench.result.CellResult.TestErrors;
import io.github.dl4jquantum.bench.result.StepErrors;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.Segments;
import io.github.dl4jquantum.forecast.baseline.Persistence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: errors worked out by hand. */
@Timeout(60)
class CellRunTest {
    private static final double EXACT = 1e-5;

    /** One segment of two values: context 0, 1, then 3, 6, 4 to forecast; the second value is constant. */
    private static Segments segments() {
        float[][][] values = {{{0, 1, 3, 6, 4}, {2, 2, 2, 2, 2}}};
        return Segments.of(Nd4j.create(values), new double[][] {{0, 1, 2, 3, 4}}, 2, List.of("u"), 2);
    }

    /**
     * Persistence: one step misses by 2, 3, 2 of the first value, the rollout by 2, 5, 3. The truth 3, 6, 4, 2, 2, 2 has
     * mean 19 / 6 and variance 73 / 6 - (19 / 6)^2 = 77 / 36.
     */
    @Test
    void oneStepAndRolloutOfPersistence() {
        TestErrors errors = CellRun.score(new Persistence(), null, segments());
        double deviation = Math.sqrt(77 / 36.0);
        assertEquals(7 / 6.0, errors.oneStep().mae(), EXACT);
        assertEquals(Math.sqrt(17 / 6.0), errors.oneStep().rmse(), EXACT);
        assertEquals(Math.sqrt(17 / 6.0) / deviation, errors.oneStep().vrmse(), EXACT);
        assertEquals(10 / 6.0, errors.rollout().mae(), EXACT);
        assertEquals(Math.sqrt(38 / 6.0), errors.rollout().rmse(), EXACT);
        assertEquals(Math.sqrt(38 / 6.0) / deviation, errors.rollout().vrmse(), EXACT);
        assertEquals(Math.sqrt(38 / 73.0), errors.rollout().nrmse(), EXACT);
        assertEquals(List.of(1f, 2.5f, 1.5f), errors.rollout().perStep().mae());
        assertEquals(List.of(1f, 1.5f, 1f), errors.oneStep().perStep().mae());
        assertNull(errors.floor());
        assertNull(errors.latent());
    }

    /** The floor is of the truth, whatever the forecast: a POD of one mode holds all of data of rank one. */
    @Test
    void theFloorIsThatOfTheTruthNotOfTheForecast() {
        Segments test = segments();
        LatentSpace exact = LatentSpace.builder(2, 1)
                .encoder(Encoder.POD)
                .fit(test.windows(1), test.windows(1), (phase, epoch, epochs, train, validation) -> {});
        TestErrors errors = CellRun.score(new Persistence(), exact, test);
        assertEquals(0, errors.floor().mae(), EXACT);
        assertEquals(3, errors.floor().perStep().mae().size());
        assertEquals(7 / 6.0, errors.oneStep().mae(), EXACT);
        assertEquals(
                10 / 7.0,
                errors.latent().rolloutMae() / errors.latent().oneStepMae(),
                EXACT,
                "latents are linear in u");
        StepErrors floor = CellRun.score(new Persistence(), line(), test).floor();
        // Decoded are multiples of (1, 1) through the mean (1, 1): 3, 6, 4 and 2 become their means with 2.
        assertEquals((1 + 4 + 2) / 6.0, floor.mae(), EXACT);
    }

    /** A POD whose one mode is (1, 1) / sqrt 2. */
    private static LatentSpace line() {
        float[][][] diagonal = {{{0, 1, 2}, {0, 1, 2}}};
        Segments train = Segments.of(Nd4j.create(diagonal), new double[][] {{0, 1, 2}}, 1, List.of("u"), 2);
        return LatentSpace.builder(2, 1)
                .encoder(Encoder.POD)
                .fit(train.windows(1), train.windows(1), (phase, epoch, epochs, loss, validation) -> {});
    }
}
