package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CRX;
import io.github.dl4jquantum.circuit.CRY;
import io.github.dl4jquantum.circuit.CRZ;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.FixedUnitary;
import io.github.dl4jquantum.circuit.GlobalPhase;
import io.github.dl4jquantum.circuit.MultiControlledX;
import io.github.dl4jquantum.circuit.PrimitiveGate;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.RZ;
import io.github.dl4jquantum.circuit.Rot;
import io.github.dl4jquantum.engine.noisy.Elementary.Linear;
import io.github.dl4jquantum.engine.noisy.Elementary.Turn;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.ArrayList;
import java.util.List;

/** Turns a circuit's gates, each followed by its noise, into rotations about Pauli strings and constant maps. */
final class Lowering {

    /** Most qubits of a fixed unitary: a transfer matrix of 1024 x 1024. */
    private static final int MAX_UNITARY = 5;

    private final int qubits;
    private final List<Elementary> steps = new ArrayList<>();
    private final List<Occurrence> occurrences = new ArrayList<>();

    /**
     * An angle of a gate that is not constant.
     *
     * @param angle the angle
     * @param rule how an expectation is differentiated with respect to it
     */
    record Occurrence(Angle angle, ShiftRule rule) {}

    private Lowering(int qubits) {
        this.qubits = qubits;
    }

    /**
     * Lowers a circuit.
     *
     * @throws IllegalArgumentException if the noise model does not know a gate
     * @throws UnsupportedCircuitException for a fixed unitary on too many qubits
     */
    static Lowering of(Circuit circuit, NoiseModel noise) {
        Lowering lowering = new Lowering(circuit.qubits());
        for (PrimitiveGate gate : circuit.primitives()) {
            lowering.add(gate);
            noise.after(gate)
                    .forEach(one -> lowering.steps.add(new Linear(one.qubits(), PauliTransfer.of(one.channel()))));
        }
        return lowering;
    }

    List<Elementary> steps() {
        return steps;
    }

    /** The angles that are not constant, in the order of their gates. */
    List<Occurrence> occurrences() {
        return occurrences;
    }

    private void add(PrimitiveGate gate) {
        if (gate instanceof AmplitudeEmbedding) {
            throw new UnsupportedCircuitException(
                    "The density matrix cannot embed amplitudes; encode by angles, or choose"
                            + " the engine cpu without noise.");
        }
        if (gate instanceof RX rx) {
            rotate(PauliString.X, rx.qubit(), rx.angle());
        } else if (gate instanceof RY ry) {
            rotate(PauliString.Y, ry.qubit(), ry.angle());
        } else if (gate instanceof RZ rz) {
            rotate(PauliString.Z, rz.qubit(), rz.angle());
        } else if (gate instanceof Rot rot) {
            rotate(PauliString.Z, rot.qubit(), rot.alpha());
            rotate(PauliString.Y, rot.qubit(), rot.beta());
            rotate(PauliString.Z, rot.qubit(), rot.gamma());
        } else if (gate instanceof CRX crx) {
            rotateControlled(PauliString.X, crx.control(), crx.target(), crx.angle());
        } else if (gate instanceof CRY cry) {
            rotateControlled(PauliString.Y, cry.control(), cry.target(), cry.angle());
        } else if (gate instanceof CRZ crz) {
            rotateControlled(PauliString.Z, crz.control(), crz.target(), crz.angle());
        } else if (gate instanceof MultiControlledX flip) {
            flip(flip);
        } else if (!(gate instanceof GlobalPhase)) {
            if (gate instanceof FixedUnitary && gate.qubits().size() > MAX_UNITARY) {
                throw new UnsupportedCircuitException(
                        "A fixed unitary on " + gate.qubits().size()
                                + " qubits is too large for the density matrix; use at most " + MAX_UNITARY
                                + " qubits, or the engine cpu without noise.");
            }
            steps.add(new Linear(gate.qubits(), PauliTransfer.of(gate.matrix())));
        }
    }

    private int string(int pauli, int qubit) {
        return pauli * PauliString.stride(qubits, qubit);
    }

    private void rotate(int axis, int qubit, Angle angle) {
        turn(List.of(qubit), string(axis, qubit), angle, 1, occurrence(angle, ShiftRule.TWO_TERMS));
    }

    /** exp(-i t/2 |1><1| P) = exp(-i t/4 P) exp(i t/4 Z P). */
    private void rotateControlled(int axis, int control, int target, Angle angle) {
        int occurrence = occurrence(angle, ShiftRule.FOUR_TERMS);
        turn(List.of(target), string(axis, target), angle, 0.5, occurrence);
        turn(List.of(control, target), string(PauliString.Z, control) + string(axis, target), angle, -0.5, occurrence);
    }

    /** exp(i pi prod_c (1 - Z_c)/2 (1 - X_t)/2), multiplied out. */
    private void flip(MultiControlledX gate) {
        List<Integer> on = gate.qubits();
        double angle = Math.PI / (1 << on.size() - 1);
        for (int subset = 1; subset < 1 << on.size(); subset++) {
            List<Integer> turned = new ArrayList<>();
            int string = 0;
            for (int k = 0; k < on.size(); k++) {
                if ((subset >> k & 1) == 1) {
                    turned.add(on.get(k));
                    string += string(on.get(k) == gate.target() ? PauliString.X : PauliString.Z, on.get(k));
                }
            }
            turn(turned, string, Angle.constant(turned.size() % 2 == 0 ? -angle : angle), 1, -1);
        }
    }

    private int occurrence(Angle angle, ShiftRule rule) {
        if (angle.isConstant()) {
            return -1;
        }
        occurrences.add(new Occurrence(angle, rule));
        return occurrences.size() - 1;
    }

    private void turn(List<Integer> on, int string, Angle angle, double factor, int occurrence) {
        steps.add(new Turn(on, string, angle, factor, occurrence));
    }
}
