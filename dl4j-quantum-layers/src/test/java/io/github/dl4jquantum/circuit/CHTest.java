package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.Z;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.controlled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the block matrix. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class CHTest {

    private static final Gate GATE = new CH(0, 1);

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> controlled(X.plus(Z).times(Math.sqrt(0.5), 0)));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "●", "H");
    }
}
