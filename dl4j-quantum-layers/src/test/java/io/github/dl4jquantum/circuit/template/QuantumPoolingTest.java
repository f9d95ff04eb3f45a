package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class QuantumPoolingTest {

    private static final Template TEMPLATE = new QuantumPooling(3, List.of(0, 1, 2));

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ───────●───────
                           │
                q1: ─Rot(θ0,θ1,θ2)─
                q2: ───────────────
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.circuit().draw(60));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ───────────────
                q1: ─Rot(θ0,θ1,θ2)─
                q2: ───────────────
                measured: ⟨Z0⟩ ⟨Z1⟩ ⟨Z2⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(60));
    }
}
