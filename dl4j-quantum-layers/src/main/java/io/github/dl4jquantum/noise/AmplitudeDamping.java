package io.github.dl4jquantum.noise;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Decay from |1> to |0> with probability gamma:
 *
 * <pre>
 *   K_0 = [[1, 0], [0, sqrt(1 - gamma)]],   K_1 = [[0, sqrt(gamma)], [0, 0]]
 * </pre>
 *
 * The surroundings are at temperature 0: nothing is excited.
 *
 * @param gamma the probability of decay
 */
public record AmplitudeDamping(@JsonProperty("gamma") double gamma) implements Channel {

    /**
     * Checks the components.
     *
     * @param gamma the probability of decay
     * @throws IllegalArgumentException for a probability outside [0, 1]
     */
    public AmplitudeDamping {
        Probability.check("gamma of amplitude damping", gamma);
    }

    @Override
    public int qubits() {
        return 1;
    }

    @Override
    public List<KrausOperator> kraus() {
        return List.of(
                KrausOperator.real(1, 0, 0, Math.sqrt(1 - gamma)), KrausOperator.real(0, Math.sqrt(gamma), 0, 0));
    }
}
