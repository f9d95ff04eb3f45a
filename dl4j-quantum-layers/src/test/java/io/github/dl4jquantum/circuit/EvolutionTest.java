package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.GateChecks.I;
import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.Y;
import static io.github.dl4jquantum.testing.GateChecks.Z;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.theta;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dl4jquantum.testing.ComplexMatrix;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: the power series of the exponential. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class EvolutionTest {

    /** Simple, degenerate, diagonal, zero and random ones, to three qubits. */
    static Stream<ComplexMatrix> generators() {
        ComplexMatrix heisenberg = X.kron(X).plus(Y.kron(Y)).plus(Z.kron(Z));
        return Stream.of(
                X.plus(Y).times(0.5, 0),
                Z.times(-2, 0),
                I.times(0, 0),
                I.times(3, 0),
                heisenberg,
                heisenberg
                        .kron(I)
                        .plus(I.kron(heisenberg))
                        .plus(Z.kron(I).kron(X).times(1e-9, 0)),
                random(4, 1),
                random(8, 2),
                random(8, 3));
    }

    private static ComplexMatrix random(int size, long seed) {
        double[] entries = new Random(seed).doubles(2 * size * size, -1, 1).toArray();
        ComplexMatrix any = ComplexMatrix.of(
                size, Arrays.copyOf(entries, size * size), Arrays.copyOfRange(entries, size * size, entries.length));
        return any.plus(any.dagger()).times(0.25, 0);
    }

    @ParameterizedTest
    @MethodSource("generators")
    void theMatrixAndWhatItIsMadeOfAreTheExponential(ComplexMatrix generator) {
        Hermitian hermitian = hermitian(generator);
        List<Integer> qubits =
                hermitian.size() == 2 ? List.of(0) : hermitian.size() == 4 ? List.of(0, 1) : List.of(0, 1, 2);
        Gate gate = new Evolution(qubits, hermitian, theta(0));
        assertClosedForm(gate, a -> evolution(generator, a[0]));
        // As a sub-circuit of its parts: all of their angles are multiples of theta.
        for (double theta : new double[] {0, 0.7, -5}) {
            Gate parts = new SubCircuit(
                    "parts",
                    List.copyOf(gate.withAngles(List.of(Angle.constant(theta))).primitives()));
            double[] constants = parts.angles().stream()
                    .mapToDouble(angle -> angle.value(new double[0], new double[0]))
                    .toArray();
            assertClose(
                    evolution(generator, theta).toArray(),
                    ComplexMatrix.of(parts.matrix(constants)).toArray(),
                    Tolerances.DOUBLE);
        }
    }

    private static Hermitian hermitian(ComplexMatrix matrix) {
        double[] parts = matrix.toArray();
        return new Hermitian(
                Arrays.copyOf(parts, parts.length / 2), Arrays.copyOfRange(parts, parts.length / 2, parts.length));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(new Evolution(List.of(1, 0), hermitian(Z.kron(Z)), theta(0)), "exp(θ0)[1]", "exp(θ0)[0]");
    }

    @Test
    void aGeneratorMustFitAndBeHermitian() {
        var unfit = assertThrows(
                IllegalArgumentException.class, () -> new Evolution(List.of(0, 1), hermitian(X), theta(0)));
        assertEquals("A generator of size 2 does not fit 2 qubits; it must be of size 4.", unfit.getMessage());
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> new Hermitian(new double[] {0, 1, 1, 0}, new double[] {0, 1, 1, 0}))
                .getMessage();
        assertEquals(
                "The matrix is not Hermitian: entries (1, 0) and (0, 1) deviate from conjugates by 2.0, allowed is 1.0E-7.",
                message);
        assertThrows(IllegalArgumentException.class, () -> new Hermitian(new double[9], new double[9]));
        assertThrows(IllegalArgumentException.class, () -> new Hermitian(new double[1], new double[1]));
        assertThrows(IllegalArgumentException.class, () -> new Hermitian(new double[4], new double[3]));
    }
}
