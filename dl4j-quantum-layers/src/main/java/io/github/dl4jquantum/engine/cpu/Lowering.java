package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.*;
import io.github.dl4jquantum.engine.cpu.Elementary.Dense;
import io.github.dl4jquantum.engine.cpu.Elementary.Flip;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import io.github.dl4jquantum.engine.cpu.Elementary.Swap;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a circuit in {@link Elementary} steps, up to a global phase:
 *
 * <pre>
 *   H      = RY(pi/2) Z                     Y      = X Z
 *   RX(a)  = RZ(-pi/2) RY(a) RZ(pi/2)       Rot    = RZ(gamma) RY(beta) RZ(alpha)
 *   CRY(a) = RY(a/2) CNOT RY(-a/2) CNOT     CRX(a) = RZ(-pi/2) CRY(a) RZ(pi/2)
 * </pre>
 */
final class Lowering {

    private static final double QUARTER = Math.PI / 2;

    private final int qubits;
    private final List<Elementary> steps = new ArrayList<>();
    private final List<Angle> inputAngles = new ArrayList<>();

    private Lowering(int qubits) {
        this.qubits = qubits;
    }

    static Lowering of(Circuit circuit) {
        Lowering lowering = new Lowering(circuit.qubits());
        List<PrimitiveGate> gates = circuit.primitives();
        for (int k = 0; k < gates.size(); k++) {
            if (k + 2 < gates.size() && lowering.lowerControlled(gates.get(k), gates.get(k + 1), gates.get(k + 2))) {
                k += 2;
            } else {
                lowering.lower(gates.get(k));
            }
        }
        return lowering;
    }

    /**
     * What a rotation of several controls has in its midst: a rotation R between flips of its qubit, R where not all controls
     * are 1 and R^-1 where they are. Z turns RY into its inverse as well as X does, and RZ is a phase: no flip need be mixed.
     *
     * @return false for other gates
     */
    private boolean lowerControlled(Gate first, Gate between, Gate last) {
        if (!(first instanceof MultiControlledX flip && flip.controls().size() > 1 && last.equals(first))
                || !between.qubits().equals(List.of(flip.target()))) {
            return false;
        }
        int controls = mask(flip.controls());
        int target = mask(flip.target());
        if (between instanceof RY ry) {
            phase(Angle.constant(Math.PI), controls | target, 0);
            rotate(ry.angle(), target);
            phase(Angle.constant(Math.PI), controls | target, 0);
        } else if (between instanceof RZ rz) {
            phase(rz.angle(), 0, target);
            phase(rz.angle().scaled(-2), controls, target);
        } else {
            return false;
        }
        return true;
    }

    /** The steps, in the order in which they act. */
    List<Elementary> steps() {
        return steps;
    }

    /** The different angles that depend on inputs; a step's slot is the index of its own. */
    List<Angle> inputAngles() {
        return inputAngles;
    }

    private void lower(Gate gate) {
        if (gate instanceof H h) {
            phase(Angle.constant(Math.PI), mask(h.qubit()), 0);
            rotate(Angle.constant(QUARTER), mask(h.qubit()));
        } else if (gate instanceof X x) {
            steps.add(new Flip(0, mask(x.qubit())));
        } else if (gate instanceof Y y) {
            phase(Angle.constant(Math.PI), mask(y.qubit()), 0);
            steps.add(new Flip(0, mask(y.qubit())));
        } else if (gate instanceof Z z) {
            phase(Angle.constant(Math.PI), mask(z.qubit()), 0);
        } else if (gate instanceof S s) {
            phase(Angle.constant(Math.PI / 2), mask(s.qubit()), 0);
        } else if (gate instanceof T t) {
            phase(Angle.constant(Math.PI / 4), mask(t.qubit()), 0);
        } else if (gate instanceof CZ cz) {
            phase(Angle.constant(Math.PI), mask(cz.control()) | mask(cz.target()), 0);
        } else if (gate instanceof RX rx) {
            int qubit = mask(rx.qubit());
            phase(Angle.constant(QUARTER), 0, qubit);
            rotate(rx.angle(), qubit);
            phase(Angle.constant(-QUARTER), 0, qubit);
        } else if (gate instanceof RY ry) {
            rotate(ry.angle(), mask(ry.qubit()));
        } else if (gate instanceof RZ rz) {
            phase(rz.angle(), 0, mask(rz.qubit()));
        } else if (gate instanceof Rot rot) {
            int qubit = mask(rot.qubit());
            phase(rot.alpha(), 0, qubit);
            rotate(rot.beta(), qubit);
            phase(rot.gamma(), 0, qubit);
        } else if (gate instanceof CNOT cnot) {
            steps.add(new Flip(mask(cnot.control()), mask(cnot.target())));
        } else if (gate instanceof MultiControlledX flip) {
            multiControlledFlip(mask(flip.controls()), mask(flip.target()));
        } else if (gate instanceof SWAP swap) {
            steps.add(new Swap(mask(swap.first()), mask(swap.second())));
        } else if (gate instanceof CRX crx) {
            int target = mask(crx.target());
            phase(Angle.constant(QUARTER), 0, target);
            controlledRotation(crx.angle(), mask(crx.control()), target);
            phase(Angle.constant(-QUARTER), 0, target);
        } else if (gate instanceof CRY cry) {
            controlledRotation(cry.angle(), mask(cry.control()), mask(cry.target()));
        } else if (gate instanceof CRZ crz) {
            phase(crz.angle(), mask(crz.control()), mask(crz.target()));
        } else if (gate instanceof FixedUnitary fixed) {
            steps.add(new Dense(
                    fixed.unitary(), fixed.qubits().stream().map(this::mask).toList()));
        } else if (!(gate instanceof GlobalPhase || gate instanceof AmplitudeEmbedding)) {
            throw new IllegalStateException("No lowering for " + gate);
        }
    }

    /** Of several controls it is no affine map of bits, as a {@link Route} must be: a phase between two H. */
    private void multiControlledFlip(int controls, int target) {
        if (Integer.bitCount(controls) == 1) {
            steps.add(new Flip(controls, target));
            return;
        }
        phase(Angle.constant(Math.PI), target, 0);
        rotate(Angle.constant(QUARTER), target);
        phase(Angle.constant(Math.PI), controls | target, 0);
        phase(Angle.constant(Math.PI), target, 0);
        rotate(Angle.constant(QUARTER), target);
    }

    private void controlledRotation(Angle angle, int control, int target) {
        steps.add(new Flip(control, target));
        rotate(angle.scaled(-.5), target);
        steps.add(new Flip(control, target));
        rotate(angle.scaled(.5), target);
    }

    private void rotate(Angle angle, int qubit) {
        steps.add(new Rotation(angle, slot(angle), qubit));
    }

    private void phase(Angle angle, int control, int target) {
        steps.add(new Phase(angle, slot(angle), control, target));
    }

    private int slot(Angle angle) {
        if (!angle.hasInputs()) {
            return -1;
        }
        if (!inputAngles.contains(angle)) {
            inputAngles.add(angle);
        }
        return inputAngles.indexOf(angle);
    }

    private int mask(List<Integer> qubits) {
        return qubits.stream().mapToInt(this::mask).sum();
    }

    private int mask(int qubit) {
        return 1 << (qubits - 1 - qubit);
    }
}
