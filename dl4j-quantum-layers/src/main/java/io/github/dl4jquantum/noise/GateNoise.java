package io.github.dl4jquantum.noise;

import io.github.dl4jquantum.circuit.GlobalPhase;
import io.github.dl4jquantum.circuit.PrimitiveGate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A channel after gates of one kind.
 *
 * <p>A channel on one qubit acts on each of the gate's qubits that {@code on} names; one on two qubits acts on gates of two,
 * in the gate's order (the control first), if {@code on} names both. Names of qubits in {@code of} single out one gate of
 * its kind: that on exactly these, in any order.
 *
 * @param after the gates: a name such as {@code "CNOT"}, or their number of qubits, {@code "1"}, {@code "2"}, ...
 * @param of the qubits of the gate; empty for any
 * @param on the qubits acted on; empty for all of the gate's
 * @param channel what acts
 */
public record GateNoise(
        @JsonProperty("after") String after,
        @JsonProperty("of") List<Integer> of,
        @JsonProperty("on") List<Integer> on,
        @JsonProperty("channel") Channel channel) {

    private static final List<String> NAMES = Arrays.stream(PrimitiveGate.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .filter(name -> !name.equals(GlobalPhase.class.getSimpleName()))
            .toList();

    /**
     * Checks the components.
     *
     * @param after the gates: a name such as {@code "CNOT"}, or their number of qubits, {@code "1"}, {@code "2"}, ...
     * @param of the qubits of the gate; empty for any
     * @param on the qubits acted on; empty for all of the gate's
     * @param channel what acts
     * @throws IllegalArgumentException for another kind of gate, or qubits that the channel cannot act on
     */
    public GateNoise {
        of = List.copyOf(of);
        on = List.copyOf(on);
        if (!NAMES.contains(after) && !after.matches("[1-9]\\d?")) {
            throw new IllegalArgumentException("Noise after '" + after + "'; give a number of qubits or one of "
                    + String.join(", ", NAMES) + ". Other gates are made of these (Gate.primitives).");
        }
        checkQubits(of);
        checkQubits(on);
        if (channel.qubits() == 2 && (after.equals("1") || on.size() == 1)) {
            throw new IllegalArgumentException("A channel on two qubits cannot act after '" + after + "' on " + on
                    + "; name gates of two qubits, and no qubit or both.");
        }
    }

    private static void checkQubits(List<Integer> qubits) {
        if (new HashSet<>(qubits).size() != qubits.size() || qubits.stream().anyMatch(qubit -> qubit < 0)) {
            throw new IllegalArgumentException("Noise on qubits " + qubits + "; give different ones, counted from 0.");
        }
    }

    private boolean concerns(PrimitiveGate gate) {
        List<Integer> qubits = gate.qubits();
        return (after.equals(gate.getClass().getSimpleName()) || after.equals(Integer.toString(qubits.size())))
                && (of.isEmpty() || (of.size() == qubits.size() && of.containsAll(qubits)));
    }

    /** The qubits that the channel acts on after a gate: one application each. */
    List<List<Integer>> targets(PrimitiveGate gate) {
        List<Integer> qubits = gate.qubits();
        if (!concerns(gate)) {
            return List.of();
        }
        if (channel.qubits() == 2) {
            return qubits.size() == 2 && (on.isEmpty() || on.containsAll(qubits)) ? List.of(qubits) : List.of();
        }
        return qubits.stream()
                .filter(qubit -> on.isEmpty() || on.contains(qubit))
                .map(List::of)
                .collect(Collectors.toList());
    }
}
