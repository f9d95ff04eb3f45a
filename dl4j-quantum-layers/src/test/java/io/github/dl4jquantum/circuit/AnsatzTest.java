package io.github.dl4jquantum.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.DenseSimulator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structure of ready circuits. Oracle: the definitions in their papers, written out and counted by hand. */
@Timeout(10)
class AnsatzTest {

    /** The ansätze that have layers. */
    enum Layered {
        PAPER,
        BASIC,
        STRONG,
        REUPLOADING;

        Circuit circuit(int qubits, int layers) {
            return switch (this) {
                case PAPER -> Ansatz.paper(qubits, layers);
                case BASIC -> Ansatz.basicEntangling(qubits, layers);
                case STRONG -> Ansatz.stronglyEntangling(qubits, layers);
                case REUPLOADING -> Ansatz.dataReuploading(qubits, layers);
            };
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 0", "2, 1, 2", "3, 2, 6", "4, 4, 8", "16, 1, 32"})
    void thePapersCircuitHasItsGatesAndNumbers(int qubits, int layers, int cnotsPerLayer) {
        Circuit circuit = Ansatz.paper(qubits, layers);
        assertEquals(qubits, count(circuit, H.class));
        assertEquals(qubits, count(circuit, RY.class));
        assertEquals(qubits, count(circuit, RZ.class));
        assertEquals((long) layers * cnotsPerLayer, count(circuit, CNOT.class));
        assertEquals((long) layers * qubits, count(circuit, Rot.class));
        assertNumbers(circuit, qubits, layers * qubits * 3);
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
    void thePapersCircuitOfTwoQubitsHasNoSecondRing() {
        assertEquals(List.of(new CNOT(0, 1), new CNOT(1, 0)), entangling(Ansatz.paper(2, 1)));
    }

    /** Oracle: the closed form, x / sqrt(1 + x²), and the dense simulation of the circuit. */
    @Test
    void theTwinIsABoundedFunctionWithoutParameters() {
        Circuit twin = Ansatz.boundedTwin(3);
        double[] x = {-2, 0.5, 0};
        assertEquals(0, twin.parameters());
        assertArrayEquals(
                new double[] {-2 / Math.sqrt(5), 0.5 / Math.sqrt(1.25), 0},
                new DenseSimulator(twin).expectations(x, new double[0]),
                1e-12);
    }

    /**
     * After H, RY(a) RZ(b) and without layers: {@code <Z> = -sin a}, and {@code <X> = cos a cos b}, which tells of b.
     */
    @ParameterizedTest
    @EnumSource(InputEncoding.class)
    void theEncodingIsThatOfItsName(InputEncoding encoding) {
        double x = 0.7;
        double a = encoding == InputEncoding.ARCTAN ? Math.atan(x) : x;
        double b = encoding == InputEncoding.ANGLE ? x : Math.atan(x * x);
        Circuit.Builder both = Circuit.builder(1);
        Ansatz.paper(1, 0, encoding).gates().forEach(both::add);
        both.measure(Observable.z(0)).measure(Observable.pauli(1, "X0"));
        assertArrayEquals(
                new double[] {-Math.sin(a), Math.cos(a) * Math.cos(b)},
                new DenseSimulator(both.build()).expectations(new double[] {x}, new double[0]),
                1e-12);
        assertEquals(
                Ansatz.withoutEntanglement(Ansatz.paper(3, 2, encoding)),
                Ansatz.paperWithoutEntanglement(3, 2, encoding));
    }

    @Test
    void angleEmbeddingIsOneRotationAQubit() {
        Circuit circuit = Ansatz.angleEmbedding(3);
        assertEquals(List.of(embedding(0), embedding(1), embedding(2)), circuit.gates());
        assertNumbers(circuit, 3, 0);
    }

    @Test
    void basicEntanglingRotatesThenClosesARing() {
        Circuit circuit = Ansatz.basicEntangling(3, 2);
        assertEquals(
                List.of(
                        embedding(0),
                        embedding(1),
                        embedding(2),
                        new RY(0, Angle.parameter(0)),
                        new RY(1, Angle.parameter(1)),
                        new RY(2, Angle.parameter(2)),
                        new CNOT(0, 1),
                        new CNOT(1, 2),
                        new CNOT(2, 0),
                        new RY(0, Angle.parameter(3)),
                        new RY(1, Angle.parameter(4)),
                        new RY(2, Angle.parameter(5)),
                        new CNOT(0, 1),
                        new CNOT(1, 2),
                        new CNOT(2, 0)),
                circuit.gates());
        assertNumbers(circuit, 3, 6);
        assertEquals(List.of(new CNOT(0, 1)), entangling(Ansatz.basicEntangling(2, 1)));
    }

    /** Ranges 1, 2, 3 and again 1. */
    @Test
    void stronglyEntanglingLayersHaveGrowingRanges() {
        Circuit circuit = Ansatz.stronglyEntangling(4, 4);
        assertEquals(
                List.of(embedding(0), embedding(1), embedding(2), embedding(3)),
                circuit.gates().subList(0, 4));
        assertEquals(
                new Rot(0, Angle.parameter(0), Angle.parameter(1), Angle.parameter(2)),
                circuit.gates().get(4));
        assertEquals(new CNOT(0, 1), circuit.gates().get(8));
        assertEquals(
                new Rot(1, Angle.parameter(15), Angle.parameter(16), Angle.parameter(17)),
                circuit.gates().get(13));
        List<Gate> entangling = entangling(circuit);
        int[] ranges = {1, 2, 3, 1};
        for (int layer = 0; layer < 4; layer++) {
            for (int control = 0; control < 4; control++) {
                assertEquals(new CNOT(control, (control + ranges[layer]) % 4), entangling.get(4 * layer + control));
            }
        }
        assertNumbers(circuit, 4, 48);
        assertEquals(List.of(new CNOT(0, 1), new CNOT(1, 0)), entangling(Ansatz.stronglyEntangling(2, 1)));
    }

    @Test
    void reuploadingEmbedsInEveryLayerAndEntanglesBetweenThem() {
        Circuit circuit = Ansatz.dataReuploading(2, 2);
        assertEquals(
                List.of(
                        embedding(0),
                        embedding(1),
                        new Rot(0, Angle.parameter(0), Angle.parameter(1), Angle.parameter(2)),
                        new Rot(1, Angle.parameter(3), Angle.parameter(4), Angle.parameter(5)),
                        new CZ(0, 1),
                        embedding(0),
                        embedding(1),
                        new Rot(0, Angle.parameter(6), Angle.parameter(7), Angle.parameter(8)),
                        new Rot(1, Angle.parameter(9), Angle.parameter(10), Angle.parameter(11))),
                circuit.gates());
        assertNumbers(circuit, 2, 12);
    }

    @Test
    void reuploadingAlternatesItsPairs() {
        List<Gate> even = List.of(new CZ(0, 1), new CZ(2, 3), new CZ(1, 2), new CZ(3, 0), new CZ(0, 1), new CZ(2, 3));
        assertEquals(even, entangling(Ansatz.dataReuploading(4, 4)));
        List<Gate> odd = List.of(new CZ(0, 1), new CZ(2, 3), new CZ(1, 2), new CZ(3, 4));
        assertEquals(odd, entangling(Ansatz.dataReuploading(5, 3)));
        assertEquals(List.of(new CZ(0, 1), new CZ(1, 0)), entangling(Ansatz.dataReuploading(2, 3)));
    }

    @ParameterizedTest
    @EnumSource
    void oneQubitHasNoEntanglingGate(Layered ansatz) {
        assertEquals(List.of(), entangling(ansatz.circuit(1, 3)));
    }

    /** Every size can be built, since a circuit refuses a gate of one qubit with itself. */
    @ParameterizedTest
    @EnumSource
    void everySizeHasAnInputAndAZForEachQubit(Layered ansatz) {
        for (int qubits = 1; qubits <= Circuit.MAX_QUBITS; qubits++) {
            Circuit circuit = ansatz.circuit(qubits, 3);
            assertNumbers(circuit, qubits, 3 * qubits * (ansatz == Layered.BASIC ? 1 : 3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutEntanglementOnlyTheGatesOfTwoQubitsAreMissing(Layered ansatz) {
        Circuit entangled = ansatz.circuit(4, 2);
        Circuit product = Ansatz.withoutEntanglement(entangled);
        assertEquals(
                entangled.gates().stream()
                        .filter(gate -> gate.qubits().size() == 1)
                        .toList(),
                product.gates());
        assertEquals(entangled.observables(), product.observables());
        assertNumbers(product, 4, entangled.parameters());
    }

    @Test
    void thePapersCircuitWithoutEntanglementHasAName() {
        assertEquals(Ansatz.withoutEntanglement(Ansatz.paper(4, 2)), Ansatz.paperWithoutEntanglement(4, 2));
    }

    @Test
    void aSwapEntanglesNothingAndStays() {
        Circuit circuit =
                Circuit.builder(2).add(new SWAP(0, 1)).add(new CZ(0, 1)).build();
        assertEquals(
                List.of(new SWAP(0, 1)), Ansatz.withoutEntanglement(circuit).gates());
    }

    @Test
    void aParameterThatOnlyEntanglesCannotBeTakenAway() {
        Circuit circuit = Circuit.builder(2)
                .add(new RX(0, Angle.parameter(0)))
                .add(new CRX(0, 1, Angle.parameter(1)))
                .build();
        String message = assertThrows(IllegalArgumentException.class, () -> Ansatz.withoutEntanglement(circuit))
                .getMessage();
        assertTrue(message.contains("keeps 0 inputs and 1 parameters without entanglement"), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 25, 40})
    void qubitsOutOfRangeAreRefused(int qubits) {
        for (Layered ansatz : Layered.values()) {
            var refused = assertThrows(IllegalArgumentException.class, () -> ansatz.circuit(qubits, 1));
            assertEquals(qubits + " qubits cannot be simulated; choose 1 to 24 qubits.", refused.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> Ansatz.angleEmbedding(qubits));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 257})
    void layersOutOfRangeAreRefused(int layers) {
        for (Layered ansatz : Layered.values()) {
            String message = assertThrows(IllegalArgumentException.class, () -> ansatz.circuit(2, layers))
                    .getMessage();
            assertTrue(message.startsWith(layers + " circuit layers are out of range; choose 0 to 256"), message);
        }
    }

    @Test
    void reuploadingNeedsALayer() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Ansatz.dataReuploading(2, 0));
        assertEquals("Data re-uploading with 0 layers would see no data; choose 1 to 256.", refused.getMessage());
    }

    private static void assertNumbers(Circuit circuit, int qubits, int parameters) {
        assertEquals(qubits, circuit.inputs());
        assertEquals(parameters, circuit.parameters());
        assertEquals(IntStream.range(0, qubits).mapToObj(Observable::z).toList(), circuit.observables());
    }

    private static Gate embedding(int qubit) {
        return new RY(qubit, Angle.input(qubit));
    }

    private static List<Gate> entangling(Circuit circuit) {
        return circuit.gates().stream().filter(gate -> gate.qubits().size() > 1).toList();
    }

    private static long count(Circuit circuit, Class<? extends Gate> kind) {
        return circuit.gates().stream().filter(kind::isInstance).count();
    }
}
