package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.theta;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the exponential of its generator. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class IsingXXTest {

    private static final Gate GATE = new IsingXX(0, 1, theta(0));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> evolution(X.kron(X), a[0] / 2));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "XX(θ0)", "XX(θ0)");
    }
}
