package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The inverse of any gate, which is its conjugate transpose.
 *
 * @param gate the gate inverted
 */
public record Adjoint(@JsonProperty("of") Gate gate) implements CompositeGate {

    /**
     * Checks the components.
     *
     * @param gate the gate inverted
     * @throws NullPointerException without a gate
     */
    public Adjoint {
        Objects.requireNonNull(gate, "gate");
    }

    @Override
    public List<Integer> qubits() {
        return gate.qubits();
    }

    @Override
    public List<Angle> angles() {
        return gate.angles();
    }

    @Override
    public Unitary matrix(double... angles) {
        return gate.matrix(angles).dagger();
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new Adjoint(gate.withAngles(angles));
    }

    @Override
    public Gate adjoint() {
        return gate;
    }

    /** The inverses of the gate's primitive gates, in reverse. */
    @Override
    public List<Gate> decomposition() {
        List<PrimitiveGate> reversed = new ArrayList<>(gate.primitives());
        Collections.reverse(reversed);
        List<Gate> gates = new ArrayList<>();
        reversed.forEach(primitive -> gates.addAll(primitive.inverse()));
        return gates;
    }
}
