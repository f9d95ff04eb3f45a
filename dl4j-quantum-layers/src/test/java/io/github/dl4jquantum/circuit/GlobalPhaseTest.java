package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.phase;
import static io.github.dl4jquantum.testing.GateChecks.theta;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

    /** PENNYLANE.md: {@code qml.GlobalPhase(0.3)} is e^(-0.3 i), worked out by hand: 0.955336 - 0.295520 i. */
    @Test
    void pennyLanesHasTheOppositeSign() {
        Angle angle = Angle.parameter(0).scaled(-1);
        Unitary matrix = new GlobalPhase(angle).matrix(angle.value(new double[0], new double[] {0.3}));
        assertEquals(0.955336, matrix.real(0, 0), 1e-6);
        assertEquals(-0.295520, matrix.imaginary(0, 0), 1e-6);
    }
}
