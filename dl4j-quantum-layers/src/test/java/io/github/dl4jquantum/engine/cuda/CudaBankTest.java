package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.engine.cuda.CudaCellTest.STEPS;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.CRX;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.RZ;
import io.github.dl4jquantum.circuit.Rot;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Cells with a bank of circuits per gate, on the emulated driver. Oracle: k circuits of n qubits are one circuit of k n
 * qubits of which no gate joins two of them; the CPU engine runs a cell of one such circuit per gate.
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

        /** The classical twin: sines of arctan without any trained angle. */
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
        "ARCTAN, 2, 2, 1", "ARCTAN, 4, 2, 4", "ARCTAN, 3, 3, 1", "ARCTAN, 1, 16, 1", "ARCTAN, 6, 2, 1",
        "ANGLE, 2, 3, 1", "ANGLE, 3, 2, 4", "ANGLE, 5, 2, 1", "TWIN, 4, 2, 1", "TWIN, 2, 3, 4"
    })
    void banksOfQlstmAreOneCircuitOfAllQubits(Kind kind, int qubits, int bank, int projections) {
        Circuit whole = kind.circuit(qubits, bank);
        int heads = bank > 4 ? 1 : 2;
        Circuit wholeHead = Kind.ARCTAN.circuit(heads, bank);
        assertEqual(
                new QlstmCell(whole, wholeHead, 3, 5, projections),
                new QlstmCell(kind.circuit(qubits, 1), Kind.ARCTAN.circuit(heads, 1), 3, 5, projections, bank, false));
    }

    @ParameterizedTest
    @CsvSource({
        "ARCTAN, 2, 2, 2", "ARCTAN, 4, 2, 1", "ARCTAN, 3, 3, 2", "ARCTAN, 1, 16, 1", "ARCTAN, 6, 2, 2",
        "ANGLE, 2, 3, 2", "ANGLE, 3, 2, 1", "ANGLE, 5, 2, 2", "TWIN, 4, 2, 2", "TWIN, 2, 3, 1"
    })
    void banksOfQgruAreOneCircuitOfAllQubits(Kind kind, int qubits, int bank, int projections) {
        assertEqual(
                new QgruCell(kind.circuit(qubits, bank), 3, 5, projections),
                new QgruCell(kind.circuit(qubits, 1), 3, 5, projections, bank));
    }

    private static void assertEqual(RecurrentCell one, RecurrentCell banks) {
        CudaCellTest.assertEqual(one, banks, 2, false, false, STEPS);
        CudaCellTest.assertEqual(one, banks, 5, true, true, 2);
    }
}
