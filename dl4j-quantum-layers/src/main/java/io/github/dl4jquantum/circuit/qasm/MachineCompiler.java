package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The circuit of {@link Machine#compile}. */
final class MachineCompiler {

    /** Angles that are rounding errors. */
    private static final double NEGLIGIBLE = 1e-14;

    private static final Unitary IDENTITY = new Unitary(new double[] {1, 0, 0, 1}, new double[4]);

    private final Machine machine;
    private final List<Gate> gates = new ArrayList<>();
    /** The machine's qubit that holds each qubit of the circuit. */
    private final int[] positions;
    /** The product of the gates of one qubit that wait to be written, for each of the machine's qubits. */
    private final Unitary[] waiting;

    MachineCompiler(Machine machine) {
        this.machine = machine;
        positions = IntStream.range(0, machine.qubits()).toArray();
        waiting = new Unitary[machine.qubits()];
        Arrays.fill(waiting, IDENTITY);
    }

    Machine.Compiled compile(Circuit circuit) {
        circuit.gates().forEach(this::add);
        IntStream.range(0, machine.qubits()).forEach(this::flush);
        Circuit.Builder compiled = Circuit.builder(machine.qubits());
        gates.forEach(compiled::add);
        for (int k = 0; k < circuit.observables().size(); k++) {
            Observable observable = moved(circuit.observables().get(k));
            if (circuit.variances().contains(k)) {
                compiled.measureVariance(observable);
            } else {
                compiled.measure(observable);
            }
        }
        return new Machine.Compiled(
                compiled.build(),
                Arrays.stream(positions, 0, circuit.qubits()).boxed().toList());
    }

    private Observable moved(Observable observable) {
        List<Observable.Term> terms = new ArrayList<>();
        for (Observable.Term term : observable.terms()) {
            SortedMap<Integer, Pauli> paulis = new TreeMap<>();
            term.paulis().forEach((qubit, pauli) -> paulis.put(positions[qubit], pauli));
            terms.add(new Observable.Term(term.coefficient(), paulis));
        }
        return new Observable(terms);
    }

    private void add(Gate gate) {
        if (gate.qubits().size() == 1) {
            turn(positions[gate.qubits().get(0)], gate.matrix(Binding.values(gate)));
        } else if (gate instanceof CNOT cnot) {
            addCnot(cnot.control(), cnot.target());
        } else if (gate instanceof CZ cz) {
            add(new H(cz.target()));
            addCnot(cz.control(), cz.target());
            add(new H(cz.target()));
        } else if (gate instanceof SWAP swap) {
            exchange(swap.first(), swap.second());
        } else if (gate instanceof CRX rotation) {
            add(new H(rotation.target()));
            addRotation(new RZ(rotation.target(), rotation.angle()), rotation.control());
            add(new H(rotation.target()));
        } else if (gate instanceof CRY rotation) {
            addRotation(new RY(rotation.target(), rotation.angle()), rotation.control());
        } else if (gate instanceof CRZ rotation) {
            addRotation(new RZ(rotation.target(), rotation.angle()), rotation.control());
        } else if (gate instanceof MultiControlledX flip) {
            if (flip.controls().size() == 1) {
                addCnot(flip.controls().get(0), flip.target());
            } else {
                PhaseLadder.of(flip).forEach(this::add);
            }
        } else if (gate instanceof FixedUnitary fixed) {
            UnitaryDecomposition.of(fixed).forEach(this::add);
        } else if (gate instanceof CompositeGate composite) {
            composite.decomposition().forEach(this::add);
        }
        // What is left is a global phase.
    }

    /** Half the rotation, and half of it back where the control is 0. */
    private void addRotation(Gate rotation, int control) {
        int target = rotation.qubits().get(0);
        Angle angle = rotation.angles().get(0);
        add(rotation.withAngles(List.of(angle.scaled(.5))));
        addCnot(control, target);
        add(rotation.withAngles(List.of(angle.scaled(-.5))));
        addCnot(control, target);
    }

    /** An exchange of two qubits costs nothing: each goes by the other's name from now on. */
    private void exchange(int first, int second) {
        int position = positions[first];
        positions[first] = positions[second];
        positions[second] = position;
    }

    private void addCnot(int control, int target) {
        List<Integer> path = path(positions[control], positions[target]);
        for (int k = 0; k + 2 < path.size(); k++) {
            swap(path.get(k), path.get(k + 1));
        }
        entangle(positions[control], positions[target]);
    }

    /** A shortest path between two of the machine's qubits, both included. */
    private List<Integer> path(int from, int to) {
        int[] before = new int[machine.qubits()];
        Arrays.fill(before, -1);
        before[from] = from;
        List<Integer> reached = new ArrayList<>(List.of(from));
        for (int k = 0; before[to] < 0; k++) {
            for (int next : machine.neighbours(reached.get(k))) {
                if (before[next] < 0) {
                    before[next] = reached.get(k);
                    reached.add(next);
                }
            }
        }
        List<Integer> path = new ArrayList<>();
        for (int at = to; at != from; at = before[at]) {
            path.add(at);
        }
        path.add(from);
        Collections.reverse(path);
        return path;
    }

    /** Exchanges what two coupled qubits of the machine hold, gates that wait included. */
    private void swap(int a, int b) {
        Unitary[] held = {waiting[a], waiting[b]};
        waiting[a] = IDENTITY;
        waiting[b] = IDENTITY;
        entangle(a, b);
        entangle(b, a);
        entangle(a, b);
        // What waits moves along, and acts after.
        turn(a, held[1]);
        turn(b, held[0]);
        for (int qubit = 0; qubit < positions.length; qubit++) {
            positions[qubit] = positions[qubit] == a ? b : positions[qubit] == b ? a : positions[qubit];
        }
    }

    /** CX of two coupled qubits of the machine. */
    private void entangle(int control, int target) {
        boolean cz = machine.entangler() == Machine.Entangler.CZ;
        Unitary hadamard = new H(0).matrix();
        if (cz) {
            turn(target, hadamard);
        }
        flush(control);
        flush(target);
        gates.add(cz ? new CZ(control, target) : new CNOT(control, target));
        if (cz) {
            turn(target, hadamard);
        }
    }

    private void turn(int qubit, Unitary matrix) {
        List<Integer> here = List.of(0);
        waiting[qubit] = new SubCircuit(
                        "product", List.of(new FixedUnitary(here, waiting[qubit]), new FixedUnitary(here, matrix)))
                .matrix();
    }

    /** Writes what waits for a qubit, with no, one or two sx: {@code U3 = RZ(phi + pi) SX RZ(theta + pi) SX RZ(lambda)}. */
    private void flush(int qubit) {
        EulerAngles euler = EulerAngles.of(waiting[qubit]);
        waiting[qubit] = IDENTITY;
        double theta = euler.theta();
        double phi = euler.phi();
        double lambda = euler.lambda();
        if (theta < NEGLIGIBLE) {
            rz(qubit, phi + lambda);
        } else if (Math.PI - theta < NEGLIGIBLE) {
            gates.add(new X(qubit));
            rz(qubit, phi - lambda + Math.PI);
        } else if (Math.abs(theta - Math.PI / 2) < NEGLIGIBLE) {
            rz(qubit, lambda - Math.PI / 2);
            gates.add(new SX(qubit));
            rz(qubit, phi + Math.PI / 2);
        } else {
            rz(qubit, lambda);
            gates.add(new SX(qubit));
            rz(qubit, theta + Math.PI);
            gates.add(new SX(qubit));
            rz(qubit, phi + Math.PI);
        }
    }

    private void rz(int qubit, double angle) {
        double turned = Math.IEEEremainder(angle, 2 * Math.PI);
        if (Math.abs(turned) > NEGLIGIBLE) {
            gates.add(new RZ(qubit, Angle.constant(turned)));
        }
    }
}
