package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import java.util.Objects;

/**
 * What the builders of all quantum layers let one choose about circuits. Sizes of 0 stand for "not set".
 *
 * @param qubits number of qubits
 * @param circuitLayers number of circuit layers; -1 for "not set", since 0 layers are a choice
 * @param custom a circuit of one's own, or null
 * @param engine what evaluates it
 */
record CircuitChoice(int qubits, int circuitLayers, Circuit custom, Engine engine) {

    private static final int DEFAULT_QUBITS = 4;
    private static final int DEFAULT_LAYERS = 4;

    static final CircuitChoice DEFAULT = new CircuitChoice(0, -1, null, Engine.AUTO);

    CircuitChoice withQubits(int number) {
        return new CircuitChoice(Circuit.checkQubits(number), circuitLayers, custom, engine);
    }

    CircuitChoice withCircuitLayers(int number) {
        return new CircuitChoice(qubits, Ansatz.checkLayers(number), custom, engine);
    }

    CircuitChoice withCircuit(Circuit circuit) {
        return new CircuitChoice(qubits, circuitLayers, Objects.requireNonNull(circuit, "circuit"), engine);
    }

    CircuitChoice withEngine(Engine choice) {
        return new CircuitChoice(qubits, circuitLayers, custom, Objects.requireNonNull(choice, "engine"));
    }

    /**
     * Fills in what was not chosen.
     *
     * @throws IllegalStateException if sizes were given besides a circuit that has its own, or the circuit has no input
     */
    CircuitChoice check(String layer) {
        if (custom == null) {
            return new CircuitChoice(
                    qubits == 0 ? DEFAULT_QUBITS : qubits,
                    circuitLayers < 0 ? DEFAULT_LAYERS : circuitLayers,
                    null,
                    engine);
        }
        if (qubits != 0 || circuitLayers >= 0) {
            throw new IllegalStateException(layer + " was given circuit(" + custom + ") and "
                    + (qubits != 0 ? "qubits(" + qubits + ")" : "circuitLayers(" + circuitLayers + ")")
                    + "; leave one of them out.");
        }
        if (custom.inputs() == 0) {
            throw new IllegalStateException(
                    layer + " was given " + custom + ", which has no input; use an Angle.input in a gate.");
        }
        return new CircuitChoice(custom.qubits(), 0, custom, engine);
    }
}
