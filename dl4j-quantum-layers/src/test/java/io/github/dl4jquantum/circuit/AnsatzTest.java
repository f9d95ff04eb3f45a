package io.github.dl4jquantum.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structure of ready circuits. Oracle: arXiv 2009.01783, figure 2, counted by hand. */
@Timeout(10)
class AnsatzTest {

    @ParameterizedTest
    @CsvSource({"1, 3, 0", "2, 1, 2", "3, 2, 6", "4, 4, 8", "16, 1, 32"})
    void thePapersCircuitHasItsGatesAndNumbers(int qubits, int layers, int cnotsPerLayer) {
        Circuit circuit = Ansatz.paper(qubits, layers);
        assertEquals(qubits, count(circuit, H.class));
        assertEquals(qubits, count(circuit, RY.class));
        assertEquals(qubits, count(circuit, RZ.class));
        assertEquals((long) layers * cnotsPerLayer, count(circuit, CNOT.class));
        assertEquals((long) layers * qubits, count(circuit, Rot.class));
        assertEquals(qubits, circuit.inputs());
        assertEquals(layers * qubits * 3, circuit.parameters());
        assertEquals(Observable.z(qubits - 1), circuit.observables().get(qubits - 1));
        assertEquals(qubits, circuit.observables().size());
    }

    @Test
    void theOrderIsEncodingThenRingsThenRotations() {
        List<Gate> gates = Ansatz.paper(3, 2).gates();
        assertEquals(
                List.of(new H(0), new RY(0, Angle.arctan(0)), new RZ(0, Angle.arctanSquare(0))), gates.subList(0, 3));
        List<Gate> rings =
                List.of(new CNOT(0, 1), new CNOT(1, 2), new CNOT(2, 0), new CNOT(0, 2), new CNOT(1, 0), new CNOT(2, 1));
        assertEquals(rings, gates.subList(9, 15));
        assertEquals(rings, gates.subList(18, 24));
        assertEquals(new Rot(1, Angle.parameter(12), Angle.parameter(13), Angle.parameter(14)), gates.get(25));
    }

    @Test
    void twoQubitsHaveNoSecondRing() {
        assertEquals(
                List.of(new CNOT(0, 1), new CNOT(1, 0)),
                Ansatz.paper(2, 1).gates().stream()
                        .filter(CNOT.class::isInstance)
                        .toList());
    }

    @Test
    void withoutEntanglementOnlyTheCnotsAreMissing() {
        assertEquals(
                Ansatz.paper(4, 2).gates().stream()
                        .filter(gate -> !(gate instanceof CNOT))
                        .toList(),
                Ansatz.paperWithoutEntanglement(4, 2).gates());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 17, 40})
    void qubitsOutOfRangeAreRefused(int qubits) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Ansatz.paper(qubits, 1));
        assertEquals(qubits + " qubits cannot be simulated; choose 1 to 16 qubits.", refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 257})
    void layersOutOfRangeAreRefused(int layers) {
        String message = assertThrows(IllegalArgumentException.class, () -> Ansatz.paper(2, layers))
                .getMessage();
        assertTrue(message.startsWith(layers + " circuit layers are out of range; choose 0 to 256"), message);
    }

    private static long count(Circuit circuit, Class<? extends Gate> kind) {
        return circuit.gates().stream().filter(kind::isInstance).count();
    }
}
