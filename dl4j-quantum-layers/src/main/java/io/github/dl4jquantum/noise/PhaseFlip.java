package io.github.dl4jquantum.noise;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A phase flip with probability p: {@code K_0 = sqrt(1 - p) I, K_1 = sqrt(p) Z}.
 *
 * @param probability p
 */
public record PhaseFlip(@JsonProperty("probability") double probability) implements Channel {

    /**
     * Checks the components.
     *
     * @param probability p
     * @throws IllegalArgumentException for a probability outside [0, 1]
     */
    public PhaseFlip {
        Probability.check("Probability of a phase flip", probability);
    }

    @Override
    public int qubits() {
        return 1;
    }

    @Override
    public List<KrausOperator> kraus() {
        return List.of(
                KrausOperator.pauli("I", Math.sqrt(1 - probability), 0),
                KrausOperator.pauli("Z", Math.sqrt(probability), 0));
    }
}
