package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class SimplifiedTwoDesignTest {

    private static final Template TEMPLATE = new SimplifiedTwoDesign(4, 1);

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ─RY(θ0)─●─RY(θ4)──────────
                            │
                q1: ─RY(θ1)─●─RY(θ5)─●─RY(θ8)─
                                     │
                q2: ─RY(θ2)─●─RY(θ6)─●─RY(θ9)─
                            │
                q3: ─RY(θ3)─●─RY(θ7)──────────
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩ ⟨Z3⟩
                """,
                TEMPLATE.circuit().draw(60));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ─RY(θ0)─RY(θ4)────────
                q1: ─RY(θ1)─RY(θ5)─RY(θ8)─
                q2: ─RY(θ2)─RY(θ6)─RY(θ9)─
                q3: ─RY(θ3)─RY(θ7)────────
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩ ⟨Z3⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(60));
    }
}
