package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Ansatz;
import java.util.HashSet;
import java.util.List;

/** Checks of a template's size. */
final class Layers {

    private Layers() {}

    static void checkPositive(int layers) {
        if (Ansatz.checkLayers(layers) == 0) {
            throw new IllegalArgumentException(
                    "An embedding with 0 layers would see no data; choose 1 to " + Ansatz.MAX_LAYERS + ".");
        }
    }

    static void checkPairs(int qubits) {
        if (qubits < 2) {
            throw new IllegalArgumentException("Gates of two qubits need 2 qubits or more, not " + qubits + ".");
        }
    }

    static List<Integer> checkedLine(int qubits, List<Integer> on) {
        checkPairs(on.size());
        for (int qubit : on) {
            if (qubit < 0 || qubit >= qubits) {
                throw new IllegalArgumentException(
                        "Qubit " + qubit + " of the line is not in 0.." + (qubits - 1) + ".");
            }
        }
        if (new HashSet<>(on).size() < on.size()) {
            throw new IllegalArgumentException("Line " + on + " names a qubit twice; its qubits must differ.");
        }
        return List.copyOf(on);
    }
}
