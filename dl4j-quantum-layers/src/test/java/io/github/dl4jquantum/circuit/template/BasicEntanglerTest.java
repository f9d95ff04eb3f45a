package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.Pauli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class BasicEntanglerTest {

    private static final Template TEMPLATE = new BasicEntangler(3, 1, Pauli.X);

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ─RX(θ0)─●───⊕─
                            │   │
                q1: ─RX(θ1)─⊕─●─┼─
                              │ │
                q2: ─RX(θ2)───⊕─●─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.circuit().draw(60));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ─RX(θ0)─
                q1: ─RX(θ1)─
                q2: ─RX(θ2)─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(60));
    }
}
