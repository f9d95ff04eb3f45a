package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.Y;
import static io.github.dl4jquantum.testing.GateChecks.Z;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.theta;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the exponential of its generator. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class PauliRotTest {

    private static final Gate GATE = PauliRot.of("Z3 X0 Y2", theta(0));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> evolution(X.kron(Y).kron(Z), a[0] / 2));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "R[X](θ0)", "┼", "R[Y](θ0)", "R[Z](θ0)");
    }

    @Test
    void theIdentityIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> PauliRot.of("", theta(0)));
        assertEquals(
                "A rotation about the identity is a global phase; name a Pauli matrix, or use GlobalPhase.",
                refused.getMessage());
    }
}
