package io.github.dl4jquantum.noise;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Any channel on one or two qubits, given by its Kraus operators; {@code sum_m K_m† K_m} must be the identity.
 *
 * @param operators K_m, at least one, all of one size
 */
public record KrausChannel(@JsonProperty("operators") List<KrausOperator> operators) implements Channel {

    /** How far an entry of {@code sum_m K_m† K_m} may be from that of the identity. */
    public static final double TOLERANCE = 1e-9;

    /**
     * Checks the components.
     *
     * @param operators K_m, at least one, all of one size
     * @throws IllegalArgumentException if there is no operator, sizes differ, or the trace is not preserved
     */
    public KrausChannel {
        operators = List.copyOf(operators);
        if (operators.isEmpty()) {
            throw new IllegalArgumentException("A channel of no Kraus operator; give at least one.");
        }
        int size = operators.get(0).size();
        for (KrausOperator operator : operators) {
            if (operator.size() != size) {
                throw new IllegalArgumentException("Kraus operators of sizes " + size + " and " + operator.size()
                        + " do not make one channel; give all of them the same size.");
            }
        }
        checkTrace(operators, size);
    }

    private static void checkTrace(List<KrausOperator> operators, int size) {
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double re = row == column ? -1 : 0;
                double im = 0;
                for (KrausOperator k : operators) {
                    for (int j = 0; j < size; j++) {
                        re += k.real(j, row) * k.real(j, column) + k.imaginary(j, row) * k.imaginary(j, column);
                        im += k.real(j, row) * k.imaginary(j, column) - k.imaginary(j, row) * k.real(j, column);
                    }
                }
                double deviation = Math.hypot(re, im);
                if (!(deviation <= TOLERANCE)) {
                    throw new IllegalArgumentException("The channel is not trace preserving: entry (" + row + ", "
                            + column + ") of sum K†K deviates from the identity by " + deviation + ", allowed is "
                            + TOLERANCE + "; normalise the operators.");
                }
            }
        }
    }

    @Override
    @JsonIgnore
    public int qubits() {
        return operators.get(0).size() / 2;
    }

    @Override
    public List<KrausOperator> kraus() {
        return operators;
    }
}
