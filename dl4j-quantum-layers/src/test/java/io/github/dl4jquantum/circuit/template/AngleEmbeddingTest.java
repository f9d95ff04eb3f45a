package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.Pauli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class AngleEmbeddingTest {

    private static final Template TEMPLATE = new AngleEmbedding(2, Pauli.Z);

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ─RZ(x0)─
                q1: ─RZ(x1)─
                measured: ⟨Z0⟩ ⟨Z1⟩
                """,
                TEMPLATE.circuit().draw(60));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ─RZ(x0)─
                q1: ─RZ(x1)─
                measured: ⟨Z0⟩ ⟨Z1⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(60));
    }
}
