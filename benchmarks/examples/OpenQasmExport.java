import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.qasm.OpenQasm;
import io.github.dl4jquantum.engine.CircuitFunction;
import java.util.Random;

/** A circuit is evaluated, compiled to a machine whose neighbours alone are coupled, and written as OpenQASM 3. */
public class OpenQasmExport {
    public static void main(String[] args) {
        Circuit circuit = Ansatz.basicEntangling(3, 1);
        double[] x = {0.1, 0.2, 0.3};
        double[] theta = new Random(1).doubles(circuit.parameters()).toArray();
        try (CircuitFunction function = CircuitFunction.of(circuit)) {
            double[] z = function.value(x, theta);
            System.out.printf("Z of three qubits %.4f %.4f %.4f%n", z[0], z[1], z[2]);
        }
        System.out.print(OpenQasm.write(circuit, x, theta, OpenQasm.Version.V3));
    }
}

// Output:
// Z of three qubits 0.7162 0.5526 0.4829
// OPENQASM 3.0;
// include "stdgates.inc";
// qubit[3] q;
// ry(0.1) q[0];
// ry(0.2) q[1];
// ry(0.3) q[2];
// ry(0.7308781907032909) q[0];
// ry(0.41008081149220166) q[1];
// ry(0.20771484130971707) q[2];
// cx q[0],q[1];
// cx q[1],q[2];
// cx q[2],q[0];
