package io.github.dl4jquantum.backend;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.qasm.Machine;
import io.github.dl4jquantum.circuit.qasm.OpenQasm;
import io.github.dl4jquantum.circuit.qasm.OpenQasm.Version;
import java.util.List;

/**
 * A bound circuit that ends by reading qubits into the classical register {@code c}.
 *
 * @param text OpenQASM
 * @param bits how many are read
 */
public record Program(String text, int bits) {

    private static final double[] NONE = {};

    /**
     * Compiles a circuit to a device.
     *
     * @param bound with constant angles
     * @param read its qubits that are read, in the order of the bits
     * @param device what runs it
     * @param folding how often each of the device's gates of two qubits is written, which are their own inverses: odd
     * @return the program
     * @throws IllegalArgumentException if the circuit does not fit the device
     */
    public static Program of(Circuit bound, List<Integer> read, Device device, int folding) {
        Machine.Compiled compiled = device.machine().compile(bound, NONE, NONE);
        boolean two = device.language() == Version.V2;
        Circuit.Builder folded = Circuit.builder(compiled.circuit().qubits());
        for (Gate gate : compiled.circuit().gates()) {
            for (int k = 0; k < (gate.qubits().size() == 2 ? folding : 1); k++) {
                folded.add(gate);
            }
        }
        StringBuilder text = new StringBuilder(OpenQasm.write(folded.build(), NONE, NONE, device.language()));
        text.append((two ? "creg c[%d];\n" : "bit[%d] c;\n").formatted(read.size()));
        for (int bit = 0; bit < read.size(); bit++) {
            int qubit = compiled.positions().get(read.get(bit));
            text.append((two ? "measure q[%2$d] -> c[%1$d];\n" : "c[%d] = measure q[%d];\n").formatted(bit, qubit));
        }
        return new Program(text.toString(), read.size());
    }
}
