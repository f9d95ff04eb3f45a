package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.Y;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.controlled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the block matrix. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class CYTest {

    private static final Gate GATE = new CY(0, 1);

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> controlled(Y));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "●", "Y");
    }
}
