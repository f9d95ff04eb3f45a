package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.AngleInit;
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
 * @param angleInit how its angles begin
 * @param engine what evaluates it
 */
record CircuitChoice(int qubits, int circuitLayers, Circuit custom, AngleInit angleInit, Engine engine) {

    private static final int DEFAULT_QUBITS = 4;
    private static final int DEFAULT_LAYERS = 4;

    static final CircuitChoice DEFAULT = new CircuitChoice(0, -1, null, AngleInit.SMALL_NORMAL, Engine.AUTO);

    CircuitChoice withQubits(int number) {
        return new CircuitChoice(Circuit.checkQubits(number), circuitLayers, custom, angleInit, engine);
    }

    CircuitChoice withCircuitLayers(int number) {
        return new CircuitChoice(qubits, Ansatz.checkLayers(number), custom, angleInit, engine);
    }

    CircuitChoice withCircuit(Circuit circuit) {
        return new CircuitChoice(qubits, circuitLayers, Objects.requireNonNull(circuit, "circuit"), angleInit, engine);
    }

    CircuitChoice withAngleInit(AngleInit init) {
        return new CircuitChoice(qubits, circuitLayers, custom, Objects.requireNonNull(init, "angleInit"), engine);
    }

    CircuitChoice withEngine(Engine choice) {
        return new CircuitChoice(qubits, circuitLayers, custom, angleInit, Objects.requireNonNull(choice, "engine"));
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
                    angleInit,
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
        return new CircuitChoice(custom.qubits(), 0, custom, angleInit, engine);
    }
}
