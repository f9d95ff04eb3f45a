package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.Pauli;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Layers of rotations about random axes of random qubits, among CNOTs of random pairs (the template of that name of Bergholm
 * et al., arXiv 1811.04968): before each rotation a coin with probability {@value #CNOT_PROBABILITY} says whether a CNOT
 * comes first, and is tossed again. One qubit has no CNOTs.
 *
 * <p>Parameters [layer, rotation]. The same seed gives the same circuit, always and everywhere; others draw their random
 * numbers differently.
 *
 * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
 * @param layers 0 to {@value Ansatz#MAX_LAYERS}
 * @param rotations rotations in a layer, at least 1
 * @param seed of {@link Random}
 */
public record RandomLayers(int qubits, int layers, int rotations, long seed) implements Template {

    /** How often a CNOT comes where a rotation might. */
    public static final double CNOT_PROBABILITY = 0.3;

    /**
     * Checks the components.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value Ansatz#MAX_LAYERS}
     * @param rotations rotations in a layer, at least 1
     * @param seed of {@link Random}
     * @throws IllegalArgumentException if a number is out of range
     */
    public RandomLayers {
        Circuit.checkQubits(qubits);
        Ansatz.checkLayers(layers);
        if (rotations < 1) {
            throw new IllegalArgumentException(rotations + " rotations in a layer are too few; choose 1 or more.");
        }
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public int parameters() {
        return layers * rotations;
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        Random random = new Random(seed);
        List<Gate> gates = new ArrayList<>();
        for (int parameter = 0; parameter < parameters(); parameter++) {
            while (qubits > 1 && random.nextDouble() < CNOT_PROBABILITY) {
                int control = random.nextInt(qubits);
                gates.add(new CNOT(control, (control + 1 + random.nextInt(qubits - 1)) % qubits));
            }
            Pauli axis = Pauli.values()[random.nextInt(3)];
            gates.add(Rotations.about(axis, random.nextInt(qubits), Angle.parameter(firstParameter + parameter)));
        }
        return gates;
    }
}
