package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.Objects;

/**
 * What the builders of all quantum layers let one choose about circuits. Sizes of 0 stand for "not set".
 *
 * @param qubits number of qubits
 * @param circuitLayers number of circuit layers; -1 for "not set", since 0 layers are a choice
 * @param encoding of the inputs; null for "not set"
 * @param custom a circuit of one's own, or null
 * @param circuits how many of them make a bank
 * @param angleInit how their angles begin
 * @param engine what evaluates them
 * @param execution noise and shots, or null where they are evaluated exactly
 */
record CircuitChoice(
        int qubits,
        int circuitLayers,
        InputEncoding encoding,
        Circuit custom,
        int circuits,
        AngleInit angleInit,
        Engine engine,
        Execution execution) {

    /** More would be a slip of the pen: the study's largest bank has 16. */
    private static final int MAX_CIRCUITS = 1024;

    private static final int DEFAULT_QUBITS = 4;
    private static final int DEFAULT_LAYERS = 4;

    static final CircuitChoice DEFAULT =
            new CircuitChoice(0, -1, null, null, 1, AngleInit.SMALL_NORMAL, Engine.AUTO, null);

    CircuitChoice withQubits(int number) {
        return new CircuitChoice(
                Circuit.checkQubits(number), circuitLayers, encoding, custom, circuits, angleInit, engine, execution);
    }

    CircuitChoice withCircuitLayers(int number) {
        return new CircuitChoice(
                qubits, Ansatz.checkLayers(number), encoding, custom, circuits, angleInit, engine, execution);
    }

    CircuitChoice withEncoding(InputEncoding choice) {
        Objects.requireNonNull(choice, "encoding");
        return new CircuitChoice(qubits, circuitLayers, choice, custom, circuits, angleInit, engine, execution);
    }

    CircuitChoice withCircuit(Circuit circuit) {
        Objects.requireNonNull(circuit, "circuit");
        return new CircuitChoice(qubits, circuitLayers, encoding, circuit, circuits, angleInit, engine, execution);
    }

    CircuitChoice withCircuits(int number) {
        if (number < 1 || number > MAX_CIRCUITS) {
            throw new IllegalArgumentException(
                    number + " circuits per gate are out of range; choose 1 to " + MAX_CIRCUITS + ".");
        }
        return new CircuitChoice(qubits, circuitLayers, encoding, custom, number, angleInit, engine, execution);
    }

    CircuitChoice withAngleInit(AngleInit init) {
        Objects.requireNonNull(init, "angleInit");
        return new CircuitChoice(qubits, circuitLayers, encoding, custom, circuits, init, engine, execution);
    }

    CircuitChoice withEngine(Engine choice) {
        Objects.requireNonNull(choice, "engine");
        return new CircuitChoice(qubits, circuitLayers, encoding, custom, circuits, angleInit, choice, execution);
    }

    CircuitChoice withNoise(NoiseModel noise) {
        return withExecution(execution == null ? Execution.of(noise) : execution.noise(noise));
    }

    CircuitChoice withShots(int number, long seed) {
        return withExecution((execution == null ? Execution.of(NoiseModel.NONE) : execution).shots(number, seed));
    }

    private CircuitChoice withExecution(Execution choice) {
        return new CircuitChoice(qubits, circuitLayers, encoding, custom, circuits, angleInit, engine, choice);
    }

    /** Checks what a file says as if it had been chosen. */
    static void checkRead(
            Object layer,
            int qubits,
            int circuitLayers,
            InputEncoding encoding,
            Circuit custom,
            int circuits,
            AngleInit angleInit) {
        AfterReading.checkThere(layer, "encoding", encoding);
        AfterReading.checkThere(layer, "angleInit", angleInit);
        Ansatz.checkLayers(circuitLayers);
        CircuitChoice choice = DEFAULT.withQubits(qubits).withCircuits(circuits);
        if (custom != null) {
            String kind = layer.getClass().getSimpleName();
            DEFAULT.withCircuit(custom).check(kind);
            if (choice.qubits != custom.qubits() || circuitLayers != 0) {
                throw new IllegalArgumentException(kind + " has a circuit of " + custom.qubits()
                        + " qubits, but its qubits are " + qubits + " and its circuitLayers " + circuitLayers
                        + ", not 0.");
            }
        }
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
                    encoding == null ? InputEncoding.ARCTAN : encoding,
                    null,
                    circuits,
                    angleInit,
                    engine,
                    execution);
        }
        if (qubits != 0 || circuitLayers >= 0 || encoding != null) {
            String other = qubits != 0
                    ? "qubits(" + qubits + ")"
                    : circuitLayers >= 0 ? "circuitLayers(" + circuitLayers + ")" : "encoding(" + encoding + ")";
            throw new IllegalStateException(
                    layer + " was given circuit(" + custom + ") and " + other + "; leave one of them out.");
        }
        if (custom.inputs() == 0) {
            throw new IllegalStateException(
                    layer + " was given " + custom + ", which has no input; use an Angle.input in a gate.");
        }
        return new CircuitChoice(
                custom.qubits(), 0, InputEncoding.ARCTAN, custom, circuits, angleInit, engine, execution);
    }
}
