package io.github.dl4jquantum.pde.iterator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Data that cannot be read, or holds NaN, reaches the caller as an error or a mask, and never hangs training. */
@Timeout(60)
class DamagedDataTest {
    private final RuntimeException failure = new IllegalStateException("the disk is gone");

    @Test
    void anErrorWhileReadingReachesTheCallerOfFit() {
        MultiLayerNetwork network =
                new MultiLayerNetwork(builder().list().layer(output()).build());
        network.init();
        assertSame(failure, cause(assertThrows(RuntimeException.class, () -> network.fit(unreadable()))));
        assertSame(
                failure, cause(assertThrows(RuntimeException.class, () -> network.evaluateRegression(unreadable()))));

        ComputationGraph graph = new ComputationGraph(builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("out", output(), "in")
                .setOutputs("out")
                .build());
        graph.init();
        assertSame(failure, cause(assertThrows(RuntimeException.class, () -> graph.fit(unreadable()))));
    }

    @Test
    void theErrorIsThrownByTheMinibatchThatCannotBeRead() {
        PdeSequenceIterator iterator = unreadable();
        iterator.next();
        assertSame(failure, assertThrows(RuntimeException.class, iterator::next));
    }

    /** Nine windows; the second minibatch cannot be read. */
    private PdeSequenceIterator unreadable() {
        Trajectory trajectory = trajectory((field, time, target, offset) -> {
            if (time >= 14) {
                throw failure;
            }
            target[offset] = time;
        });
        return PdeSequenceIterator.builder(List.of(trajectory))
                .contextLength(3)
                .minibatch(4)
                .notFinite(NotFinite.MASK)
                .build();
    }

    @Test
    void aMinibatchFetchesItsOwnSnapshotsAlone() {
        AtomicInteger fetched = new AtomicInteger();
        Trajectory trajectory = trajectory((field, time, target, offset) -> fetched.incrementAndGet());
        PdeSequenceIterator iterator = PdeSequenceIterator.builder(List.of(trajectory))
                .contextLength(3)
                .minibatch(2)
                .notFinite(NotFinite.MASK)
                .build();
        assertEquals(0, fetched.get());
        iterator.next();
        assertTrue(fetched.get() <= 2 * 2 * (3 + 1), "this minibatch, and the next ahead of time");
    }

    @Test
    void stepsWithNaNAreMaskedInFeaturesAndLabels() {
        Trajectory trajectory =
                trajectory((field, time, target, offset) -> target[offset] = time == 4 ? Float.NaN : time);
        PdeSequenceIterator iterator = PdeSequenceIterator.builder(List.of(trajectory))
                .contextLength(3)
                .stride(3)
                .minibatch(2)
                .notFinite(NotFinite.MASK)
                .build();
        DataSet first = iterator.next();
        assertArrayEquals(
                new float[][] {{1, 1, 1}, {1, 0, 1}},
                first.getFeaturesMaskArray().toFloatMatrix());
        assertArrayEquals(
                new float[][] {{1, 1, 1}, {0, 1, 1}}, first.getLabelsMaskArray().toFloatMatrix());
        assertEquals(0, first.getFeatures().getFloat(1, 0, 1));
        assertEquals(5, first.getFeatures().getFloat(1, 0, 2));
        assertNull(iterator.next().getFeaturesMaskArray());

        iterator.reset();
        iterator.setPreProcessor(FieldNormalizer.minMax(List.of(trajectory), List.of("u"), 0, 1, NotFinite.MASK));
        DataSet normal = iterator.next();
        assertEquals(5 / 29f, normal.getFeatures().getFloat(1, 0, 2), 1e-6f);
        assertEquals(0, normal.getFeatures().getFloat(1, 0, 1));
        MultiLayerNetwork network =
                new MultiLayerNetwork(builder().list().layer(output()).build());
        network.init();
        network.fit(iterator);
        assertTrue(Double.isFinite(network.score()));
    }

    private static Trajectory trajectory(io.github.dl4jquantum.pde.problem.SnapshotSource source) {
        double[] times = new double[30];
        Arrays.setAll(times, i -> i);
        return Trajectory.backedBy(List.of("u"), new int[] {1}, times, Map.of(), source);
    }

    private static NeuralNetConfiguration.Builder builder() {
        return new NeuralNetConfiguration.Builder()
                .seed(1)
                .optimizationAlgo(OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT);
    }

    private static RnnOutputLayer output() {
        return new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(1)
                .nOut(1)
                .activation(org.nd4j.linalg.activations.Activation.IDENTITY)
                .dataFormat(RNNFormat.NCW)
                .build();
    }

    private static Throwable cause(Throwable thrown) {
        return thrown.getCause() == null ? thrown : cause(thrown.getCause());
    }
}
