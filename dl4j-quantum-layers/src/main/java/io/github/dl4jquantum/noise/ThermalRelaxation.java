package io.github.dl4jquantum.noise;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Relaxation during a gate of a given time: populations decay to |0> as e^(-t/T1), coherences as e^(-t/T2):
 *
 * <pre>
 *   gamma = 1 - e^(-t/T1),   1 - lambda = e^(t/T1 - 2t/T2)
 *   K_0 = [[1, 0], [0, e^(-t/T2)]],   K_1 = [[0, sqrt(gamma)], [0, 0]],   K_2 = [[0, 0], [0, sqrt((1 - gamma) lambda)]]
 * </pre>
 *
 * {@link AmplitudeDamping} and {@link PhaseDamping} one after the other. The surroundings are at temperature 0; decay that
 * is not exponential (1/f noise) is not modelled.
 *
 * @param t1 relaxation time T1
 * @param t2 dephasing time T2, at most 2 T1
 * @param time the gate's time t, in the unit of T1 and T2
 */
public record ThermalRelaxation(
        @JsonProperty("t1") double t1, @JsonProperty("t2") double t2, @JsonProperty("time") double time)
        implements Channel {

    /**
     * Checks the components.
     *
     * @param t1 relaxation time T1
     * @param t2 dephasing time T2, at most 2 T1
     * @param time the gate's time t, in the unit of T1 and T2
     * @throws IllegalArgumentException for times that are not positive and finite (t may be 0), or T2 above 2 T1
     */
    public ThermalRelaxation {
        check("T1", t1, Double.MIN_VALUE);
        check("T2", t2, Double.MIN_VALUE);
        check("Gate time", time, 0);
        if (t2 > 2 * t1) {
            throw new IllegalArgumentException("T2 " + t2 + " is above 2 T1 = " + 2 * t1
                    + ", which no qubit can have; measure again, or give T2 = " + 2 * t1 + ".");
        }
    }

    private static void check(String what, double value, double least) {
        if (!(value >= least && value <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(what + " is " + value + "; give a finite time "
                    + (least == 0 ? "of 0 or more." : "above 0, or PhaseDamping alone where nothing decays."));
        }
    }

    @Override
    public int qubits() {
        return 1;
    }

    /** {@return what is left of a population, e^(-t/T1)} */
    public double population() {
        return Math.exp(-time / t1);
    }

    /** {@return what is left of a coherence, e^(-t/T2)} */
    public double coherence() {
        return Math.exp(-time / t2);
    }

    @Override
    public List<KrausOperator> kraus() {
        double lost = Math.max(0, population() - coherence() * coherence());
        return List.of(
                KrausOperator.real(1, 0, 0, coherence()),
                KrausOperator.real(0, Math.sqrt(1 - population()), 0, 0),
                KrausOperator.real(0, 0, 0, Math.sqrt(lost)));
    }
}
