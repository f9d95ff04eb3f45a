package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.Z;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.theta;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the exponential of its generator. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class IsingZZTest {

    private static final Gate GATE = new IsingZZ(0, 1, theta(0));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> evolution(Z.kron(Z), a[0] / 2));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "ZZ(θ0)", "ZZ(θ0)");
    }
}
