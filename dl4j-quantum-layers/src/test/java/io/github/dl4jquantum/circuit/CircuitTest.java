package io.github.dl4jquantum.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.RandomCircuits;
import java.util.List;
import org.apache.commons.lang3.SerializationUtils;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.core.JsonProcessingException;

/** Circuits as values: what they know, what they refuse, and their JSON. */
@Timeout(30)
class CircuitTest {

    @Test
    void inputsAndParametersAreCountedOnceHoweverOftenUsed() {
        Circuit circuit = Circuit.builder(2)
                .add(new RX(0, Angle.input(1)))
                .add(new RX(1, Angle.arctan(0)))
                .add(new CRY(1, 0, Angle.parameter(0)))
                .add(new RZ(0, Angle.parameter(0).scaled(2)))
                .add(new RZ(0, Angle.constant(7)))
                .build();
        assertEquals(2, circuit.inputs());
        assertEquals(1, circuit.parameters());
    }

    @Test
    void withoutAnObservableZIsMeasuredOnEveryQubit() {
        Circuit circuit = Circuit.builder(2).add(new H(0)).build();
        assertEquals(List.of(Observable.z(0), Observable.z(1)), circuit.observables());
        assertTrue(circuit.measuresDiagonally());
    }

    @Test
    void aChosenObservableReplacesTheDefault() {
        Circuit circuit =
                Circuit.builder(2).measure(Observable.pauli(1, "X0 Y1")).build();
        assertEquals(List.of(Observable.pauli(1, "X0 Y1")), circuit.observables());
        assertFalse(circuit.measuresDiagonally());
    }

    @Test
    void aCircuitSurvivesSerialisation() {
        Circuit circuit = Ansatz.dataReuploading(3, 2);
        assertEquals(circuit, SerializationUtils.clone(circuit));
    }

    /** By hand: (theta_0 x_0 + theta_1, theta_0 theta_1 + 1, x_0) at (2, 3) is (2 x_0 + 3, 7, x_0). */
    @Test
    void parametersBecomeConstantsAndInputsStay() {
        Angle first = Angle.parameter(0);
        Angle second = Angle.parameter(1);
        Angle input = Angle.input(0);
        Circuit circuit = Circuit.builder(2)
                .add(new H(0))
                .add(new Rot(
                        0, first.times(input).plus(second), first.times(second).plus(Angle.constant(1)), input))
                .add(new Controlled(new RY(1, second), List.of(0), List.of(true)).adjoint())
                .measureVariance(Observable.z(1))
                .build();
        Circuit fixed = circuit.withParameters(2, 3);
        assertEquals(
                Circuit.builder(2)
                        .add(new H(0))
                        .add(new Rot(0, input.scaled(2).plus(Angle.constant(3)), Angle.constant(7), input))
                        .add(new Controlled(new RY(1, Angle.constant(3)), List.of(0), List.of(true)).adjoint())
                        .measureVariance(Observable.z(1))
                        .build(),
                fixed);
        assertEquals(0, fixed.parameters());
        assertEquals(1, fixed.inputs());
        String message = assertThrows(IllegalArgumentException.class, () -> circuit.withParameters(2))
                .getMessage();
        assertTrue(message.startsWith("1 values for the 2 parameters of "), message);
        assertThrows(IllegalArgumentException.class, () -> circuit.withParameters(2, Double.NaN));
    }

    @Test
    void invalidCircuitsAreRefused() {
        assertRefused(Circuit.builder(2).add(new H(2)), "Qubit 2 of H[qubit=2] is not in 0..1.");
        assertRefused(Circuit.builder(2).add(new H(-1)), "Qubit -1 of H[qubit=-1] is not in 0..1.");
        assertRefused(
                Circuit.builder(2).add(new CNOT(1, 1)),
                "CNOT[control=1, target=1] names a qubit twice; its qubits must differ.");
        assertRefused(Circuit.builder(2).add(new SWAP(0, 0)), "names a qubit twice");
        assertRefused(Circuit.builder(1).measure(Observable.z(1)), "is not in 0..0.");
        assertRefused(
                Circuit.builder(1).add(new RX(0, Angle.parameter(1))),
                "Parameter 0 is used by no gate, but 1 is; number them from 0 without a gap.");
        assertRefused(Circuit.builder(1).add(new RX(0, Angle.input(2))), "Input 0 is used by no gate, but 2 is");
    }

    private static void assertRefused(Circuit.Builder builder, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.contains(part), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 25, 40})
    void qubitsOutOfRangeAreRefused(int qubits) {
        assertThrows(IllegalArgumentException.class, () -> Circuit.builder(qubits));
    }

    @Test
    void allProbabilitiesOfManyQubitsAreRefused() {
        assertEquals(
                List.of(Observable.probability("0"), Observable.probability("1")),
                Circuit.builder(1).measureProbabilities().build().observables());
        assertEquals(
                64,
                Circuit.builder(6).measureProbabilities().build().observables().size());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Circuit.builder(7).measureProbabilities())
                .getMessage();
        assertTrue(message.contains("7 qubits") && message.contains("at most 6 qubits"), message);
    }

    @Test
    void laterChangesOfABuilderDoNotReachACircuit() {
        Circuit.Builder builder = Circuit.builder(1).add(new H(0));
        Circuit circuit = builder.build();
        builder.add(new X(0));
        assertEquals(1, circuit.gates().size());
        assertNotEquals(circuit, builder.build());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void jsonGivesTheSameCircuitBack(int qubits) {
        Circuit circuit = RandomCircuits.circuit(qubits, qubits);
        assertEquals(circuit, Circuit.fromJson(circuit.toJson()));
        assertEquals(circuit.hashCode(), Circuit.fromJson(circuit.toJson()).hashCode());
    }

    /** A circuit is part of a layer's configuration, which Deeplearning4j's own mapper writes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void deeplearning4jsMappersGiveTheSameCircuitBack(int qubits) throws JsonProcessingException {
        Circuit circuit = RandomCircuits.circuit(qubits, qubits);
        var json = NeuralNetConfiguration.mapper();
        var yaml = NeuralNetConfiguration.mapperYaml();
        assertEquals(circuit, json.readValue(json.writeValueAsString(circuit), Circuit.class));
        assertEquals(circuit, yaml.readValue(yaml.writeValueAsString(circuit), Circuit.class));
    }

    @Test
    void everyMapperWritesTheSameKeys() throws JsonProcessingException {
        Circuit circuit = RandomCircuits.circuit(3, 3);
        var mapper = NeuralNetConfiguration.mapper();
        assertEquals(mapper.readTree(circuit.toJson()), mapper.readTree(mapper.writeValueAsString(circuit)));
    }

    @Test
    void jsonKeepsVariancesAndSaysNothingWhereThereAreNone() throws JsonProcessingException {
        Circuit circuit = Circuit.builder(1)
                .measure(Observable.z(0))
                .measureVariance(Observable.pauli(1, "X0"))
                .build();
        assertTrue(circuit.toJson().contains("\"variances\":[1]"), circuit.toJson());
        assertEquals(circuit, Circuit.fromJson(circuit.toJson()));
        assertEquals(
                circuit,
                NeuralNetConfiguration.mapper()
                        .readValue(NeuralNetConfiguration.mapper().writeValueAsString(circuit), Circuit.class));
        Circuit means = circuit.measuring(circuit.observables());
        assertNotEquals(circuit, means);
        assertFalse(means.toJson().contains("variances"), means.toJson());
        String wrong = circuit.toJson().replace("[1]", "[2]");
        String message = assertThrows(IllegalArgumentException.class, () -> Circuit.fromJson(wrong))
                .getMessage();
        assertTrue(message.contains("Output 2 is no variance of a circuit with outputs 0..1"), message);
    }

    @Test
    void copiesOfACircuitKeepItsVariances() {
        Circuit circuit = Circuit.builder(1)
                .add(new RX(0, Angle.parameter(0)))
                .measureVariance(Observable.z(0))
                .build();
        assertEquals(circuit, Ansatz.withoutEntanglement(circuit));
        assertTrue(circuit.draw(60).contains("measured: Var⟨Z0⟩"), circuit.draw(60));
    }

    @Test
    void outputsThatDoNotFitAreRefused() {
        var builder = Circuit.builder(6);
        assertMessage(
                () -> builder.measureDensityMatrix(0, 1, 2, 3, 4),
                "5 qubits cannot be listed; read at least 1 and at most 4");
        assertMessage(() -> builder.measureDensityMatrix(1, 1), "Qubit 1 is read twice");
        assertMessage(() -> builder.measureProbabilities(6), "Qubit 6 is read twice or not in 0..5");
        assertMessage(() -> Observable.fidelity(Ket.basis("01"), 0), "size 4 does not fit 1 qubits; name 2");
        assertMessage(() -> Observable.fidelity(Ket.basis("01"), 3, 3), "Qubit 3 is named twice");
        assertMessage(() -> HadamardTest.statevector(Circuit.builder(6).build()), "use at most 5 qubits");
        Circuit embedded =
                Circuit.builder(1).add(new AmplitudeEmbedding(List.of(0), 0, 2)).build();
        assertMessage(() -> HadamardTest.statevector(embedded), "cannot be controlled");
        assertMessage(
                () -> HadamardTest.overlaps(Circuit.builder(2).build(), List.of(Ket.basis("0"))),
                "does not fit a circuit of 2 qubits");
    }

    private static void assertMessage(Executable made, String part) {
        String message = assertThrows(IllegalArgumentException.class, made).getMessage();
        assertTrue(message.contains(part), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{}",
                "{\"qubits\":1}",
                "{\"qubits\":1,\"gates\":[],\"observables\":null}",
                "{\"qubits\":99,\"gates\":[],\"observables\":[]}",
                "{\"qubits\":1,\"gates\":[],\"observables\":[]}",
                "{\"qubits\":1,\"gates\":[],\"observables\":[{\"terms\":[]}]}",
                "{\"qubits\":1,\"gates\":[null],\"observables\":[{\"terms\":[{\"coefficient\":1,\"paulis\":{}}]}]}",
                "{\"qubits\":1,\"gates\":[{\"gate\":\"Q\"}],\"observables\":[{\"terms\":[{\"coefficient\":1,\"paulis\":{}}]}]}",
                "{\"qubits\":1,\"gates\":[{\"gate\":\"RX\",\"qubit\":0}],\"observables\":[{\"terms\":[{\"coefficient\":1,\"paulis\":{}}]}]}",
                "{\"qubits\":1,\"qbits\":1,\"gates\":[],\"observables\":[{\"terms\":[{\"coefficient\":1,\"paulis\":{}}]}]}",
                "{\"qubits\":1,\"gates\":[],\"observables\":[{\"terms\":[{\"coefficient\":1}]}]}"
            })
    void textThatIsNoCircuitIsRefused(String json) {
        String message = assertThrows(IllegalArgumentException.class, () -> Circuit.fromJson(json))
                .getMessage();
        assertTrue(message.startsWith("Not a circuit in JSON: "), message);
        assertFalse(message.contains("NullPointer") || message.contains(" is null"), message);
    }
}
