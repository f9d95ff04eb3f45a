package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.phase;
import static io.github.dl4jquantum.testing.GateChecks.theta;

import io.github.dl4jquantum.testing.ComplexMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: a complex number. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class GlobalPhaseTest {

    private static final Gate GATE = new SubCircuit("box", List.of(new GlobalPhase(theta(0)), new X(0)));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> phase(a[0], X));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "box");
    }

    @Test
    void aloneItActsOnNoQubit() {
        assertClosedForm(
                new GlobalPhase(theta(0)),
                a -> ComplexMatrix.of(1, new double[] {Math.cos(a[0])}, new double[] {Math.sin(a[0])}));
        assertDrawing(new GlobalPhase(theta(0)), "", "");
    }
}
