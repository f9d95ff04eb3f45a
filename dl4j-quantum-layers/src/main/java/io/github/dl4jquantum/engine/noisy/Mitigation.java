package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.noise.NoiseModel;
import java.util.List;

/**
 * What is done against noise after the fact.
 *
 * <p>Readout inversion: of each value v = +-1 that is read, (v - shift) / scale is taken, whose mean is what an ideal readout
 * would have; the variance grows by 1 / scale² for each qubit of a string. The errors of readout must be known exactly: simulated
 * they are the model's own, of a device they are given.
 *
 * <p>Zero-noise extrapolation: every gate G is run as G (G† G)^k, which multiplies its noise by f = 1 + 2 k, and the
 * polynomial through the results is taken at f = 0 (Richardson). Sources: Temme et al., arXiv 1612.02058; folding, Giurgica-Tiron
 * et al., arXiv 2005.10921. What is left is biased where noise is not weak, and the variance grows with the weights' squares. On
 * a device it is the gates of two qubits that are folded, after compilation: the noise of others stays, and the device must not
 * cancel pairs of them.
 *
 * @param invertReadout whether readout is inverted
 * @param foldings the factors f, odd, each once; 1 alone for no extrapolation
 */
public record Mitigation(boolean invertReadout, List<Integer> foldings) {

    /** Nothing. */
    public static final Mitigation NONE = new Mitigation(false, List.of(1));

    /**
     * Checks the components.
     *
     * @param invertReadout whether readout is inverted
     * @param foldings the factors f, odd, each once; 1 alone for no extrapolation
     * @throws IllegalArgumentException if there is no factor, or one that is not odd and positive, or one twice
     */
    public Mitigation {
        foldings = List.copyOf(foldings);
        if (foldings.isEmpty()
                || foldings.stream().anyMatch(f -> f < 1 || f % 2 == 0)
                || foldings.stream().distinct().count() < foldings.size()) {
            throw new IllegalArgumentException(
                    "Foldings " + foldings + "; give different odd numbers from 1 on, such as 1, 3, 5.");
        }
    }

    /** @throws IllegalArgumentException if readout is to be inverted of which nothing is left */
    void check(NoiseModel noise) {
        if (invertReadout) {
            noise.readout().forEach(error -> {
                if (Math.abs(error.scale()) < 1e-6) {
                    throw new IllegalArgumentException(error
                            + " cannot be inverted: what is read does not depend on the qubit; its two probabilities must"
                            + " not add up to 1.");
                }
            });
        }
    }

    /** What the result of each folding is multiplied by. */
    double[] weights() {
        return foldings.stream()
                .mapToDouble(f -> foldings.stream()
                        .filter(other -> !other.equals(f))
                        .mapToDouble(other -> (double) other / (other - f))
                        .reduce(1, (a, b) -> a * b))
                .toArray();
    }
}
