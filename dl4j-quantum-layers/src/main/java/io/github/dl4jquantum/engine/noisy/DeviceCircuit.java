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
import java.util.ArrayList;
import java.util.List;

/**
 * Shots of a backend: a program for each example and basis.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class DeviceCircuit<A> extends SampledCircuit<A> {

    private final CircuitRunner runner;
    private final List<MeasuredBasis> bases;

    DeviceCircuit(Circuit circuit, CircuitRunner runner, Precision<A> precision) {
        super(circuit, Lowering.of(circuit, NoiseModel.NONE).occurrences(), precision);
        this.runner = runner;
        bases = MeasuredBasis.of(circuit, NoiseModel.NONE);
    }

    @Override
    double[] means(int minibatch, A inputs, double[] parameters, int occurrence, double shift) {
        double[] x = NoisyTiles.toDoubles(inputs);
        List<Program> programs = new ArrayList<>();
        for (int example = 0; example < minibatch; example++) {
            double[] own = new double[circuit.inputs()];
            for (int k = 0; k < own.length; k++) {
                own[k] = x[k * minibatch + example];
            }
            List<Gate> bound = bound(own, parameters, occurrence, shift);
            bases.forEach(basis -> programs.add(program(bound, basis)));
        }
        List<Counts> counts = runner.run(programs);
        double[] z = new double[minibatch * identity().length];
        for (int example = 0; example < minibatch; example++) {
            double[] own = identity();
            for (int k = 0; k < bases.size(); k++) {
                add(counts.get(example * bases.size() + k), bases.get(k), own);
            }
            for (int k = 0; k < own.length; k++) {
                z[k * minibatch + example] = own[k];
            }
        }
        return z;
    }

    /** The circuit's primitive gates for one example, with one angle shifted. */
    private List<Gate> bound(double[] inputs, double[] parameters, int occurrence, double shift) {
        List<Gate> gates = new ArrayList<>();
        int at = 0;
        for (PrimitiveGate gate : circuit.primitives()) {
            if (gate instanceof GlobalPhase) {
                continue; // No device knows it, and no occurrence is its angle's.
            }
            List<Angle> angles = new ArrayList<>();
            for (Angle angle : gate.angles()) {
                double value = angle.value(inputs, parameters);
                if (!angle.isConstant() && at++ == occurrence) {
                    value += shift;
                }
                angles.add(Angle.constant(value));
            }
            gates.add(gate.withAngles(angles));
        }
        return gates;
    }

    private Program program(List<Gate> bound, MeasuredBasis basis) {
        Circuit.Builder turned = Circuit.builder(circuit.qubits());
        bound.forEach(turned::add);
        basis.turns().forEach(turned::add);
        return Program.of(turned.build(), basis.qubits(), runner.device());
    }

    private void add(Counts counts, MeasuredBasis basis, double[] z) {
        counts.byBits().forEach((bits, count) -> {
            int read = 0;
            for (int k = 0; k < bits.length(); k++) {
                read |= (bits.charAt(k) - '0') << k;
            }
            basis.add(read, (double) count / runner.shots(), false, z);
        });
    }
}
