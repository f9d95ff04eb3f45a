package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.Pauli;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.ReadoutError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Observables as sums over Pauli expectations; misreading makes {@code scale P + shift} of each Pauli matrix of a string. The
 * change of basis before X and Y are read is taken as free of noise.
 */
final class PauliReadout {

    private final int[][] rows;
    private final double[][] weights;

    PauliReadout(Circuit circuit, NoiseModel noise) {
        List<Observable> observables = circuit.observables();
        rows = new int[observables.size()][];
        weights = new double[observables.size()][];
        for (int k = 0; k < rows.length; k++) {
            Map<Integer, Double> sum = new TreeMap<>();
            observables.get(k).terms().forEach(term -> add(term, circuit.qubits(), noise, sum));
            rows[k] = sum.keySet().stream().mapToInt(Integer::intValue).toArray();
            weights[k] = sum.values().stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    private static void add(Observable.Term term, int qubits, NoiseModel noise, Map<Integer, Double> sum) {
        List<Integer> strings = new ArrayList<>(List.of(0));
        List<Double> factors = new ArrayList<>(List.of(term.coefficient()));
        for (Map.Entry<Integer, Pauli> factor : term.paulis().entrySet()) {
            ReadoutError error = noise.readout(factor.getKey());
            int digit = PauliString.digit(factor.getValue()) * PauliString.stride(qubits, factor.getKey());
            int count = strings.size();
            for (int k = 0; k < count; k++) {
                if (error.shift() != 0) {
                    strings.add(strings.get(k));
                    factors.add(factors.get(k) * error.shift());
                }
                strings.set(k, strings.get(k) + digit);
                factors.set(k, factors.get(k) * error.scale());
            }
        }
        for (int k = 0; k < strings.size(); k++) {
            sum.merge(strings.get(k), factors.get(k), Double::sum);
        }
    }

    /** z, one row for each observable. */
    <A> void forward(RowKernels<A> kernels, A[] expectations, A[] z) {
        for (int k = 0; k < z.length; k++) {
            kernels.fill(z[k], 0);
            for (int j = 0; j < rows[k].length; j++) {
                kernels.addScaled(expectations[rows[k][j]], weights[k][j], z[k]);
            }
        }
    }

    /** Adds d loss / d Pauli expectations. */
    <A> void backward(RowKernels<A> kernels, A[] upstream, A[] gradient) {
        for (int k = 0; k < upstream.length; k++) {
            for (int j = 0; j < rows[k].length; j++) {
                kernels.addScaled(upstream[k], weights[k][j], gradient[rows[k][j]]);
            }
        }
    }
}
