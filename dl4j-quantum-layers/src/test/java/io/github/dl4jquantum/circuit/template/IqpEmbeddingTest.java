package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class IqpEmbeddingTest {

    private static final Template TEMPLATE = new IqpEmbedding(3, 1);

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ─H─RZ(x0)─ZZ(x0·x1)─ZZ(x0·x2)───────────
                                  │         │
                q1: ─H─RZ(x1)─ZZ(x0·x1)─────┼─────ZZ(x1·x2)─
                                            │         │
                q2: ─H─RZ(x2)───────────ZZ(x0·x2)─ZZ(x1·x2)─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.circuit().draw(60));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ─H─RZ(x0)─RZ(x0·x1)─RZ(x0·x2)─
                q1: ─H─RZ(x1)─RZ(x0·x1)─RZ(x1·x2)─
                q2: ─H─RZ(x2)─RZ(x0·x2)─RZ(x1·x2)─
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(60));
    }
}
