package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.Y;
import static io.github.dl4jquantum.testing.GateChecks.Z;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.phase;
import static io.github.dl4jquantum.testing.GateChecks.theta;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: exponentials of Pauli matrices. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class U2Test {

    private static final Gate GATE = new U2(0, theta(0), theta(1));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(
                GATE,
                a -> phase(
                        a[0] / 2 + a[1] / 2,
                        evolution(Z, a[0] / 2).times(evolution(Y, Math.PI / 4)).times(evolution(Z, a[1] / 2))));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "U2(θ0,θ1)");
    }
}
