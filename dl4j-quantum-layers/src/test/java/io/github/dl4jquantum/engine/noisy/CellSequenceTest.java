package io.github.dl4jquantum.engine.noisy;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.cpu.CpuEngine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator.Input;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.RandomNoise;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracles: the CPU engine without noise; central differences under noise. */
@Timeout(120)
class CellSequenceTest {

    private static final int MINIBATCH = 3;
    private static final int STEPS = 3;

    private static RecurrentCell cell(String kind, int projections, int bank) {
        Circuit circuit = projections == 0 ? Ansatz.paper(5, 1) : Ansatz.paper(2, 2);
        if (kind.equals("qgru")) {
            return new QgruCell(circuit, 3, 2, projections, bank);
        }
        Circuit heads = projections == 0 ? Ansatz.paper(2, 1) : circuit;
        return new QlstmCell(circuit, heads, 3, 2, projections, bank, bank > 1);
    }

    private static Input<double[]> input(RecurrentCell cell) {
        double[] values = RandomCircuits.values(MINIBATCH * STEPS * cell.nIn(), 3);
        double[] mask = new double[MINIBATCH * STEPS];
        Arrays.fill(mask, MINIBATCH, mask.length - 1, 1);
        List<double[]> states = cell.states().stream()
                .map(name -> RandomCircuits.values(MINIBATCH * cell.nOut(), name.length()))
                .toList();
        return new Input<>(MINIBATCH, STEPS, values, mask, states);
    }

    @ParameterizedTest
    @CsvSource({"qlstm, 0, 1, 9", "qlstm, 1, 1, 2", "qlstm, 4, 2, 9", "qgru, 0, 1, 9", "qgru, 1, 2, 2", "qgru, 2, 1, 9"
    })
    void withoutNoiseNumbersAreTheCpuEngines(String kind, int projections, int bank, int back) {
        RecurrentCell cell = cell(kind, projections, bank);
        Input<double[]> input = input(cell);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 4);
        double[] upstream = RandomCircuits.values(MINIBATCH * STEPS * cell.nOut(), 5);
        try (var pure = new CpuEngine().cell(cell, Precision.DOUBLE);
                var noisy = new NoisyEngine(NoiseModel.NONE).cell(cell, Precision.DOUBLE)) {
            var expected = pure.forward(input, theta, true);
            var actual = noisy.forward(input, theta, true);
            assertClose(expected.activations(), actual.activations(), Tolerances.DOUBLE);
            assertClose(expected.states(), actual.states(), Tolerances.DOUBLE);
            var gradients = pure.backward(upstream, back);
            var own = noisy.backward(upstream, back);
            assertClose(gradients.inputs(), own.inputs(), Tolerances.DOUBLE_GRADIENT);
            assertClose(gradients.parameters(), own.parameters(), Tolerances.DOUBLE_GRADIENT);
        }
    }

    @Test
    void gradientsUnderNoiseAreDifferences() {
        RecurrentCell cell = cell("qlstm", 1, 1);
        Input<double[]> input = input(cell);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 6);
        double[] upstream = RandomCircuits.values(MINIBATCH * STEPS * cell.nOut(), 7);
        try (var noisy = new NoisyEngine(RandomNoise.everything()).cell(cell, Precision.DOUBLE)) {
            noisy.forward(input, theta, true);
            double[] gradient = noisy.backward(upstream, STEPS).parameters();
            for (int k = 0; k < theta.length; k += 7) {
                double centre = theta[k];
                double difference = 0;
                for (int sign = -1; sign <= 1; sign += 2) {
                    theta[k] = centre + sign * Tolerances.STEP;
                    double[] y = noisy.forward(input, theta, false).activations();
                    for (int i = 0; i < y.length; i++) {
                        difference += sign * upstream[i] * y[i] / (2 * Tolerances.STEP);
                    }
                }
                theta[k] = centre;
                assertEquals(
                        difference, gradient[k], Tolerances.CENTRAL_DIFFERENCE * Math.max(1, Math.abs(difference)));
            }
        }
    }
}
