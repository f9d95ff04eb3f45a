package io.github.dl4jquantum.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.RY;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More qubits than a dense simulation has memory for. Oracle, by hand: behind RY(a_k) on every qubit and a chain of CNOTs
 * from the first to the last, {@code <Z_q> = cos a_0 ... cos a_q}, and its slope along a_k is {@code -<Z_q> tan a_k}.
 */
@Timeout(120)
class WideCircuitTest {
    private static final double TOLERANCE = 1e-11;

    @ParameterizedTest
    @ValueSource(ints = {17, 18})
    void aChainIsAProductOfCosines(int qubits) {
        Circuit.Builder builder = Circuit.builder(qubits);
        double[] angles = new double[qubits];
        for (int qubit = 0; qubit < qubits; qubit++) {
            angles[qubit] = 0.1 + 0.03 * qubit;
            builder.add(new RY(qubit, qubit % 2 == 0 ? Angle.input(qubit / 2) : Angle.parameter(qubit / 2)));
        }
        for (int qubit = 0; qubit + 1 < qubits; qubit++) {
            builder.add(new CNOT(qubit, qubit + 1));
        }
        Circuit circuit = builder.build();
        double[] inputs = new double[circuit.inputs()];
        double[] parameters = new double[circuit.parameters()];
        for (int qubit = 0; qubit < qubits; qubit++) {
            (qubit % 2 == 0 ? inputs : parameters)[qubit / 2] = angles[qubit];
        }
        double[] upstream = new double[qubits];
        upstream[qubits - 1] = 1;
        try (CircuitFunction function = CircuitFunction.of(circuit, Engine.CPU)) {
            double[] z = function.value(inputs, parameters);
            double product = 1;
            for (int qubit = 0; qubit < qubits; qubit++) {
                product *= Math.cos(angles[qubit]);
                assertEquals(product, z[qubit], TOLERANCE);
            }
            CircuitFunction.Gradients<double[]> gradients = function.gradients(inputs, parameters, upstream);
            for (int qubit = 0; qubit < qubits; qubit++) {
                double[] side = qubit % 2 == 0 ? gradients.inputs() : gradients.parameters();
                assertEquals(-product * Math.tan(angles[qubit]), side[qubit / 2], TOLERANCE);
            }
        }
    }
}
