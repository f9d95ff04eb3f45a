package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class ZzFeatureMapTest {

    private static final Template TEMPLATE = new ZzFeatureMap(2, 1);

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ─H─P(2·x0)─ZZ(-6.283·x0 + 2·x0·x1 - 6.283·x1 + 19.74)─
                                                    │
                q1: ─H─P(2·x1)─ZZ(-6.283·x0 + 2·x0·x1 - 6.283·x1 + 19.74)─
                measured: ⟨Z0⟩ ⟨Z1⟩
                """,
                TEMPLATE.circuit().draw(80));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ─H─P(2·x0)─RZ(-6.283·x0 + 2·x0·x1 - 6.283·x1 + 19.74)─
                q1: ─H─P(2·x1)─RZ(-6.283·x0 + 2·x0·x1 - 6.283·x1 + 19.74)─
                measured: ⟨Z0⟩ ⟨Z1⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(80));
    }
}
