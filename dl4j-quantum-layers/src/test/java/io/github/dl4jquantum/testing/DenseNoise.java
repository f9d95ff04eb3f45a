package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.PrimitiveGate;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.noise.KrausOperator;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.List;

/**
 * The oracle of noise: a dense complex density matrix, to which each gate's matrix and each Kraus operator is applied from both
 * sides; misreading by a confusion matrix on the probabilities in the basis of each Pauli string; gradients by
 * {@link ParameterShift} of the primitive gates. Shares no code with the engine.
 */
public final class DenseNoise {

    private final Circuit circuit;
    private final NoiseModel noise;

    public DenseNoise(Circuit circuit, NoiseModel noise) {
        Circuit.Builder primitive = Circuit.builder(circuit.qubits());
        circuit.primitives().forEach(primitive::add);
        circuit.observables().forEach(primitive::measure);
        this.circuit = primitive.build();
        this.noise = noise;
    }

    /** rho, all real parts row by row, then all imaginary parts. */
    public double[] state(double[] inputs, double[] parameters) {
        return state(angles(inputs, parameters));
    }

    /** z of one example. */
    public double[] expectations(double[] inputs, double[] parameters) {
        return expectations(angles(inputs, parameters));
    }

    /** Gradient of {@code sum(z * upstream)} of one example. */
    public CircuitEvaluator.Gradients<double[]> gradients(double[] inputs, double[] parameters, double[] upstream) {
        return new ParameterShift(circuit, this::expectations)
                .gradients(inputs, parameters, angles(inputs, parameters), upstream);
    }

    private double[][] angles(double[] inputs, double[] parameters) {
        return circuit.gates().stream()
                .map(gate -> gate.angles().stream()
                        .mapToDouble((Angle angle) -> angle.value(inputs, parameters))
                        .toArray())
                .toArray(double[][]::new);
    }

    private double[] state(double[][] angles) {
        int size = 1 << circuit.qubits();
        double[] rho = new double[2 * size * size];
        rho[0] = 1;
        List<PrimitiveGate> gates = circuit.primitives();
        for (int g = 0; g < gates.size(); g++) {
            var matrix = gates.get(g).matrix(angles[g]);
            double[] sum = new double[rho.length];
            sandwich(rho, matrix.real(), matrix.imaginary(), gates.get(g).qubits(), sum);
            rho = sum;
            for (NoiseModel.Application one : noise.after(gates.get(g))) {
                sum = new double[rho.length];
                for (KrausOperator kraus : one.channel().kraus()) {
                    sandwich(rho, kraus.real(), kraus.imaginary(), one.qubits(), sum);
                }
                rho = sum;
            }
        }
        return rho;
    }

    /** sum += K rho K†. */
    private void sandwich(double[] rho, double[] re, double[] im, List<Integer> qubits, double[] sum) {
        int size = 1 << circuit.qubits();
        int small = 1 << qubits.size();
        int area = size * size;
        double[] left = new double[rho.length];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                for (int k = 0; k < small; k++) {
                    int entry = read(row, qubits) * small + k;
                    int from = write(row, qubits, k) * size + column;
                    left[row * size + column] += re[entry] * rho[from] - im[entry] * rho[area + from];
                    left[area + row * size + column] += re[entry] * rho[area + from] + im[entry] * rho[from];
                }
            }
        }
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                for (int k = 0; k < small; k++) {
                    int entry = read(column, qubits) * small + k;
                    int from = row * size + write(column, qubits, k);
                    sum[row * size + column] += re[entry] * left[from] + im[entry] * left[area + from];
                    sum[area + row * size + column] += re[entry] * left[area + from] - im[entry] * left[from];
                }
            }
        }
    }

    private int mask(int qubit) {
        return 1 << circuit.qubits() - 1 - qubit;
    }

    private int read(int index, List<Integer> qubits) {
        int value = 0;
        for (int qubit : qubits) {
            value = 2 * value + ((index & mask(qubit)) == 0 ? 0 : 1);
        }
        return value;
    }

    private int write(int index, List<Integer> qubits, int value) {
        int result = index;
        for (int k = 0; k < qubits.size(); k++) {
            int mask = mask(qubits.get(k));
            result = (value >> qubits.size() - 1 - k & 1) == 1 ? result | mask : result & ~mask;
        }
        return result;
    }

    private double[] expectations(double[][] angles) {
        double[] rho = state(angles);
        return circuit.observables().stream()
                .mapToDouble(observable -> observable.terms().stream()
                        .mapToDouble(term -> term.coefficient() * read(rho, term))
                        .sum())
                .toArray();
    }

    /** The mean product of the values that are read after the string's qubits were turned into the basis of Z. */
    private double read(double[] rho, Observable.Term term) {
        double[] turned = rho;
        double half = Math.sqrt(0.5);
        for (var factor : term.paulis().entrySet()) {
            double[] next = new double[rho.length];
            List<Integer> on = List.of(factor.getKey());
            switch (factor.getValue()) {
                case X -> sandwich(turned, new double[] {half, half, half, -half}, new double[4], on, next);
                case Y -> sandwich(turned, new double[] {half, 0, half, 0}, new double[] {0, -half, 0, half}, on, next);
                default -> next = turned;
            }
            turned = next;
        }
        double mean = 0;
        for (int state = 0; state < 1 << circuit.qubits(); state++) {
            double value = turned[state * (1 << circuit.qubits()) + state];
            for (int qubit : term.paulis().keySet()) {
                var error = noise.readout(qubit);
                value *= (state & mask(qubit)) == 0 ? 1 - 2 * error.read1Given0() : 2 * error.read0Given1() - 1;
            }
            mean += value;
        }
        return mean;
    }
}
