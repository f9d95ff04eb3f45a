package io.github.dl4jquantum.noise;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * How qubits are misread, each by itself: with e0 = P(read 1 | 0) and e1 = P(read 0 | 1), probabilities go through the
 * confusion matrix {@code [[1 - e0, e1], [e0, 1 - e1]]}, and
 *
 * <pre>
 *   &lt;Z&gt; read = (1 - e0 - e1) &lt;Z&gt; + e1 - e0
 * </pre>
 *
 * Correlated misreading is not modelled.
 *
 * @param on the qubits concerned; empty for all that no other entry names
 * @param read1Given0 e0
 * @param read0Given1 e1
 */
public record ReadoutError(
        @JsonProperty("on") List<Integer> on,
        @JsonProperty("read1Given0") double read1Given0,
        @JsonProperty("read0Given1") double read0Given1) {

    /** A qubit that is read as it is. */
    public static final ReadoutError NONE = new ReadoutError(List.of(), 0, 0);

    /**
     * Checks the components.
     *
     * @param on the qubits concerned; empty for all that no other entry names
     * @param read1Given0 e0
     * @param read0Given1 e1
     * @throws IllegalArgumentException for a probability outside [0, 1] or a negative qubit
     */
    public ReadoutError {
        on = List.copyOf(on);
        if (on.stream().anyMatch(qubit -> qubit < 0)) {
            throw new IllegalArgumentException("Readout of qubits " + on + "; count them from 0.");
        }
        Probability.check("Probability to read 1 for 0", read1Given0);
        Probability.check("Probability to read 0 for 1", read0Given1);
    }

    /** {@return what is left of a Pauli expectation, 1 - e0 - e1} */
    public double scale() {
        return 1 - read1Given0 - read0Given1;
    }

    /** {@return what is added to a Pauli expectation, e1 - e0} */
    public double shift() {
        return read0Given1 - read1Given0;
    }
}
