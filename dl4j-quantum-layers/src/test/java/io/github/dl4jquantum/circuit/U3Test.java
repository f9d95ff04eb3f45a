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
class U3Test {

    private static final Gate GATE = new U3(0, theta(0), theta(1), theta(2));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(
                GATE,
                a -> phase(
                        a[1] / 2 + a[2] / 2,
                        evolution(Z, a[1] / 2).times(evolution(Y, a[0] / 2)).times(evolution(Z, a[2] / 2))));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "U3(θ0,θ1,θ2)");
    }
}
