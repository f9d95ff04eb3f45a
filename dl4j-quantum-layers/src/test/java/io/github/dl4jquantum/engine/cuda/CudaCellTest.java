package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.Agreement.toFloat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.engine.cpu.CpuEngine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator.Input;
import io.github.dl4jquantum.testing.Agreement;
import io.github.dl4jquantum.testing.AmplitudeCircuits;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cells' kernels on the emulated driver. Oracle: the CPU engine, in activations, states and gradients. */
@Timeout(120)
class CudaCellTest {

    static final int STEPS = 4;

    @BeforeEach
    void emulate() {
        EmulatedDriver.require();
    }

    /** With and without mask and initial states, back through all steps and through two. */
    @ParameterizedTest
    @CsvSource({
        "qlstm, 2, 0", "qlstm, 2, 1", "qlstm, 4, 1", "qlstm, 3, 4", "qlstm, 5, 1", "qlstm, 6, 1", "qlstm, 8, 4",
        "qgru, 2, 0", "qgru, 2, 1", "qgru, 4, 1", "qgru, 3, 2", "qgru, 5, 1", "qgru, 6, 1", "qgru, 8, 2"
    })
    void cellsAreEqual(String kind, int qubits, int projections) {
        RecurrentCell cell = cell(kind, qubits, projections);
        int minibatch = qubits > 5 ? 2 : 5;
        assertEqual(cell, minibatch, false, false, STEPS);
        assertEqual(cell, minibatch, true, true, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aCellThatIsTooLargeForSharedMemoryIsEqual(int projections) {
        Circuit circuit = Ansatz.paper(2, 1);
        assertEqual(new QlstmCell(circuit, circuit, 3, 300, projections), 9, true, true, 2);
    }

    @Test
    void aCellWhoseCircuitHasNoInputsIsEqual() {
        Circuit circuit = Circuit.builder(2).add(new RY(0, Angle.parameter(0))).build();
        assertEqual(new QgruCell(circuit, 3, 4, 1), 3, false, false, STEPS);
    }

    /** Angles that are products of inputs and parameters differ from bank to bank on the same inputs. */
    @ParameterizedTest
    @CsvSource({"qlstm, 1, 1", "qlstm, 4, 3", "qgru, 1, 2"})
    void cellsWhoseAnglesAreProductsAreEqual(String kind, int projections, int bank) {
        Circuit circuit = RandomCircuits.productAngles();
        RecurrentCell cell = kind.equals("qgru")
                ? new QgruCell(circuit, 3, 2, projections, bank)
                : new QlstmCell(circuit, circuit, 3, 2, projections, bank, bank > 1);
        assertEqual(cell, 5, true, true, STEPS);
    }

    /** Heads and gates differ in qubits, so that lanes lie beyond the states of one of them. */
    @ParameterizedTest
    @CsvSource({"qlstm, 2, 3, 1", "qlstm, 4, 2, 2", "qgru, 3, 3, 1", "qgru, 6, 6, 1"})
    void cellsWhoseInputsAreAmplitudesAreEqual(String kind, int qubits, int embedded, int bank) {
        Circuit gates = AmplitudeCircuits.of(qubits, Math.min(qubits, embedded), 3, true);
        RecurrentCell cell = kind.equals("qgru")
                ? new QgruCell(gates, 3, 2, 1, bank)
                : new QlstmCell(gates, AmplitudeCircuits.of(3, 2, 4, false), 3, 2, 4, bank, bank > 1);
        assertEqual(cell, 5, true, true, STEPS);
    }

    private static RecurrentCell cell(String kind, int qubits, int projections) {
        int nOut = projections == 0 ? qubits : 5;
        Circuit gates = projections == 0 ? Ansatz.paper(qubits + 3, 1) : RandomCircuits.circuit(qubits, qubits);
        return kind.equals("qgru")
                ? new QgruCell(gates, 3, nOut, projections)
                : new QlstmCell(gates, Ansatz.paper(qubits, 2), 3, nOut, projections);
    }

    private static void assertEqual(RecurrentCell cell, int minibatch, boolean masked, boolean started, int back) {
        assertEqual(cell, cell, minibatch, masked, started, back);
    }

    /** On the GPU a cell is what another one, with the same parameters, is on the CPU. */
    static void assertEqual(
            RecurrentCell other, RecurrentCell cell, int minibatch, boolean masked, boolean started, int back) {
        assertEquals(other.parameters(), cell.parameters());
        double[] values = RandomCircuits.values(minibatch * STEPS * cell.nIn(), 1);
        // Weights about as large as initialised ones: larger ones magnify the rounding of float from step to step.
        double[] theta = Arrays.stream(RandomCircuits.values(cell.parameterCount(), 2))
                .map(value -> value / (cell.nOut() > 5 ? 20 : 2))
                .toArray();
        double[] upstream = RandomCircuits.values(minibatch * STEPS * cell.nOut(), 3);
        double[] mask = masked ? RandomCircuits.values(minibatch * STEPS, 4) : null;
        for (int k = 0; masked && k < mask.length; k++) {
            mask[k] = mask[k] > -1 ? 1 : 0;
        }
        List<double[]> states = !started
                ? List.of()
                : cell.states().stream()
                        .map(name -> RandomCircuits.values(minibatch * cell.nOut(), name.length()))
                        .toList();
        var input = new Input<>(minibatch, STEPS, values, mask, states);
        SequenceEvaluator<double[]> expected = new CpuEngine().cell(other, Precision.DOUBLE);
        var output = expected.forward(input, theta, true);
        var gradients = expected.backward(upstream, back);
        try (SequenceEvaluator<double[]> actual = CudaEngine.open().cell(cell, Precision.DOUBLE)) {
            var own = actual.forward(input, theta, true);
            assertClose(output.activations(), own.activations(), Tolerances.DOUBLE);
            assertClose(output.states(), own.states(), Tolerances.DOUBLE);
            var ownGradients = actual.backward(upstream, back);
            assertClose(gradients.inputs(), ownGradients.inputs(), Tolerances.DOUBLE);
            assertClose(gradients.parameters(), ownGradients.parameters(), Tolerances.DOUBLE);
        }
        try (SequenceEvaluator<float[]> single = CudaEngine.open().cell(cell, Precision.FLOAT)) {
            var rounded = new Input<>(
                    minibatch,
                    STEPS,
                    toFloat(values),
                    masked ? toFloat(mask) : null,
                    states.stream().map(Agreement::toFloat).toList());
            assertClose(
                    output.activations(),
                    single.forward(rounded, toFloat(theta), true).activations(),
                    Tolerances.FLOAT);
            var ownGradients = single.backward(toFloat(upstream), back);
            assertClose(gradients.inputs(), ownGradients.inputs(), Tolerances.FLOAT);
            assertClose(gradients.parameters(), ownGradients.parameters(), Tolerances.FLOAT);
        }
    }
}
