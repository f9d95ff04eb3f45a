package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.Z;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.controlled;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.phase;
import static io.github.dl4jquantum.testing.GateChecks.theta;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the block matrix. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class CPhaseTest {

    private static final Gate GATE = new CPhase(0, 1, theta(0));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> controlled(phase(a[0] / 2, evolution(Z, a[0] / 2))));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "●", "P(θ0)");
    }

    @Test
    void controlAndTargetAreAlike() {
        Gate both = new SubCircuit("both", List.of(GATE, new CPhase(1, 0, theta(1))));
        assertClosedForm(both, a -> controlled(phase((a[0] + a[1]) / 2, evolution(Z, (a[0] + a[1]) / 2))));
    }
}
