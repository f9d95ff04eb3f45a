package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.Pauli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class QaoaEmbeddingTest {

    private static final Template TEMPLATE = new QaoaEmbedding(3, 1, Pauli.Y);

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ─RX(x0)─ZZ(θ0)────────ZZ(θ2)─RY(θ3)─RX(x0)─
                               │             │
                q1: ─RX(x1)─ZZ(θ0)─ZZ(θ1)────┼───RY(θ4)─RX(x1)─
                                      │      │
                q2: ─RX(x2)────────ZZ(θ1)─ZZ(θ2)─RY(θ5)─RX(x2)─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.circuit().draw(60));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ─RX(x0)─RZ(θ0)─RZ(θ2)─RY(θ3)─RX(x0)─
                q1: ─RX(x1)─RZ(θ0)─RZ(θ1)─RY(θ4)─RX(x1)─
                q2: ─RX(x2)─RZ(θ1)─RZ(θ2)─RY(θ5)─RX(x2)─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(60));
    }
}
