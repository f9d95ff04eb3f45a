package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.ComplexMatrix;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrices of all gates. Oracles: closed forms in Pauli matrices, and the exponential of a rotation's generator. */
@Timeout(10)
class GateTest {

    private static final Angle THETA = Angle.parameter(0);
    private static final List<Double> ANGLES = List.of(0.0, 0.3, -1.7, Math.PI, 2 * Math.PI, 9.0);

    private static final ComplexMatrix I = ComplexMatrix.identity(2);
    private static final ComplexMatrix PAULI_X = ComplexMatrix.real(0, 1, 1, 0);
    private static final ComplexMatrix PAULI_Y = ComplexMatrix.of(2, new double[4], new double[] {0, -1, 1, 0});
    private static final ComplexMatrix PAULI_Z = ComplexMatrix.real(1, 0, 0, -1);
    private static final ComplexMatrix ZERO = ComplexMatrix.real(1, 0, 0, 0);
    private static final ComplexMatrix ONE = ComplexMatrix.real(0, 0, 0, 1);

    static Stream<Arguments> fixedGates() {
        double root = Math.sqrt(0.5);
        return Stream.of(
                Arguments.of(new H(0), PAULI_X.plus(PAULI_Z).times(root, 0)),
                Arguments.of(new X(0), PAULI_X),
                Arguments.of(new Y(0), PAULI_Y),
                Arguments.of(new Z(0), PAULI_Z),
                Arguments.of(new S(0), ZERO.plus(ONE.times(0, 1))),
                Arguments.of(new T(0), ZERO.plus(ONE.times(Math.cos(Math.PI / 4), Math.sin(Math.PI / 4)))),
                Arguments.of(new CNOT(0, 1), ZERO.kron(I).plus(ONE.kron(PAULI_X))),
                Arguments.of(new CZ(0, 1), ZERO.kron(I).plus(ONE.kron(PAULI_Z))),
                Arguments.of(
                        new SWAP(0, 1),
                        I.kron(I)
                                .plus(PAULI_X.kron(PAULI_X))
                                .plus(PAULI_Y.kron(PAULI_Y))
                                .plus(PAULI_Z.kron(PAULI_Z))
                                .times(0.5, 0)));
    }

    static Stream<Supplier<Gate>> gatesWithoutAnAngle() {
        Hermitian generator = new Hermitian(new double[] {1, 0, 0, -1}, new double[4]);
        return Stream.of(
                () -> new RX(0, null),
                () -> new RY(0, null),
                () -> new RZ(0, null),
                () -> new Rot(0, null, THETA, THETA),
                () -> new Rot(0, THETA, null, THETA),
                () -> new Rot(0, THETA, THETA, null),
                () -> new CRX(0, 1, null),
                () -> new CRY(0, 1, null),
                () -> new CRZ(0, 1, null),
                () -> new CRot(0, 1, THETA, THETA, null),
                () -> new PhaseShift(0, null),
                () -> new CPhase(0, 1, null),
                () -> new U2(0, null, THETA),
                () -> new U3(0, THETA, null, THETA),
                () -> new IsingXX(0, 1, null),
                () -> new IsingXY(0, 1, null),
                () -> new IsingYY(0, 1, null),
                () -> new IsingZZ(0, 1, null),
                () -> PauliRot.of("X0", null),
                () -> new Evolution(List.of(0), generator, null),
                () -> new GlobalPhase(null),
                () -> new RX(0, THETA).withAngles(Collections.singletonList(null)));
    }

    @ParameterizedTest
    @MethodSource("gatesWithoutAnAngle")
    void aGateWithoutAnAngleIsRefusedWhereItIsMade(Supplier<Gate> made) {
        var refused = assertThrows(NullPointerException.class, made::get);
        assertEquals("A gate's angle is null; give an Angle.constant, parameter or input.", refused.getMessage());
    }

    static Stream<Supplier<Gate>> gatesWithoutAPart() {
        return Stream.of(
                () -> new Adjoint(null),
                () -> new Controlled(null, List.of(1), List.of(true)),
                () -> new Controlled(new X(0), null, List.of(true)),
                () -> new Controlled(new X(0), List.of(1), null),
                () -> new MultiControlledX(null, 0),
                () -> new PauliRot(null, THETA),
                () -> new FixedUnitary(null, new X(0).matrix()),
                () -> new FixedUnitary(List.of(0), null),
                () -> new Evolution(null, new Hermitian(new double[] {1, 0, 0, -1}, new double[4]), THETA),
                () -> new SubCircuit("box", null),
                () -> new AmplitudeEmbedding(null, 0, 2));
    }

    @ParameterizedTest
    @MethodSource("gatesWithoutAPart")
    void aGateWithoutAPartIsRefusedWhereItIsMade(Supplier<Gate> made) {
        assertThrows(NullPointerException.class, made::get);
    }

    @ParameterizedTest
    @MethodSource("fixedGates")
    void fixedGatesMatchTheirClosedForms(Gate gate, ComplexMatrix expected) {
        assertMatrix(expected, gate.matrix());
        assertTrue(gate.angles().isEmpty());
    }

    static Stream<Arguments> rotations() {
        return Stream.of(
                Arguments.of(new RX(0, THETA), PAULI_X),
                Arguments.of(new RY(0, THETA), PAULI_Y),
                Arguments.of(new RZ(0, THETA), PAULI_Z),
                Arguments.of(new CRX(0, 1, THETA), ONE.kron(PAULI_X)),
                Arguments.of(new CRY(0, 1, THETA), ONE.kron(PAULI_Y)),
                Arguments.of(new CRZ(0, 1, THETA), ONE.kron(PAULI_Z)));
    }

    /** exp(-i theta G / 2). */
    @ParameterizedTest
    @MethodSource("rotations")
    void rotationsAreTheExponentialsOfTheirGenerators(Gate gate, ComplexMatrix generator) {
        for (double theta : ANGLES) {
            assertMatrix(generator.times(0, -theta / 2).exp(), gate.matrix(theta));
        }
        assertEquals(List.of(THETA), gate.angles());
    }

    @Test
    void rotIsRzRyRzWithAlphaFirst() {
        Angle alpha = Angle.parameter(0);
        Angle beta = Angle.parameter(1);
        Angle gamma = Angle.parameter(2);
        Rot rot = new Rot(0, alpha, beta, gamma);
        for (double theta : ANGLES) {
            double[] values = {theta, 0.4 - theta, 2 * theta + 1};
            ComplexMatrix expected = ComplexMatrix.of(new RZ(0, gamma).matrix(values[2]))
                    .times(ComplexMatrix.of(new RY(0, beta).matrix(values[1])))
                    .times(ComplexMatrix.of(new RZ(0, alpha).matrix(values[0])));
            assertMatrix(expected, rot.matrix(values));
        }
        assertEquals(List.of(alpha, beta, gamma), rot.angles());
    }

    @Test
    void everyGateIsUnitary() {
        Circuit circuit = RandomCircuits.circuit(3, 1);
        for (Gate gate : circuit.gates()) {
            ComplexMatrix matrix = ComplexMatrix.of(
                    gate.matrix(RandomCircuits.values(gate.angles().size(), 2)));
            double[] identity =
                    ComplexMatrix.identity(1 << gate.qubits().size()).toArray();
            assertClose(identity, matrix.times(matrix.dagger()).toArray(), Tolerances.DOUBLE);
        }
    }

    /** So that whatever is tested on random circuits is tested on every gate. */
    @Test
    void randomCircuitsHoldEveryGate() {
        assertEquals(anywhere(PrimitiveGate.class), kinds(RandomCircuits.circuit(3, 1)));
        assertEquals(anywhere(Gate.class), kinds(RandomCircuits.wide(3, 1)));
    }

    /** All but the one that must come first. */
    private static Set<Class<?>> anywhere(Class<?> sealed) {
        Set<Class<?>> kinds = permitted(sealed);
        kinds.remove(AmplitudeEmbedding.class);
        return kinds;
    }

    private static Set<Class<?>> permitted(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? permitted(type).stream() : Stream.of(type))
                .collect(Collectors.toSet());
    }

    private static Set<Class<?>> kinds(Circuit circuit) {
        return circuit.gates().stream().map(Object::getClass).collect(Collectors.toSet());
    }

    @Test
    void aFixedUnitaryMustFitItsQubits() {
        Unitary pair = RandomCircuits.unitary(4, 1);
        assertEquals(pair, new FixedUnitary(List.of(2, 0), pair).matrix());
        var refused = assertThrows(IllegalArgumentException.class, () -> new FixedUnitary(List.of(0), pair));
        assertEquals("A unitary of size 4 does not fit 1 qubits; it must be of size 2.", refused.getMessage());
    }

    private static void assertMatrix(ComplexMatrix expected, Unitary actual) {
        assertClose(expected.toArray(), ComplexMatrix.of(actual).toArray(), Tolerances.DOUBLE);
    }
}
