package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class QuantumConvolutionTest {

    private static final Template TEMPLATE = new QuantumConvolution(3, List.of(2, 0));

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ─Rot(θ3,θ4,θ5)─XX(θ6)─YY(θ7)─ZZ(θ8)─Rot(θ12,θ13,θ14)─
                                      │      │      │
                q1: ──────────────────┼──────┼──────┼────────────────────
                                      │      │      │
                q2: ─Rot(θ0,θ1,θ2)─XX(θ6)─YY(θ7)─ZZ(θ8)──Rot(θ9,θ10,θ11)─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.circuit().draw(80));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ─Rot(θ3,θ4,θ5)─RX(θ6)─RY(θ7)─RZ(θ8)─Rot(θ12,θ13,θ14)─
                q1: ─────────────────────────────────────────────────────
                q2: ─Rot(θ0,θ1,θ2)─RX(θ6)─RY(θ7)─RZ(θ8)──Rot(θ9,θ10,θ11)─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(80));
    }
}
