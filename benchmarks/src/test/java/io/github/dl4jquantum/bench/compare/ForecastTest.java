package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: forecasts written out by hand, and a latent model that notes what it was shown. */
@Timeout(60)
class ForecastTest {
    private static final INDArray SNAPSHOTS = Nd4j.create(new float[][] {{0, 1}, {1, 1}, {3, 2}, {4, 0}, {9, 9}});

    @Test
    void persistenceRepeatsTheLastTrueSnapshot() {
        assertRows(new float[][] {{3, 2}, {4, 0}}, Forecast.PERSISTENCE.oneStep(SNAPSHOTS, 3));
        assertRows(new float[][] {{3, 2}, {3, 2}}, Forecast.PERSISTENCE.rollout(SNAPSHOTS, 3));
    }

    @Test
    void linearExtrapolationGoesOnAsBefore() {
        assertRows(new float[][] {{5, 3}, {5, -2}}, Forecast.LINEAR_EXTRAPOLATION.oneStep(SNAPSHOTS, 3));
        assertRows(new float[][] {{5, 3}, {7, 4}}, Forecast.LINEAR_EXTRAPOLATION.rollout(SNAPSHOTS, 3));
        assertRows(new float[][] {{3, 2}, {3, 2}}, Forecast.PERSISTENCE.rollout(SNAPSHOTS, 3));
    }

    @Test
    void aLatentModelSeesItsContextAndNothingElse() {
        LatentSpace space = identity();
        List<float[]> seen = new ArrayList<>();
        LatentForecast forecast = new LatentForecast(
                space,
                (latents, steps) -> {
                    for (int i = 0; i < latents.size(0); i++) {
                        seen.add(latents.get(org.nd4j.linalg.indexing.NDArrayIndex.point(i))
                                .dup()
                                .data()
                                .asFloat());
                    }
                    return Nd4j.zeros(latents.size(0), latents.size(1), steps);
                },
                2);
        INDArray latents = forecast.encode(SNAPSHOTS);
        INDArray one = forecast.oneStep(SNAPSHOTS, 3);
        assertArrayEquals(new long[] {2, 2}, one.shape());
        assertArrayEquals(window(latents, 1), seen.get(0), "snapshots 1 and 2 before snapshot 3");
        assertArrayEquals(window(latents, 2), seen.get(1), "snapshots 2 and 3 before snapshot 4");
        seen.clear();
        assertArrayEquals(new long[] {2, 2}, forecast.rollout(SNAPSHOTS, 3).shape());
        assertEquals(1, seen.size());
        assertArrayEquals(window(latents, 1), seen.get(0), "the rollout sees no scored snapshot");
    }

    /** [latent, 2] of two neighbouring rows. */
    private static float[] window(INDArray latents, int from) {
        return Forecast.rows(latents, from, from + 2)
                .transpose()
                .dup('c')
                .data()
                .asFloat();
    }

    private static LatentSpace identity() {
        float[] values = SNAPSHOTS.dup('c').data().asFloat();
        Trajectory trajectory = Trajectory.of(List.of("u"), new int[] {2}, new double[] {0, 1, 2, 3, 4}, values);
        PdeSequenceIterator windows = PdeSequenceIterator.builder(List.of(trajectory))
                .field("u")
                .contextLength(2)
                .stride(1)
                .minibatch(2)
                .build();
        return LatentSpace.builder(2, 2)
                .encoder(Encoder.NONE)
                .fit(windows, windows, (phase, epoch, epochs, train, validation) -> {});
    }

    private static void assertRows(float[][] expected, INDArray actual) {
        assertEquals(expected.length, actual.rows());
        for (int row = 0; row < expected.length; row++) {
            assertArrayEquals(expected[row], actual.getRow(row).dup().data().asFloat(), Arrays.toString(expected[row]));
        }
    }
}
