package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.backend.CircuitRunner;
import io.github.dl4jquantum.backend.Counts;
import io.github.dl4jquantum.backend.Program;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.GlobalPhase;
import io.github.dl4jquantum.circuit.PrimitiveGate;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.ReadoutError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Shots of a backend: a program for each example, basis and folding.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class DeviceCircuit<A> extends SampledCircuit<A> {

    private final CircuitRunner runner;
    private final Mitigation mitigation;
    private final List<MeasuredBasis> bases;

    DeviceCircuit(
            Circuit circuit, CircuitRunner runner, NoiseModel readout, Mitigation mitigation, Precision<A> precision) {
        super(circuit, Lowering.of(circuit, NoiseModel.NONE).occurrences(), precision);
        this.runner = runner;
        this.mitigation = mitigation;
        bases = MeasuredBasis.of(circuit, ofCircuit(readout));
    }

    /** The errors of the device's qubits that hold the circuit's at the end, whatever its angles are. */
    private NoiseModel ofCircuit(NoiseModel readout) {
        if (readout.readout().isEmpty()) {
            return NoiseModel.NONE;
        }
        List<Integer> positions = runner.device()
                .machine()
                .compile(circuit, new double[circuit.inputs()], new double[circuit.parameters()])
                .positions();
        List<ReadoutError> errors = new ArrayList<>();
        for (int qubit = 0; qubit < positions.size(); qubit++) {
            ReadoutError error = readout.readout(positions.get(qubit));
            errors.add(new ReadoutError(List.of(qubit), error.read1Given0(), error.read0Given1()));
        }
        return new NoiseModel(readout.name(), List.of(), errors, true);
    }

    @Override
    List<double[]> means(int minibatch, A inputs, double[] parameters, List<Point> points) {
        List<Program> programs = new ArrayList<>();
        points.forEach(point -> programs.addAll(programs(minibatch, inputs, parameters, point)));
        return means(minibatch, points.size(), runner.run(programs));
    }

    /**
     * Expectations of several circuits on one device, whose programs go out together.
     *
     * @param inputs of each circuit
     * @param parameters of each
     * @return z of each, [minibatch, observables]
     */
    static <A> List<double[]> together(
            List<DeviceCircuit<A>> circuits, int minibatch, List<A> inputs, List<A> parameters) {
        List<Program> programs = new ArrayList<>();
        for (int k = 0; k < circuits.size(); k++) {
            programs.addAll(circuits.get(k)
                    .programs(minibatch, inputs.get(k), NoisyTiles.toDoubles(parameters.get(k)), Point.HERE));
        }
        List<Counts> counts = circuits.get(0).runner.run(programs);
        List<double[]> z = new ArrayList<>();
        int first = 0;
        for (DeviceCircuit<A> circuit : circuits) {
            int next = first + minibatch * circuit.programsOfExample();
            z.addAll(circuit.means(minibatch, 1, counts.subList(first, next)));
            first = next;
        }
        return z;
    }

    private int programsOfExample() {
        return bases.size() * mitigation.foldings().size();
    }

    /** For each example, one for each folding and basis. */
    private List<Program> programs(int minibatch, A inputs, double[] parameters, Point point) {
        double[] x = NoisyTiles.toDoubles(inputs);
        List<Program> programs = new ArrayList<>();
        for (int example = 0; example < minibatch; example++) {
            double[] own = new double[circuit.inputs()];
            for (int k = 0; k < own.length; k++) {
                own[k] = x[k * minibatch + example];
            }
            List<Gate> bound = bound(own, parameters, point);
            mitigation
                    .foldings()
                    .forEach(folding -> bases.forEach(basis -> programs.add(program(bound, basis, folding))));
        }
        return programs;
    }

    /** z at each of so many points, from the counts of their programs. */
    private List<double[]> means(int minibatch, int points, List<Counts> counts) {
        List<double[]> all = new ArrayList<>();
        Iterator<Counts> next = counts.iterator();
        for (int point = 0; point < points; point++) {
            double[] z = new double[minibatch * identity().length];
            for (int example = 0; example < minibatch; example++) {
                double[] own = identity();
                for (double weight : mitigation.weights()) {
                    bases.forEach(basis -> add(next.next(), basis, weight, own));
                }
                for (int k = 0; k < own.length; k++) {
                    z[k * minibatch + example] = own[k];
                }
            }
            all.add(z);
        }
        return all;
    }

    /** The circuit's primitive gates for one example, with one angle shifted. */
    private List<Gate> bound(double[] inputs, double[] parameters, Point point) {
        List<Gate> gates = new ArrayList<>();
        int at = 0;
        for (PrimitiveGate gate : circuit.primitives()) {
            if (gate instanceof GlobalPhase) {
                continue; // No device knows it, and no occurrence is its angle's.
            }
            List<Angle> angles = new ArrayList<>();
            for (Angle angle : gate.angles()) {
                double value = angle.value(inputs, parameters);
                if (!angle.isConstant() && at++ == point.occurrence()) {
                    value += point.shift();
                }
                angles.add(Angle.constant(value));
            }
            gates.add(gate.withAngles(angles));
        }
        return gates;
    }

    private Program program(List<Gate> bound, MeasuredBasis basis, int folding) {
        Circuit.Builder turned = Circuit.builder(circuit.qubits());
        bound.forEach(turned::add);
        basis.turns().forEach(turned::add);
        return Program.of(turned.build(), basis.qubits(), runner.device(), folding);
    }

    private void add(Counts counts, MeasuredBasis basis, double weight, double[] z) {
        counts.byBits().forEach((bits, count) -> {
            int read = 0;
            for (int k = 0; k < bits.length(); k++) {
                read |= (bits.charAt(k) - '0') << k;
            }
            basis.add(read, weight * count / runner.shots(), mitigation.invertReadout(), z);
        });
    }
}
