package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.controlled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the block matrix. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class MultiControlledXTest {

    private static final Gate GATE = new MultiControlledX(List.of(0, 2, 3), 1);

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> controlled(controlled(controlled(X))));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "●", "⊕", "●", "●");
    }

    @Test
    void itNeedsAControl() {
        var refused = assertThrows(IllegalArgumentException.class, () -> new MultiControlledX(List.of(), 0));
        assertEquals("A controlled gate needs at least one control; use the gate itself.", refused.getMessage());
    }
}
