package io.github.dl4jquantum.noise;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Loss of phase without loss of energy; coherences shrink by sqrt(1 - lambda):
 *
 * <pre>
 *   K_0 = [[1, 0], [0, sqrt(1 - lambda)]],   K_1 = [[0, 0], [0, sqrt(lambda)]]
 * </pre>
 *
 * @param lambda the probability that the surroundings learn the qubit's value
 */
public record PhaseDamping(@JsonProperty("lambda") double lambda) implements Channel {

    /**
     * Checks the components.
     *
     * @param lambda the probability that the surroundings learn the qubit's value
     * @throws IllegalArgumentException for a probability outside [0, 1]
     */
    public PhaseDamping {
        Probability.check("lambda of phase damping", lambda);
    }

    @Override
    public int qubits() {
        return 1;
    }

    @Override
    public List<KrausOperator> kraus() {
        return List.of(
                KrausOperator.real(1, 0, 0, Math.sqrt(1 - lambda)), KrausOperator.real(0, 0, 0, Math.sqrt(lambda)));
    }
}
