package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.*;
import java.util.List;
import java.util.function.IntFunction;

/** Another part in gates of single qubits. */
record WithoutEntanglement(Template entangled) implements Template {

    @Override
    public int qubits() {
        return entangled.qubits();
    }

    @Override
    public int inputs() {
        return entangled.inputs();
    }

    @Override
    public int parameters() {
        return entangled.parameters();
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        return entangled.gates(firstInput, firstParameter).stream()
                .flatMap(gate -> product(gate).stream())
                .toList();
    }

    private static List<Gate> product(Gate gate) {
        if (gate.qubits().size() < 2 || gate instanceof SWAP) {
            return List.of(gate);
        }
        if (gate.angles().isEmpty()) {
            return List.of();
        }
        Angle angle = gate.angles().get(0);
        if (gate instanceof IsingXX) {
            return each(gate, q -> new RX(q, angle));
        }
        if (gate instanceof IsingYY) {
            return each(gate, q -> new RY(q, angle));
        }
        if (gate instanceof IsingZZ) {
            return each(gate, q -> new RZ(q, angle));
        }
        if (gate instanceof NamedControlledGate named) {
            return product(named.controlled().gate());
        }
        throw new IllegalStateException(gate + " has no form without entanglement.");
    }

    private static List<Gate> each(Gate gate, IntFunction<Gate> rotation) {
        return gate.qubits().stream().map(rotation::apply).toList();
    }
}
