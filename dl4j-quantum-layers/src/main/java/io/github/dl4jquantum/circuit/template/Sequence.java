package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Gate;
import java.util.ArrayList;
import java.util.List;

/** Two parts, one after the other. */
record Sequence(Template first, Template second) implements Template {

    Sequence {
        if (first.qubits() != second.qubits()) {
            throw new IllegalArgumentException("A part of " + second.qubits() + " qubits does not follow one of "
                    + first.qubits() + "; give both the same number.");
        }
    }

    @Override
    public int qubits() {
        return first.qubits();
    }

    @Override
    public int inputs() {
        return first.inputs() + second.inputs();
    }

    @Override
    public int parameters() {
        return first.parameters() + second.parameters();
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        List<Gate> gates = new ArrayList<>(first.gates(firstInput, firstParameter));
        gates.addAll(second.gates(firstInput + first.inputs(), firstParameter + first.parameters()));
        return gates;
    }
}
