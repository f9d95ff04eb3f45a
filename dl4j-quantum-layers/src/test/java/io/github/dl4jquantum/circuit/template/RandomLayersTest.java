package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class RandomLayersTest {

    private static final Template TEMPLATE = new RandomLayers(3, 2, 3, 1);

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ─RY(θ0)───────────────⊕─⊕─RZ(θ5)─
                                          │ │
                q1: ────⊕───RY(θ1)─RX(θ2)─●─●────────
                        │
                q2: ────●───RX(θ3)─RY(θ4)────────────
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.circuit().draw(60));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ─RY(θ0)─RZ(θ5)─
                q1: ─RY(θ1)─RX(θ2)─
                q2: ─RX(θ3)─RY(θ4)─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(60));
    }
}
