package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Gates under one name, which act as one gate: to be drawn as a box, inverted or controlled as a whole.
 *
 * @param name what the drawing shows, not blank
 * @param gates the gates, in the order in which they act
 */
public record SubCircuit(@JsonProperty("name") String name, @JsonProperty("gates") List<Gate> gates)
        implements CompositeGate {

    /**
     * Checks the components.
     *
     * @param name what the drawing shows, not blank
     * @param gates the gates, in the order in which they act
     * @throws IllegalArgumentException for a blank name
     */
    public SubCircuit {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A sub-circuit needs a name; '" + name + "' is blank.");
        }
        gates = List.copyOf(gates);
    }

    /** Every qubit that a gate acts on, in ascending order. */
    @Override
    public List<Integer> qubits() {
        return gates.stream()
                .flatMap(gate -> gate.qubits().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The angles of all gates, in their order. */
    @Override
    public List<Angle> angles() {
        return gates.stream().flatMap(gate -> gate.angles().stream()).toList();
    }

    @Override
    public Unitary matrix(double... angles) {
        List<Integer> qubits = qubits();
        List<Unitary> matrices = new ArrayList<>();
        List<List<Integer>> on = new ArrayList<>();
        int from = 0;
        for (Gate gate : gates) {
            int to = from + gate.angles().size();
            matrices.add(gate.matrix(Arrays.copyOfRange(angles, from, to)));
            on.add(gate.qubits().stream().map(qubits::indexOf).toList());
            from = to;
        }
        return Unitary.product(qubits.size(), matrices, on);
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        List<Gate> turned = new ArrayList<>();
        int from = 0;
        for (Gate gate : gates) {
            int to = from + gate.angles().size();
            turned.add(gate.withAngles(angles.subList(from, to)));
            from = to;
        }
        return new SubCircuit(name, turned);
    }

    @Override
    public List<Gate> decomposition() {
        return gates;
    }
}
