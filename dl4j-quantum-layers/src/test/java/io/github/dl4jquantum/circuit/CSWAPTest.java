package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.I;
import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.Y;
import static io.github.dl4jquantum.testing.GateChecks.Z;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.controlled;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the block matrix of (1 + XX + YY + ZZ) / 2. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class CSWAPTest {

    private static final Gate GATE = new CSWAP(0, 1, 2);

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(
                GATE,
                a -> controlled(I.kron(I)
                        .plus(X.kron(X))
                        .plus(Y.kron(Y))
                        .plus(Z.kron(Z))
                        .times(.5, 0)));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "●", "×", "×");
    }
}
