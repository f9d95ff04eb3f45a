package io.github.dl4jquantum.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
            assertEquals(0, unitary.imaginary(row, 0));
        }
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
    void aCircuitOfOneComesBackFromItsJson() {
        Circuit circuit = Circuit.builder(2)
                .add(new AmplitudeEmbedding(List.of(1, 0), 0, 3))
                .build();
        assertEquals(circuit, Circuit.fromJson(circuit.toJson()));
    }
}
