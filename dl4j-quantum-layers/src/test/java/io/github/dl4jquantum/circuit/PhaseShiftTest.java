package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.Z;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.phase;
import static io.github.dl4jquantum.testing.GateChecks.theta;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: RZ times half the phase. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class PhaseShiftTest {

    private static final Gate GATE = new PhaseShift(0, theta(0));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> phase(a[0] / 2, evolution(Z, a[0] / 2)));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "P(θ0)");
    }
}
