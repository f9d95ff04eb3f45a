package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.MultiControlledX;
import io.github.dl4jquantum.circuit.PhaseShift;
import java.util.ArrayList;
import java.util.List;

/**
 * X of many controls in CNOTs and phases alone, without a further qubit (Barenco et al., arXiv quant-ph/9503016, section 7):
 * between two H on the target, the product of k bits is a signed sum of the parities of their subsets, each of which a CNOT
 * after the other gathers on the subset's last qubit.
 */
final class PhaseLadder {

    private PhaseLadder() {}

    static List<Gate> of(MultiControlledX gate) {
        List<Integer> qubits = gate.qubits();
        List<Gate> gates = new ArrayList<>();
        gates.add(new H(gate.target()));
        double phase = Math.PI / (1L << (qubits.size() - 1));
        for (int last = 0; last < qubits.size(); last++) {
            addSubsets(gates, qubits, last, phase);
        }
        gates.add(new H(gate.target()));
        return gates;
    }

    /** All subsets of which a qubit is the last, in the order of a Gray code: one CNOT from one to the next. */
    private static void addSubsets(List<Gate> gates, List<Integer> qubits, int last, double phase) {
        int target = qubits.get(last);
        gates.add(new PhaseShift(target, Angle.constant(phase)));
        int previous = 0;
        for (int k = 1; k < 1 << last; k++) {
            int subset = k ^ k >> 1;
            gates.add(new CNOT(qubits.get(Integer.numberOfTrailingZeros(subset ^ previous)), target));
            boolean odd = Integer.bitCount(subset) % 2 == 0; // with the last qubit itself
            gates.add(new PhaseShift(target, Angle.constant(odd ? phase : -phase)));
            previous = subset;
        }
        for (int rest = previous; rest != 0; rest &= rest - 1) {
            gates.add(new CNOT(qubits.get(Integer.numberOfTrailingZeros(rest)), target));
        }
    }
}
