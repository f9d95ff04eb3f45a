package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.engine.cuda.CudaCellTest.STEPS;
import static io.github.dl4jquantum.testing.Agreement.assertClose;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.CRX;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.RZ;
import io.github.dl4jquantum.circuit.Rot;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator.Input;
import io.github.dl4jquantum.testing.CentralDifference;
import io.github.dl4jquantum.testing.DenseCell;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Cells with a bank of circuits per gate, on the emulated driver. Oracle: k circuits of n qubits are one circuit of k n
 * qubits in which no gate joins two of them; the CPU engine runs a cell of one such circuit per gate.
 */
@Timeout(120)
class CudaBankTest {

    private enum Kind {
        /** Encoded by arctan, as many expectations as qubits. */
        ARCTAN {
            @Override
            void add(Circuit.Builder circuit, int qubits, int place) {
                int first = place * qubits;
                for (int q = first; q < first + qubits; q++) {
                    circuit.add(new H(q)).add(new RY(q, Angle.arctan(q))).add(new RZ(q, Angle.arctanSquare(q)));
                }
                for (int q = 1; q < qubits; q++) {
                    circuit.add(new CNOT(first + q - 1, first + q));
                }
                for (int q = first; q < first + qubits; q++) {
                    circuit.add(
                            new Rot(q, Angle.parameter(3 * q), Angle.parameter(3 * q + 1), Angle.parameter(3 * q + 2)));
                    circuit.measure(Observable.z(q));
                }
            }
        },

        /** Encoded by the inputs themselves, one more than qubits; two expectations, one with an X. */
        ANGLE {
            @Override
            void add(Circuit.Builder circuit, int qubits, int place) {
                int first = place * qubits;
                int input = place * (qubits + 1);
                int angle = place * qubits;
                for (int q = 0; q < qubits; q++) {
                    circuit.add(new RY(first + q, Angle.input(input + q)));
                    circuit.add(new RZ(first + q, Angle.input(input + q)));
                    circuit.add(new RY(first + q, Angle.parameter(angle + q).scaled(0.5)));
                }
                circuit.add(new CRX(first, first + 1, Angle.input(input + qubits)));
                circuit.measure(Observable.z(first + 1));
                circuit.measure(Observable.pauli(0.5, "X" + first + " Y" + (first + 1)));
            }
        },

        /** The classical twin, without any angle to train. */
        TWIN {
            @Override
            void add(Circuit.Builder circuit, int qubits, int place) {
                for (int q = place * qubits; q < (place + 1) * qubits; q++) {
                    circuit.add(new RY(q, Angle.constant(-Math.PI / 2))).add(new RY(q, Angle.arctan(q)));
                    circuit.measure(Observable.z(q));
                }
            }
        };

        abstract void add(Circuit.Builder circuit, int qubits, int place);

        /** So many circuits side by side, as one. */
        Circuit circuit(int qubits, int bank) {
            Circuit.Builder circuit = Circuit.builder(qubits * bank);
            for (int place = 0; place < bank; place++) {
                add(circuit, qubits, place);
            }
            return circuit.build();
        }
    }

    @BeforeEach
    void emulate() {
        EmulatedDriver.require();
    }

    @ParameterizedTest
    @CsvSource({
        "ARCTAN, 2, 2, 1", "ARCTAN, 4, 2, 4", "ARCTAN, 3, 3, 1", "ARCTAN, 1, 7, 1", "ARCTAN, 6, 2, 1",
        "ANGLE, 2, 3, 1", "ANGLE, 3, 2, 4", "ANGLE, 5, 2, 1", "TWIN, 4, 2, 1", "TWIN, 2, 3, 4"
    })
    void banksOfQlstmAreOneCircuitOfAllQubits(Kind kind, int qubits, int bank, int projections) {
        Circuit whole = kind.circuit(qubits, bank);
        Kind heads = kind == Kind.TWIN ? kind : Kind.ARCTAN;
        Circuit wholeHead = heads.circuit(2, bank);
        assertEqual(
                new QlstmCell(whole, wholeHead, 3, 5, projections),
                new QlstmCell(kind.circuit(qubits, 1), heads.circuit(2, 1), 3, 5, projections, bank, false));
    }

    @ParameterizedTest
    @CsvSource({
        "ARCTAN, 2, 2, 2", "ARCTAN, 4, 2, 1", "ARCTAN, 3, 3, 2", "ARCTAN, 1, 7, 1", "ARCTAN, 6, 2, 2",
        "ANGLE, 2, 3, 2", "ANGLE, 3, 2, 1", "ANGLE, 5, 2, 2", "TWIN, 4, 2, 2", "TWIN, 2, 3, 1"
    })
    void banksOfQgruAreOneCircuitOfAllQubits(Kind kind, int qubits, int bank, int projections) {
        assertEqual(
                new QgruCell(kind.circuit(qubits, bank), 3, 5, projections),
                new QgruCell(kind.circuit(qubits, 1), 3, 5, projections, bank));
    }

    /** Oracle: the CPU engine. The last two do not fit in shared memory. */
    @ParameterizedTest
    @CsvSource({
        "qlstm, 4, 16, 1, 6", "qlstm, 4, 16, 4, 6", "qlstm, 2, 3, 4, 6", "qlstm, 7, 2, 1, 6", "qgru, 4, 4, 1, 6",
        "qgru, 4, 16, 2, 6", "qgru, 3, 2, 2, 6", "qgru, 7, 3, 1, 6", "qlstm, 2, 3, 1, 100", "qgru, 2, 3, 2, 100"
    })
    void banksOfAllGatesAreThoseOfTheCpu(String kind, int qubits, int bank, int projections, int nOut) {
        Circuit circuit = RandomCircuits.circuit(qubits, qubits);
        RecurrentCell cell = kind.equals("qgru")
                ? new QgruCell(circuit, 3, nOut, projections, bank)
                : new QlstmCell(circuit, Ansatz.paper(2, 2), 3, nOut, projections, bank, true);
        assertEqual(cell, cell);
    }

    /** Oracle: the cell written out in plain doubles, and its central differences. */
    @ParameterizedTest
    @CsvSource({"1, 1, false", "2, 1, true", "3, 4, true"})
    void aReadoutThatSeesMIsThatOfTheReference(int bank, int projections, boolean masked) {
        Circuit circuit = Kind.ARCTAN.circuit(2, 1);
        QlstmCell cell = new QlstmCell(circuit, circuit, 2, 3, projections, bank, true);
        int minibatch = 3;
        double[] values = RandomCircuits.values(minibatch * STEPS * cell.nIn(), 1);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 2);
        double[] upstream = RandomCircuits.values(minibatch * STEPS * cell.nOut(), 3);
        double[] mask = masked ? new double[minibatch * STEPS] : null;
        for (int k = 0; masked && k < mask.length; k++) {
            mask[k] = k % 5 == 0 ? 0 : 1;
        }
        var input = new Input<>(minibatch, STEPS, values, mask, List.of());
        DenseCell reference = DenseCell.of(cell);
        try (var evaluator = CudaEngine.open().cell(cell, Precision.DOUBLE)) {
            var expected = reference.forward(input, theta);
            var output = evaluator.forward(input, theta, true);
            assertClose(expected.activations(), output.activations(), Tolerances.DOUBLE);
            assertClose(expected.states(), output.states(), Tolerances.DOUBLE);
            var gradients = evaluator.backward(upstream, STEPS);
            assertClose(
                    CentralDifference.gradient(
                            point -> reference.forward(input, point).activations(), theta, upstream),
                    gradients.parameters(),
                    Tolerances.CENTRAL_DIFFERENCE);
            assertClose(
                    CentralDifference.gradient(
                            x -> reference
                                    .forward(new Input<>(minibatch, STEPS, x, mask, List.of()), theta)
                                    .activations(),
                            values,
                            upstream),
                    gradients.inputs(),
                    Tolerances.CENTRAL_DIFFERENCE);
        }
    }

    private static void assertEqual(RecurrentCell one, RecurrentCell banks) {
        CudaCellTest.assertEqual(one, banks, 2, false, false, STEPS);
        CudaCellTest.assertEqual(one, banks, 5, true, true, 2);
    }
}
