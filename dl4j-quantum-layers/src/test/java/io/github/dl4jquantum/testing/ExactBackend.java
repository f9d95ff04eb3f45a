package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.backend.CircuitBackend;
import io.github.dl4jquantum.backend.Counts;
import io.github.dl4jquantum.backend.Device;
import io.github.dl4jquantum.backend.Program;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.qasm.OpenQasm;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads programs back from their text, and counts what the dense simulator gives, without sampling: expectations are right to
 * 2^bits / shots.
 *
 * @param device what programs are checked against
 */
public record ExactBackend(Device device) implements CircuitBackend {

    private static final double[] NONE = {};

    @Override
    public void run(List<Program> programs, int shots, Results results) {
        for (int k = 0; k < programs.size(); k++) {
            results.add(k, counts(OpenQasm.read(programs.get(k).text()), shots));
        }
    }

    private Counts counts(Circuit circuit, int shots) {
        // The reader measures Z of what the program reads, bit by bit.
        int[] read = circuit.observables().stream()
                .mapToInt(z -> z.terms().get(0).paulis().firstKey())
                .toArray();
        DenseSimulator.State state = new DenseSimulator(circuit).statevector(NONE, NONE);
        TreeMap<String, Double> probabilities = new TreeMap<>();
        for (int index = 0; index < state.real().length; index++) {
            StringBuilder bits = new StringBuilder();
            for (int qubit : read) {
                bits.append(index >> circuit.qubits() - 1 - qubit & 1);
            }
            double p = Math.pow(state.real()[index], 2) + Math.pow(state.imaginary()[index], 2);
            probabilities.merge(bits.toString(), p, Double::sum);
        }
        TreeMap<String, Integer> counts = new TreeMap<>();
        double upTo = 0;
        long given = 0;
        for (var entry : probabilities.entrySet()) {
            upTo += entry.getValue();
            long next = Math.min(shots, Math.round(upTo * shots));
            counts.put(entry.getKey(), (int) (next - given));
            given = next;
        }
        return new Counts(counts);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
