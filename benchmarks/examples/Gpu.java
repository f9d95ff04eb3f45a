import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.CircuitFunction;
import io.github.dl4jquantum.engine.Engine;

/** The same circuit on every engine that this machine has. */
public class Gpu {
    public static void main(String[] args) {
        Circuit circuit = Ansatz.paper(4, 4);
        double[] x = {0.1, 0.2, 0.3, 0.4};
        double[] theta = new double[circuit.parameters()];
        for (Engine engine : new Engine[] {Engine.CPU, Engine.SAMEDIFF, Engine.CUDA}) {
            try (CircuitFunction function = CircuitFunction.of(circuit, engine)) {
                System.out.printf("%s %.4f%n", engine, function.value(x, theta)[0]);
            } catch (RuntimeException noGpu) {
                System.out.println(engine + " is not there"); // its message says why, and what would help
            }
        }
    }
}

// Output:
// CPU -0.0995
// SAMEDIFF -0.0995
// CUDA is not there
