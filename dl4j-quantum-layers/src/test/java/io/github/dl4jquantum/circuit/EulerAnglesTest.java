package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dl4jquantum.testing.ComplexMatrix;
import io.github.dl4jquantum.testing.RandomCircuits;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: the unitary itself. */
@Timeout(10)
class EulerAnglesTest {

    /** Entries that are 0 leave angles undefined that must then be harmless. */
    static Stream<Unitary> unitaries() {
        Stream<Gate> special =
                Stream.of(new X(0), new Y(0), new Z(0), new S(0), new H(0), new T(0).adjoint(), new SX(0));
        Stream<Unitary> nearlySpecial = Stream.of(
                new RX(0, Angle.constant(0)).matrix(Math.PI),
                new RY(0, Angle.constant(0)).matrix(1e-9),
                new RY(0, Angle.constant(0)).matrix(Math.PI - 1e-9));
        Stream<Unitary> random = IntStream.range(0, 20).mapToObj(seed -> RandomCircuits.unitary(2, seed));
        return Stream.of(special.map(Gate::matrix), nearlySpecial, random).flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource("unitaries")
    void theyGiveTheUnitaryBack(Unitary unitary) {
        EulerAngles euler = EulerAngles.of(unitary);
        assertClose(
                ComplexMatrix.of(unitary).toArray(),
                ComplexMatrix.of(euler.gate(0).matrix(euler.phase(), euler.theta(), euler.phi(), euler.lambda()))
                        .toArray(),
                1e-13);
    }

    @Test
    void severalQubitsHaveNone() {
        var refused = assertThrows(IllegalArgumentException.class, () -> EulerAngles.of(new SWAP(0, 1).matrix()));
        assertEquals(
                "A unitary of size 4 has no Euler angles; give one of a single qubit, of size 2.",
                refused.getMessage());
    }
}
