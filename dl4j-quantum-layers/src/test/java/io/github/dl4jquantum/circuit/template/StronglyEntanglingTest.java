package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class StronglyEntanglingTest {

    private static final Template TEMPLATE = new StronglyEntangling(3, 2);

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ─Rot(θ0,θ1,θ2)─●───⊕──Rot(θ9,θ10,θ11)─●─⊕───
                                   │   │                  │ │
                q1: ─Rot(θ3,θ4,θ5)─⊕─●─┼─Rot(θ12,θ13,θ14)─┼─●─⊕─
                                     │ │                  │   │
                q2: ─Rot(θ6,θ7,θ8)───⊕─●─Rot(θ15,θ16,θ17)─⊕───●─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.circuit().draw(80));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ─Rot(θ0,θ1,θ2)──Rot(θ9,θ10,θ11)─
                q1: ─Rot(θ3,θ4,θ5)─Rot(θ12,θ13,θ14)─
                q2: ─Rot(θ6,θ7,θ8)─Rot(θ15,θ16,θ17)─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(80));
    }
}
