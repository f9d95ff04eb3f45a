package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.GateChecks.I;
import static io.github.dl4jquantum.testing.GateChecks.ONE;
import static io.github.dl4jquantum.testing.GateChecks.X;
import static io.github.dl4jquantum.testing.GateChecks.ZERO;
import static io.github.dl4jquantum.testing.GateChecks.assertClosedForm;
import static io.github.dl4jquantum.testing.GateChecks.assertDrawing;
import static io.github.dl4jquantum.testing.GateChecks.controlled;
import static io.github.dl4jquantum.testing.GateChecks.evolution;
import static io.github.dl4jquantum.testing.GateChecks.theta;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the factors inverted by hand, in reverse. What holds for every gate is in {@link CompositeGateTest}. */
@Timeout(10)
class AdjointTest {

    private static final Gate GATE = new Adjoint(new SubCircuit("ab", List.of(new CRX(0, 1, theta(0)), new S(0))));

    @Test
    void theMatrixIsItsClosedForm() {
        assertClosedForm(GATE, a -> controlled(evolution(X, -a[0] / 2))
                .times(ZERO.plus(ONE.times(0, -1)).kron(I)));
    }

    @Test
    void theDrawingNamesIt() {
        assertDrawing(GATE, "ab[0]†", "ab[1]†");
    }

    @Test
    void namedGatesAreInvertedByTheirAngles() {
        assertEquals(new RX(0, theta(0).scaled(-1)), new RX(0, theta(0)).adjoint());
        assertEquals(new H(0), new H(0).adjoint());
        assertEquals(new T(0), new T(0).adjoint().adjoint());
        assertDrawing(new T(0).adjoint(), "T†");
    }
}
