package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import java.util.ArrayList;
import java.util.List;

/**
 * A ring of CNOTs, {@code CNOT(i, i + distance mod n)} for i = 0..n-1. One whose control would be its target is left out.
 *
 * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
 * @param distance from control to target, at least 1
 */
public record CnotRing(int qubits, int distance) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param distance from control to target, at least 1
     * @throws IllegalArgumentException if a number is out of range
     */
    public CnotRing {
        Circuit.checkQubits(qubits);
        if (distance < 1) {
            throw new IllegalArgumentException("Distance " + distance + " in a ring is below 1.");
        }
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public int parameters() {
        return 0;
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        List<Gate> gates = new ArrayList<>();
        for (int control = 0; control < qubits; control++) {
            int target = (control + distance) % qubits;
            if (target != control) {
                gates.add(new CNOT(control, target));
            }
        }
        return gates;
    }
}
