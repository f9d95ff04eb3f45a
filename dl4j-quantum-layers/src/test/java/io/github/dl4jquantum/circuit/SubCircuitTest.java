package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.I;
import static io.github.dl4jquantum.testing.GateChecks.ONE;
import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.Z;
import static io.github.dl4jquantum.testing.GateChecks.ZERO;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.theta;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dl4jquantum.testing.ComplexMatrix;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the product of the Kronecker products, by hand. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class SubCircuitTest {

    private static final Gate GATE = new SubCircuit("bell", List.of(new H(2), new CNOT(2, 0), new RZ(0, theta(0))));

    @Test
    void theMatrixIsItsClosedForm() {
        ComplexMatrix hadamard = X.plus(Z).times(Math.sqrt(0.5), 0);
        assertClosedForm(GATE, a -> evolution(Z, a[0] / 2)
                .kron(I)
                .times(I.kron(ZERO).plus(X.kron(ONE)))
                .times(I.kron(hadamard)));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "bell[0]", "┼", "bell[1]");
    }

    @Test
    void aBlankNameIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> new SubCircuit(" ", List.of()));
        assertEquals("A sub-circuit needs a name; ' ' is blank.", refused.getMessage());
    }

    @Test
    void aGateInsideThatNamesAQubitTwiceIsRefused() {
        var circuit = Circuit.builder(2).add(new SubCircuit("bad", List.of(new CNOT(1, 1))));
        String message =
                assertThrows(IllegalArgumentException.class, circuit::build).getMessage();
        assertEquals("CNOT[control=1, target=1] names a qubit twice; its qubits must differ.", message);
    }

    @Test
    void theMatrixOfManyQubitsIsRefused() {
        Gate wide = new SubCircuit(
                "wide", IntStream.range(0, 11).<Gate>mapToObj(H::new).toList());
        String message =
                assertThrows(IllegalArgumentException.class, wide::matrix).getMessage();
        assertEquals("The matrix of a gate on 11 qubits is too large; ask for that of at most 10 qubits.", message);
    }
}
