package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.phase;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the exponential of X. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class SXTest {

    private static final Gate GATE = new SX(0);

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> phase(Math.PI / 4, evolution(X, Math.PI / 4)));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "SX");
    }

    @Test
    void itsSquareIsX() {
        assertClosedForm(new SubCircuit("square", List.of(GATE, GATE)), a -> X);
    }
}
