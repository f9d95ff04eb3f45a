package io.github.dl4jquantum.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gate's matrix. Oracle: amplitudes normalised by hand; {@link Unitary} refuses what is not unitary. */
@Timeout(10)
class AmplitudeEmbeddingTest {

    @Test
    void theFirstColumnIsTheNormalisedAndPaddedInput() {
        Unitary unitary = new AmplitudeEmbedding(List.of(0, 1), 0, 3).matrix(2, -3, 6);
        double[] expected = {2 / 7.0, -3 / 7.0, 6 / 7.0, 0};
        for (int row = 0; row < 4; row++) {
            assertEquals(expected[row], unitary.real(row, 0), 1e-15);
            assertEquals(0, unitary.imaginary(row, 0), 0.0);
        }
    }

    /** (1 + 2i, -4, 2i) / 5; and amplitudes without a real part, where a reflection alone would not do. */
    @Test
    void complexAmplitudesAreTheFirstColumn() {
        Unitary unitary = AmplitudeEmbedding.complex(List.of(0, 1), 0, 3).matrix(1, -4, 0, 2, 0, 2);
        double[] real = {1 / 5.0, -4 / 5.0, 0, 0};
        double[] imaginary = {2 / 5.0, 0, 2 / 5.0, 0};
        for (int row = 0; row < 4; row++) {
            assertEquals(real[row], unitary.real(row, 0), 1e-15);
            assertEquals(imaginary[row], unitary.imaginary(row, 0), 1e-15);
        }
        Unitary turned = AmplitudeEmbedding.complex(List.of(0), 0, 2).matrix(0, 0, 3, 0);
        assertEquals(0, turned.real(0, 0), 1e-15);
        assertEquals(1, turned.imaginary(0, 0), 1e-15);
    }

    @Test
    void zerosAndTheZeroStateItselfLeaveTheState() {
        for (double first : new double[] {0, 5}) {
            Unitary unitary = new AmplitudeEmbedding(List.of(0), 0, 2).matrix(first, 0);
            assertEquals(1, unitary.real(0, 0));
            assertEquals(0, unitary.real(1, 0));
        }
    }

    @Test
    void itMustComeFirstOnItsQubitsAndAlone() {
        AmplitudeEmbedding embedding = new AmplitudeEmbedding(List.of(1), 0, 2);
        assertEquals(2, Circuit.builder(2).add(new H(0)).add(embedding).build().inputs());
        for (Gate before : List.of(new H(1), new CNOT(0, 1), new AmplitudeEmbedding(List.of(0), 0, 2))) {
            var builder = Circuit.builder(2).add(before).add(embedding);
            String message =
                    assertThrows(IllegalArgumentException.class, builder::build).getMessage();
            assertTrue(message.contains("first gate on its qubits"), message);
        }
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new AmplitudeEmbedding(List.of(0), 0, 3));
        assertThrows(IllegalArgumentException.class, () -> new AmplitudeEmbedding(List.of(0), 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new AmplitudeEmbedding(List.of(0), -1, 2));
        assertThrows(IllegalArgumentException.class, () -> new AmplitudeEmbedding(List.of(), 0, 2));
    }

    @Test
    void complexOnesTakeTwiceAsManyInputsAndMoveWithThem() {
        AmplitudeEmbedding embedding = AmplitudeEmbedding.complex(List.of(0), 0, 2);
        Circuit circuit = Circuit.builder(1).add(embedding).build();
        assertEquals(4, circuit.inputs());
        assertTrue(circuit.draw(60).contains("ψ(x0..x1 + i x2..x3)"), circuit.draw(60));
        List<Angle> moved = IntStream.range(3, 7).mapToObj(Angle::input).toList();
        assertEquals(AmplitudeEmbedding.complex(List.of(0), 3, 2), embedding.withAngles(moved));
        assertThrows(IllegalArgumentException.class, () -> embedding.withAngles(moved.subList(0, 2)));
    }

    @Test
    void circuitsComeBackFromTheirJson() {
        for (boolean complex : new boolean[] {false, true}) {
            Circuit circuit = Circuit.builder(2)
                    .add(new AmplitudeEmbedding(List.of(1, 0), 0, 3, complex))
                    .build();
            assertEquals(circuit, Circuit.fromJson(circuit.toJson()));
        }
    }

    /** As version 0.1.0 wrote it, before there were complex ones. */
    @Test
    void olderJsonIsReadAndStillWritten() {
        String json = "{\"gate\":\"AmplitudeEmbedding\",\"qubits\":[1,0],\"first\":0,\"count\":3}";
        Circuit circuit = Circuit.builder(2)
                .add(new AmplitudeEmbedding(List.of(1, 0), 0, 3))
                .build();
        assertTrue(circuit.toJson().contains(json), circuit.toJson());
        for (String broken : List.of("\"count\":3", "\"first\":0,")) {
            String without = circuit.toJson().replace(broken, broken.endsWith(",") ? "" : "\"complex\":true");
            assertThrows(IllegalArgumentException.class, () -> Circuit.fromJson(without));
        }
        String unknown = circuit.toJson().replace("\"count\":3", "\"count\":3,\"real\":true");
        assertThrows(IllegalArgumentException.class, () -> Circuit.fromJson(unknown));
    }

    @Test
    void itHasNoInverseAndNoAmplitudesThatAreNoNumbers() {
        AmplitudeEmbedding embedding = AmplitudeEmbedding.complex(List.of(0), 0, 2);
        assertThrows(IllegalArgumentException.class, embedding::adjoint);
        assertThrows(
                IllegalArgumentException.class,
                () -> new SubCircuit("s", List.of(embedding)).adjoint().primitives());
        String message = assertThrows(IllegalArgumentException.class, () -> embedding.matrix(Double.NaN, 0, 0, 1))
                .getMessage();
        assertTrue(message.contains("is NaN or infinite"), message);
    }
}
