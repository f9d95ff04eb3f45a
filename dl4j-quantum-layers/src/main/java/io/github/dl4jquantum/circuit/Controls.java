package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Controlled rotations and phases of any number of controls, made of primitive gates. */
final class Controls {

    private Controls() {}

    /** An immutable copy of at least one qubit. */
    static List<Integer> checked(List<Integer> controls) {
        if (controls.isEmpty()) {
            throw new IllegalArgumentException("A controlled gate needs at least one control; use the gate itself.");
        }
        return List.copyOf(controls);
    }

    /** Controls and further qubits behind them. */
    static List<Integer> with(List<Integer> controls, Integer... more) {
        return with(controls, List.of(more));
    }

    static List<Integer> with(List<Integer> controls, List<Integer> more) {
        List<Integer> all = new ArrayList<>(controls);
        all.addAll(more);
        return List.copyOf(all);
    }

    /** The values of so many controls that must all be 1. */
    static List<Boolean> ones(int count) {
        return Collections.nCopies(count, true);
    }

    /** {@code RX(a) = RZ(-pi/2) RY(a) RZ(pi/2)}. */
    static List<Gate> rx(List<Integer> controls, int target, Angle angle) {
        if (controls.size() == 1) {
            return List.of(new CRX(controls.get(0), target, angle));
        }
        List<Gate> gates = new ArrayList<>();
        gates.add(new RZ(target, Angle.constant(Math.PI / 2)));
        gates.addAll(ry(controls, target, angle));
        gates.add(new RZ(target, Angle.constant(-Math.PI / 2)));
        return gates;
    }

    /** {@code X RY(-a/2) X RY(a/2) = RY(a)}, where without X nothing is left. */
    static List<Gate> ry(List<Integer> controls, int target, Angle angle) {
        if (controls.size() == 1) {
            return List.of(new CRY(controls.get(0), target, angle));
        }
        Gate flip = new MultiControlledX(controls, target);
        return List.of(new RY(target, angle.scaled(.5)), flip, new RY(target, angle.scaled(-.5)), flip);
    }

    /** As {@link #ry}. */
    static List<Gate> rz(List<Integer> controls, int target, Angle angle) {
        if (controls.size() == 1) {
            return List.of(new CRZ(controls.get(0), target, angle));
        }
        Gate flip = new MultiControlledX(controls, target);
        return List.of(new RZ(target, angle.scaled(.5)), flip, new RZ(target, angle.scaled(-.5)), flip);
    }

    /**
     * The factor {@code e^(i angle)} where all the qubits are 1: RZ of the angle on one of them, controlled by the others,
     * turns by half of it too much where it is 0, so that the others' phase is half the angle.
     */
    static List<Gate> phase(List<Integer> qubits, Angle angle) {
        List<Gate> gates = new ArrayList<>();
        Angle rest = angle;
        for (int last = qubits.size() - 1; last > 0; last--) {
            gates.addAll(rz(qubits.subList(0, last), qubits.get(last), rest));
            rest = rest.scaled(.5);
        }
        gates.add(new RZ(qubits.get(0), rest));
        gates.add(new GlobalPhase(rest.scaled(.5)));
        return gates;
    }
}
