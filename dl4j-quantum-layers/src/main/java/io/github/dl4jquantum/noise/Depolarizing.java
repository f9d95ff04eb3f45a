package io.github.dl4jquantum.noise;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Depolarisation of one or two qubits: with probability p one of the 4^n - 1 Pauli strings that are not the identity acts,
 * each as likely as any other:
 *
 * <pre>
 *   K_0 = sqrt(1 - p) I,   K_P = sqrt(p / (4^n - 1)) P
 * </pre>
 *
 * <p>p is the "Pauli error" or process infidelity. A gate's average infidelity r, as randomised benchmarking finds it,
 * is p 2^n / (2^n + 1): see {@link #ofInfidelity}. In {@code rho -> (1 - l) rho + l I / 2^n}, another way to write the
 * channel, l is p 4^n / (4^n - 1).
 *
 * @param qubits 1 or 2
 * @param probability p
 */
public record Depolarizing(@JsonProperty("qubits") int qubits, @JsonProperty("probability") double probability)
        implements Channel {

    private static final String PAULIS = "IXYZ";

    /**
     * Checks the components.
     *
     * @param qubits 1 or 2
     * @param probability p
     * @throws IllegalArgumentException for other numbers of qubits or a probability outside [0, 1]
     */
    public Depolarizing {
        if (qubits != 1 && qubits != 2) {
            throw new IllegalArgumentException("Depolarisation of " + qubits + " qubits; choose 1 or 2.");
        }
        Probability.check("Probability of depolarisation", probability);
    }

    /**
     * {@return the channel whose average gate infidelity is r}
     *
     * @param qubits 1 or 2
     * @param r 0 to 2^n / (2^n + 1)
     * @throws IllegalArgumentException if r is outside [0, 2^n / (2^n + 1)]
     */
    public static Depolarizing ofInfidelity(int qubits, double r) {
        double size = 1 << qubits;
        if (!(r >= 0 && r <= size / (size + 1))) {
            throw new IllegalArgumentException("Gate error " + r + " on " + qubits
                    + " qubits; an average infidelity lies in [0, " + size / (size + 1) + "].");
        }
        return new Depolarizing(qubits, Math.min(1, r * (size + 1) / size));
    }

    @Override
    public List<KrausOperator> kraus() {
        List<KrausOperator> operators = new ArrayList<>();
        int count = 1 << 2 * qubits;
        for (int k = 0; k < count; k++) {
            String string = qubits == 1
                    ? PAULIS.substring(k, k + 1)
                    : PAULIS.charAt(k / 4) + PAULIS.substring(k % 4, k % 4 + 1);
            double weight = k == 0 ? 1 - probability : probability / (count - 1);
            operators.add(KrausOperator.pauli(string, Math.sqrt(weight), 0));
        }
        return operators;
    }
}
