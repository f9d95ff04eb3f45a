package io.github.dl4jquantum.circuit.template;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.GateChecks.I;
import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.Y;
import static io.github.dl4jquantum.testing.GateChecks.Z;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.*;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.testing.ComplexMatrix;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold for every template. Oracles: the dense simulator and its gradients; exponentials of Pauli matrices for the
 * embeddings whose formula is one.
 */
@Timeout(60)
class TemplateTest {

    private static final ComplexMatrix H = X.plus(Z).times(Math.sqrt(0.5), 0);
    private static final double[] NONE = {};

    static Stream<Template> templates() {
        return Stream.of(
                new AngleEmbedding(3, Pauli.Y),
                new BasicEntangler(1, 2, Pauli.X),
                new BasicEntangler(3, 2, Pauli.X),
                new StronglyEntangling(1, 2),
                new StronglyEntangling(3, 3),
                new RandomLayers(1, 2, 3, 5),
                new RandomLayers(4, 2, 5, 5),
                new SimplifiedTwoDesign(1, 1),
                new SimplifiedTwoDesign(4, 2),
                new IqpEmbedding(1, 2),
                new IqpEmbedding(3, 2),
                new ZzFeatureMap(1, 1),
                new ZzFeatureMap(3, 2),
                new QaoaEmbedding(1, 1, Pauli.Y),
                new QaoaEmbedding(2, 1, Pauli.X),
                new QaoaEmbedding(3, 2, Pauli.Z),
                new DataReuploading(1, 2),
                new DataReuploading(3, 3),
                new MatrixProductState(4),
                new TreeTensorNetwork(5),
                new QuantumConvolution(4, List.of(0, 2, 3)),
                new QuantumPooling(4, List.of(3, 1, 0)),
                new Qcnn(2),
                new Qcnn(5));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void itHasAsManyInputsAndParametersAsItSays(Template template) {
        for (Template form : List.of(template, template.withoutEntanglement())) {
            assertEquals(template.qubits(), form.circuit().qubits());
            assertEquals(template.inputs(), form.circuit().inputs());
            assertEquals(template.parameters(), form.circuit().parameters());
        }
        assertTrue(template.withoutEntanglement().circuit().gates().stream()
                .allMatch(gate -> gate.qubits().size() == 1));
    }

    /** Behind another part, and before one, so that numbers do not begin at 0. */
    @ParameterizedTest
    @MethodSource("templates")
    void numbersAndGradientsAreThoseOfTheDenseSimulator(Template template) {
        int qubits = template.qubits();
        Template whole = new AngleEmbedding(qubits, Pauli.X)
                .then(new BasicEntangler(qubits, 1, Pauli.Y))
                .then(template)
                .then(new StronglyEntangling(qubits, 1));
        assertEquals(qubits + template.inputs(), whole.circuit().inputs());
        assertEquals(4 * qubits + template.parameters(), whole.circuit().parameters());
        for (Circuit circuit :
                List.of(whole.circuit(), whole.withoutEntanglement().circuit())) {
            double[] x = RandomCircuits.values(circuit.inputs(), 1);
            double[] theta = RandomCircuits.values(circuit.parameters(), 2);
            double[] upstream = RandomCircuits.values(qubits, 3);
            DenseSimulator reference = new DenseSimulator(circuit);
            try (var evaluator = Engine.CPU.resolve().circuit(circuit, Precision.DOUBLE)) {
                assertClose(reference.expectations(x, theta), evaluator.forward(1, x, theta, true), Tolerances.DOUBLE);
                var expected = reference.gradients(1, x, theta, upstream);
                var actual = evaluator.backward(upstream);
                assertClose(expected.inputs(), actual.inputs(), Tolerances.DOUBLE_GRADIENT);
                assertClose(expected.parameters(), actual.parameters(), Tolerances.DOUBLE_GRADIENT);
            }
        }
    }

    @Test
    void iqpIsItsFormula() {
        double a = 0.7;
        double b = -1.2;
        ComplexMatrix diagonal = evolution(
                Z.kron(I).times(a, 0).plus(I.kron(Z).times(b, 0)).plus(Z.kron(Z).times(a * b, 0)), 0.5);
        ComplexMatrix once = diagonal.times(H.kron(H));
        assertIs(once.times(once), new IqpEmbedding(2, 2), new double[] {a, b}, NONE);
    }

    @Test
    void theZzFeatureMapIsItsFormula() {
        double a = 0.7;
        double b = -1.2;
        ComplexMatrix generator = Z.kron(I)
                .times(a, 0)
                .plus(I.kron(Z).times(b, 0))
                .plus(Z.kron(Z).times((Math.PI - a) * (Math.PI - b), 0));
        ComplexMatrix once = evolution(generator, 1).times(H.kron(H));
        assertIs(once.times(once), new ZzFeatureMap(2, 2), new double[] {a, b}, NONE);
    }

    @Test
    void theQaoaEmbeddingIsItsFormula() {
        ComplexMatrix encoding = evolution(X, 0.35).kron(evolution(X, -0.6));
        ComplexMatrix field = evolution(Y, 0.1).kron(evolution(Y, 0.25));
        ComplexMatrix unitary =
                encoding.times(field).times(evolution(Z.kron(Z), -0.4)).times(encoding);
        assertIs(unitary, new QaoaEmbedding(2, 1, Pauli.Y), new double[] {0.7, -1.2}, new double[] {-0.8, 0.2, 0.5});
    }

    /** All 15 Pauli strings of two qubits see every amplitude. */
    private static void assertIs(ComplexMatrix unitary, Template template, double[] x, double[] theta) {
        Circuit.Builder circuit = Circuit.builder(2);
        template.gates(0, 0).forEach(circuit::add);
        double[] expected = new double[15];
        List<ComplexMatrix> paulis = List.of(I, X, Y, Z);
        List<String> names = List.of("", "X", "Y", "Z");
        for (int k = 1; k < 16; k++) {
            int first = k / 4;
            int second = k % 4;
            circuit.measure(Observable.pauli(
                    1, (first == 0 ? "" : names.get(first) + "0 ") + (second == 0 ? "" : names.get(second) + "1")));
            ComplexMatrix observable = paulis.get(first).kron(paulis.get(second));
            expected[k - 1] = unitary.dagger().times(observable).times(unitary).toArray()[0];
        }
        try (var evaluator = Engine.CPU.resolve().circuit(circuit.build(), Precision.DOUBLE)) {
            assertClose(expected, evaluator.forward(1, x, theta, false), Tolerances.DOUBLE);
        }
    }

    /** Rotations about y alone: the weights of the layers add up. */
    @Test
    void reuploadingHasWeightsOfItsOwnInEveryLayer() {
        double[] theta = new double[12];
        theta[3] = 2; // w' of layer 0
        theta[9] = -0.5; // and of layer 1
        double z = new DenseSimulator(new DataReuploading(1, 2).circuit()).expectations(new double[] {0.4}, theta)[0];
        assertEquals(Math.cos(1.5 * 0.4), z, Tolerances.DOUBLE);
    }

    @Test
    void poolingKeepsTheRotatedAndTheOddQubit() {
        assertEquals(List.of(1, 0), new QuantumPooling(4, List.of(3, 1, 0)).kept());
    }

    @Test
    void theSameSeedGivesTheSameCircuit() {
        assertEquals(new RandomLayers(4, 3, 5, 7).circuit(), new RandomLayers(4, 3, 5, 7).circuit());
        assertTrue(!new RandomLayers(4, 3, 5, 7).circuit().equals(new RandomLayers(4, 3, 5, 8).circuit()));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertRefused(() -> new IqpEmbedding(2, 0), "would see no data; choose 1 to 256.");
        assertRefused(() -> new BasicEntangler(2, 257, Pauli.X), "257 circuit layers are out of range");
        assertRefused(() -> new StronglyEntangling(0, 1), "0 qubits cannot be simulated");
        assertRefused(() -> new Qcnn(1), "Gates of two qubits need 2 qubits or more, not 1.");
        assertRefused(() -> new RandomLayers(2, 1, 0, 1), "0 rotations in a layer are too few; choose 1 or more.");
        assertRefused(() -> new QuantumConvolution(3, List.of(1, 3)), "Qubit 3 of the line is not in 0..2.");
        assertRefused(() -> new QuantumPooling(3, List.of(1, 1)), "Line [1, 1] names a qubit twice");
        assertRefused(() -> new CnotRing(3, 0), "Distance 0 in a ring is below 1.");
        assertRefused(() -> new CzPairs(3, 2), "First qubit 2 of the pairs is neither 0 nor 1.");
        assertRefused(
                () -> new CnotRing(3, 1).then(new CnotRing(4, 1)),
                "A part of 4 qubits does not follow one of 3; give both the same number.");
    }

    private static void assertRefused(Runnable making, String part) {
        String message =
                assertThrows(IllegalArgumentException.class, making::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
