package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.Y;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.theta;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the exponential of its generator. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class IsingXYTest {

    private static final Gate GATE = new IsingXY(0, 1, theta(0));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> evolution(X.kron(X).plus(Y.kron(Y)), -a[0] / 4));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "XY(θ0)", "XY(θ0)");
    }
}
