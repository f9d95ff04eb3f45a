package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.Y;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.evolution;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the exponential of XX + YY. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class ISWAPTest {

    private static final Gate GATE = new ISWAP(0, 1);

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> evolution(X.kron(X).plus(Y.kron(Y)), -Math.PI / 4));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "iSWAP", "iSWAP");
    }
}
