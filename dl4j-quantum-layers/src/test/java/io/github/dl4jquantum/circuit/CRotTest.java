package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.Y;
import static io.github.dl4jquantum.testing.GateChecks.Z;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.controlled;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.theta;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the block matrix of exponentials. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class CRotTest {

    private static final Gate GATE = new CRot(0, 1, theta(0), theta(1), theta(2));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(
                GATE,
                a -> controlled(
                        evolution(Z, a[2] / 2).times(evolution(Y, a[1] / 2)).times(evolution(Z, a[0] / 2))));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "●", "Rot(θ0,θ1,θ2)");
    }
}
