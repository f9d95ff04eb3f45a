package io.github.dl4jquantum.circuit.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the picture in the source, with which this text was compared by eye. Its numbers are in {@link TemplateTest}. */
@Timeout(10)
class DataReuploadingTest {

    private static final Template TEMPLATE = new DataReuploading(2, 2);

    @Test
    void theDrawing() {
        assertEquals(
                """
                q0: ──Rot(θ0 + θ1·x0,θ2 + θ3·x0,θ4 + θ5·x0)──●─Rot(θ12 + θ13·x0,θ14 + θ15·x0,θ16 + θ17·x0)─
                                                             │
                q1: ─Rot(θ6 + θ7·x1,θ8 + θ9·x1,θ10 + θ11·x1)─●─Rot(θ18 + θ19·x1,θ20 + θ21·x1,θ22 + θ23·x1)─
                measured: ⟨Z0⟩ ⟨Z1⟩
                """,
                TEMPLATE.circuit().draw(100));
    }

    @Test
    void theDrawingWithoutEntanglement() {
        assertEquals(
                """
                q0: ──Rot(θ0 + θ1·x0,θ2 + θ3·x0,θ4 + θ5·x0)──Rot(θ12 + θ13·x0,θ14 + θ15·x0,θ16 + θ17·x0)─
                q1: ─Rot(θ6 + θ7·x1,θ8 + θ9·x1,θ10 + θ11·x1)─Rot(θ18 + θ19·x1,θ20 + θ21·x1,θ22 + θ23·x1)─
                measured: ⟨Z0⟩ ⟨Z1⟩
                """,
                TEMPLATE.withoutEntanglement().circuit().draw(100));
    }
}
