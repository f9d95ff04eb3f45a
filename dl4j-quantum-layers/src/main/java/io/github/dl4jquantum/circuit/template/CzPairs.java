package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.CZ;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import java.util.ArrayList;
import java.util.List;

/**
 * CZ on every second pair of neighbours: {@code CZ(first, first + 1), CZ(first + 2, first + 3), ...}; the pair that closes the
 * ring exists where it meets no other.
 *
 * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
 * @param first 0 or 1
 */
public record CzPairs(int qubits, int first) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param first 0 or 1
     * @throws IllegalArgumentException if a number is out of range
     */
    public CzPairs {
        Circuit.checkQubits(qubits);
        if (first != 0 && first != 1) {
            throw new IllegalArgumentException("First qubit " + first + " of the pairs is neither 0 nor 1.");
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
        for (int q = first; q < qubits; q += 2) {
            int next = (q + 1) % qubits;
            if (next > q || first == 1) {
                gates.add(new CZ(q, next));
            }
        }
        return gates;
    }
}
