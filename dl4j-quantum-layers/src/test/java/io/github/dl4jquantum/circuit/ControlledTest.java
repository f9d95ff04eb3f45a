package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.I;
import static io.github.dl4jquantum.testing.GateChecks.ONE;
import static io.github.dl4jquantum.testing.GateChecks.Y;
import static io.github.dl4jquantum.testing.GateChecks.ZERO;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.controlled;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.phase;
import static io.github.dl4jquantum.testing.GateChecks.theta;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the block matrix, whose qubits are 0, 2, 1. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class ControlledTest {

    private static final Gate GATE = new Controlled(new RY(1, theta(0)), List.of(0, 2), List.of(true, false));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> ONE.kron(ZERO)
                .kron(evolution(Y, a[0] / 2))
                .plus(I.kron(I).plus(ONE.kron(ZERO).times(-1, 0)).kron(I)));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "●", "RY(θ0)", "○");
    }

    @Test
    void aControlledPhaseIsSeen() {
        Gate phase = new GlobalPhase(theta(0)).controlledBy(1, 0);
        assertClosedForm(phase, a -> controlled(ZERO.plus(phase(a[0], ONE))));
        assertDrawing(phase, "●(θ0)", "●");
    }

    @Test
    void controlsMustBeOtherQubits() {
        Circuit.Builder circuit = Circuit.builder(2).add(new X(0).controlledBy(0));
        assertThrows(IllegalArgumentException.class, circuit::build);
        assertThrows(IllegalArgumentException.class, () -> new X(0).controlledBy());
        var refused =
                assertThrows(IllegalArgumentException.class, () -> new Controlled(new X(0), List.of(1), List.of()));
        assertEquals("0 values do not fit 1 controls.", refused.getMessage());
    }

    /** Of a fixed unitary of two qubits the block matrix is made; it must stay small. */
    @Test
    void aLargeControlledUnitaryIsRefused() {
        Unitary swap = new SWAP(0, 1).matrix();
        Gate fits = new FixedUnitary(List.of(0, 1), swap).controlledBy(2, 3, 4, 5);
        assertEquals(1, fits.primitives().size());
        Gate large = new FixedUnitary(List.of(0, 1), swap).controlledBy(2, 3, 4, 5, 6);
        String message =
                assertThrows(IllegalArgumentException.class, large::primitives).getMessage();
        assertEquals(
                "A fixed unitary on 2 qubits with 5 controls is too large; use at most 6 qubits, or write it as gates of one"
                        + " or two qubits.",
                message);
    }
}
