package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class CnotRingTest {

    private static final Template TEMPLATE = new CnotRing(4, 2);

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ─●───⊕───
                     │   │
                q1: ─┼─●─┼─⊕─
                     │ │ │ │
                q2: ─⊕─┼─●─┼─
                       │   │
                q3: ───⊕───●─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩ ⟨Z3⟩
                """,
                TEMPLATE.circuit().draw(40));
    }
}
