package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.compare.Perturbation.Scatter;
import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.noisy.NoisyEngine;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.Segments;
import io.github.dl4jquantum.noise.BitFlip;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Oracle: values worked out by hand, and the moments of a sample. */
@Timeout(60)
class PerturbationTest {

    /** A bit flip commutes with RX: each leaves 1 - 2 p of Z. */
    @Test
    void theSlopeIsWhatNoiseLeavesOfExpectations() {
        Circuit circuit = Circuit.builder(1)
                .add(new RX(0, Angle.arctan(0)))
                .add(new RX(0, Angle.parameter(0)))
                .build();
        NoiseModel noise = NoiseModel.builder("flips")
                .after(1, new BitFlip(0.1))
                .readout(0.05, 0.05)
                .build();
        assertEquals(0.8 * 0.8 * 0.9, Perturbation.slope(circuit, new NoisyEngine(noise)), 1e-12);
    }

    /** Of tanh s a; of a sigmoid, which is (1 + a) / 2, (1 + s a) / 2. */
    @Test
    void activationsShrinkTowardsTheMiddleOfTheirRange() {
        Scatter half = new Scatter(0.5, 0, new Random(1));
        INDArray in = Nd4j.createFromArray(new double[][] {{0, 1.5}, {-0.5, 3}});
        INDArray tanh = new PerturbedActivation(new ActivationTanH(), -1, half).getActivation(in.dup(), false);
        INDArray sigmoid = new PerturbedActivation(new ActivationSigmoid(), 0, half).getActivation(in.dup(), false);
        for (int i = 0; i < 4; i++) {
            double x = in.getDouble(i);
            assertEquals(0.5 * Math.tanh(x), tanh.getDouble(i), 1e-12);
            assertEquals(0.25 + 0.5 / (1 + Math.exp(-x)), sigmoid.getDouble(i), 1e-12);
        }
    }

    /** m = 0.6 * 0.5; variance (1 - m^2) / 100, of which 100,000 values know 1% at 2.2 standard errors. */
    @Test
    void shotsScatterAsAnExpectationDoes() {
        Scatter scatter = new Scatter(0.6, 100, new Random(3));
        double[] values =
                IntStream.range(0, 100_000).mapToDouble(any -> scatter.of(0.5)).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        assertEquals(0.3, mean, 1e-3);
        assertEquals(0.91 / 100, variance, 0.01 * 0.91 / 100);
    }

    @Test
    void aGruAndWhatStandsBesideNoCircuitsAreLeftAlone() {
        CircuitBank bank = new CircuitBank(8, 4, 4, "angle");
        assertTrue(Perturbation.concerns(row("qlstm@h2-2023", bank)));
        assertTrue(Perturbation.concerns(row("lstm-timed", bank)));
        assertFalse(Perturbation.concerns(row("gru-timed", bank)));
        assertFalse(Perturbation.concerns(row("gru-matched", bank)));
        assertFalse(Perturbation.concerns(row("lstm", CircuitBank.NONE)));
        assertFalse(Perturbation.concerns(row("persistence", CircuitBank.NONE)));
    }

    private static RowKey row(String model, CircuitBank bank) {
        return new RowKey("burgers2d", "trajectories", "pod", 16, model, bank);
    }

    /**
     * Where nothing is left of any value, an LSTM's output and a twin's circuits are 0, whatever they see: all trajectories
     * change alike.
     */
    @ParameterizedTest
    @ValueSource(strings = {"lstm-matched", "qlstm-twin"})
    void aControlOfWhichNothingIsLeftSeesNothing(String name) {
        StudyModel model = StudyModel.named(name);
        LatentNetwork network = new LatentNetwork(2, 4, 2, 1, 2, InputEncoding.ARCTAN, Engine.CPU, 5);
        float[][][] values = {{{0, 1, 3, 6, 4, 2}, {2, 1, 4, 1, 5, 9}}, {{1, 0, 2, 2, 5, 3}, {7, 3, 1, 0, 2, 2}}};
        double[] times = {0, 1, 2, 3, 4, 5};
        Segments train = Segments.of(Nd4j.create(values), new double[][] {times, times}, 3, List.of("u"), 2);
        LatentSpace space = LatentSpace.builder(2, 2)
                .encoder(Encoder.NONE)
                .fit(train.windows(2), train.windows(2), (phase, epoch, epochs, loss, validation) -> {});
        LatentForecaster forecaster = LatentForecaster.builder(space)
                .latentModel(LatentModel.of(network.layer(model), 2, 0.05, 5))
                .latentUpdates(40)
                .build()
                .fit(train.windows(2), train.windows(2));
        INDArray context = train.values(0, 2, 0, 3);
        INDArray exact = forecaster.rollout(context, 3);
        Condition nothing =
                new Condition(NoiseModel.builder("deaf").readout(0.5, 0.5).build(), 0, 1, false, false);
        INDArray left = Perturbation.of(nothing, forecaster, model, network, 1).rollout(context, 3);
        INDArray before = train.values(0, 2, 2, 3);
        for (int step = 0; step < 3; step++) {
            INDArray after = left.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(step, step + 1));
            INDArray change = after.sub(before);
            assertTrue(change.slice(0).equalsWithEps(change.slice(1), 1e-4), step + ": " + change);
            before = after;
        }
        assertTrue(exact.distance2(left) > 1e-2, "it had learnt something");
        assertEquals(exact, forecaster.rollout(context, 3), "and has not forgotten it");
    }

    @Test
    void aDisturbedNetworkDoesNotTrain() {
        PerturbedActivation activation =
                new PerturbedActivation(new ActivationTanH(), -1, new Scatter(1, 0, new Random(1)));
        assertThrows(UnsupportedOperationException.class, () -> activation.backprop(Nd4j.ones(1), Nd4j.ones(1)));
    }
}
