package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.testing.ComplexMatrix;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What must hold for every gate of the vocabulary. Oracles: the gate's own matrix, whose closed form has a test of its own,
 * against the product of the matrices of what it is made of; unitarity; and JSON.
 */
@Timeout(60)
class CompositeGateTest {

    static Stream<Gate> gates() {
        return Stream.of(1L, 2L, 3L).flatMap(seed -> RandomCircuits.wide(4, seed).gates().stream());
    }

    /** Exactly, the global phase included. */
    @ParameterizedTest
    @MethodSource("gates")
    void whatAnEngineRunsIsTheGatesMatrix(Gate gate) {
        for (double[] angles : angles(gate)) {
            assertClose(
                    ComplexMatrix.of(onAllQubits(List.of(gate), angles)).toArray(),
                    ComplexMatrix.of(onAllQubits(List.copyOf(bound(gate, angles).primitives()), new double[0]))
                            .toArray(),
                    1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("gates")
    void theAdjointIsTheConjugateTranspose(Gate gate) {
        for (double[] angles : angles(gate)) {
            Gate adjoint = bound(gate, angles).adjoint();
            ComplexMatrix expected =
                    ComplexMatrix.of(onAllQubits(List.of(gate), angles)).dagger();
            assertClose(expected.toArray(), matrix(List.of(adjoint)), 1e-12);
            assertClose(expected.toArray(), matrix(adjoint.primitives()), 1e-12);
        }
    }

    /** Control on qubit 4, above the four of the gate. */
    @ParameterizedTest
    @MethodSource("gates")
    void theControlledGateActsWhereTheControlIsOne(Gate gate) {
        for (double[] angles : angles(gate)) {
            Gate controlled = bound(gate, angles).controlledBy(4);
            ComplexMatrix inner = ComplexMatrix.of(onAllQubits(List.of(gate), angles));
            ComplexMatrix expected = ComplexMatrix.identity(16)
                    .kron(ComplexMatrix.real(1, 0, 0, 0))
                    .plus(inner.kron(ComplexMatrix.real(0, 0, 0, 1)));
            assertClose(expected.toArray(), matrix(5, List.of(controlled)), 1e-12);
            assertClose(expected.toArray(), matrix(5, controlled.primitives()), 1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("gates")
    void theMatrixIsUnitary(Gate gate) {
        for (double[] angles : angles(gate)) {
            ComplexMatrix matrix = ComplexMatrix.of(gate.matrix(angles));
            double[] identity =
                    ComplexMatrix.identity(1 << gate.qubits().size()).toArray();
            assertClose(identity, matrix.times(matrix.dagger()).toArray(), Tolerances.DOUBLE);
        }
    }

    @ParameterizedTest
    @MethodSource("gates")
    void jsonGivesTheSameGate(Gate gate) {
        Gate bound = bound(gate, angles(gate).get(1));
        Circuit circuit = Circuit.builder(4).add(bound).build();
        assertEquals(circuit, Circuit.fromJson(circuit.toJson()));
        assertEquals(circuit.gates().get(0).hashCode(), bound.hashCode());
    }

    private static List<double[]> angles(Gate gate) {
        int count = gate.angles().size();
        return List.of(new double[count], RandomCircuits.values(count, 1), RandomCircuits.values(count, 2));
    }

    private static Gate bound(Gate gate, double[] angles) {
        return gate.withAngles(
                java.util.Arrays.stream(angles).mapToObj(Angle::constant).toList());
    }

    private static double[] matrix(List<? extends Gate> gates) {
        return matrix(4, gates);
    }

    private static double[] matrix(int qubits, List<? extends Gate> gates) {
        return ComplexMatrix.of(onAllQubits(qubits, gates)).toArray();
    }

    private static Unitary onAllQubits(List<Gate> gates, double[] angles) {
        return Unitary.product(
                4,
                gates.stream()
                        .map(gate -> gate.matrix(angles.length == 0 ? constants(gate) : angles))
                        .toList(),
                gates.stream().map(Gate::qubits).toList());
    }

    private static Unitary onAllQubits(int qubits, List<? extends Gate> gates) {
        return Unitary.product(
                qubits,
                gates.stream().map(gate -> gate.matrix(constants(gate))).toList(),
                gates.stream().map(Gate::qubits).toList());
    }

    private static double[] constants(Gate gate) {
        return gate.angles().stream()
                .mapToDouble(angle -> angle.value(new double[0], new double[0]))
                .toArray();
    }
}
