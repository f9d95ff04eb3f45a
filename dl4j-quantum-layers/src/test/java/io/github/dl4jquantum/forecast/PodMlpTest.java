package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracles: the POD of the same size; a curve that one number describes and that no plane of one dimension holds. */
@Timeout(60)
class PodMlpTest {
    private static final FitListener SILENT = (phase, epoch, epochs, trainLoss, validationLoss) -> {};
    private static final int VALUES = 20;

    @Test
    void beforeTheFirstUpdateItIsThePod() {
        INDArray rows = curve(1, 60);
        Pod larger = Pod.fit(rows, 10);
        Pod pod = Pod.fit(rows, 2);
        PodMlp start = PodMlp.create(larger, 2, 2e-3, 1);
        INDArray unseen = curve(2, 10);
        assertTrue(pod.decode(pod.encode(unseen)).equalsWithEps(start.decode(start.encode(unseen)), 1e-5));
    }

    /** A learning rate that moves nothing: the parameters that are kept are the first, and latents are those of the POD. */
    @Test
    void aTrainingThatBringsNothingLeavesThePod() {
        INDArray rows = curve(1, 60);
        PodMlp.Fit fit = PodMlp.fit(Rows.of(rows), Rows.of(curve(2, 30)), 2, 1e-30, plan(3), SILENT);
        assertEquals(0, fit.loss().bestEpoch());
        INDArray unseen = curve(3, 10);
        assertTrue(Pod.fit(rows, 2).encode(unseen).equalsWithEps(fit.codec().encode(unseen), 1e-3));
        assertTrue(Pod.fit(rows, 2)
                .units(null)
                .equalsWithEps(fit.codec().units(fit.codec().encode(rows)), 1e-3));
    }

    /** Blocks of 7 rows: the same coordinates, up to rounding, and so the same training. */
    @Test
    void rowsThatAreReadTrainAsThoseThatAreHeld() {
        INDArray rows = curve(1, 60);
        INDArray rest = curve(2, 30);
        PodMlp.Fit held = PodMlp.fit(Rows.of(rows), Rows.of(rest), 2, 1e-2, plan(5), SILENT);
        PodMlp.Fit read = PodMlp.fit(
                new SubspaceIterationTest.Counted(rows, 7, new ArrayList<>()),
                new SubspaceIterationTest.Counted(rest, 7, new ArrayList<>()),
                2,
                1e-2,
                plan(5),
                SILENT);
        for (int epoch = 0; epoch < 5; epoch++) {
            double loss = held.loss().train().get(epoch);
            assertEquals(loss, read.loss().train().get(epoch), 1e-4 * loss);
        }
        INDArray unseen = curve(3, 10);
        assertTrue(held.codec().encode(unseen).equalsWithEps(read.codec().encode(unseen), 1e-3));
    }

    @Test
    void followsACurveThatThePodCannot() {
        INDArray train = curve(1, 400);
        INDArray unseen = curve(3, 100);
        Pod pod = Pod.fit(train, 1);
        PodMlp.Fit fit = PodMlp.fit(Rows.of(train), Rows.of(curve(2, 100)), 1, 1e-2, plan(100), SILENT);
        double linear = pod.decode(pod.encode(unseen)).distance2(unseen);
        double corrected = fit.codec().decode(fit.codec().encode(unseen)).distance2(unseen);
        assertTrue(corrected < 0.2 * linear, corrected + " against " + linear);
        INDArray latents = fit.codec().encode(train);
        assertEquals(0, latents.meanNumber().doubleValue(), 1e-3);
        assertEquals(1, latents.stdNumber(false).doubleValue(), 1e-3);
    }

    private static EpochLoop.Plan plan(int epochs) {
        return new EpochLoop.Plan(FitListener.Phase.AUTOENCODER, Budget.ofEpochs(epochs), epochs, 100, 1, null);
    }

    /** u_j = s cos(j) + s^2 cos(2 j) + s^3 cos(3 j), s drawn from -1 to 1. */
    private static INDArray curve(long seed, int rows) {
        Random random = new Random(seed);
        INDArray curve = Nd4j.create(DataType.FLOAT, rows, VALUES);
        for (int i = 0; i < rows; i++) {
            double s = 2 * random.nextDouble() - 1;
            for (int j = 0; j < VALUES; j++) {
                double x = 2 * Math.PI * j / VALUES;
                curve.putScalar(i, j, s * Math.cos(x) + s * s * Math.cos(2 * x) + s * s * s * Math.cos(3 * x));
            }
        }
        return curve;
    }
}
