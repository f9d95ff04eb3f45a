package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class TreeTensorNetworkTest {

    private static final Template TEMPLATE = new TreeTensorNetwork(5);

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ─RY(θ0)─●───────────────────
                            │
                q1: ─RY(θ1)─⊕─RY(θ4)─●──────────
                                     │
                q2: ─RY(θ2)─●────────┼──────────
                            │        │
                q3: ─RY(θ3)─⊕─RY(θ5)─⊕─RY(θ6)─●─
                                              │
                q4: ─RY(θ7)───────────────────⊕─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩ ⟨Z3⟩ ⟨Z4⟩
                """,
                TEMPLATE.circuit().draw(60));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ─RY(θ0)───────────────
                q1: ─RY(θ1)─RY(θ4)────────
                q2: ─RY(θ2)───────────────
                q3: ─RY(θ3)─RY(θ5)─RY(θ6)─
                q4: ─RY(θ7)───────────────
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩ ⟨Z3⟩ ⟨Z4⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(60));
    }
}
