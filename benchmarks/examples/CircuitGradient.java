import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.engine.CircuitFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A circuit, its expectations, and their gradients, without any network. */
public class CircuitGradient {
    public static void main(String[] args) {
        Circuit circuit = Circuit.builder(2)
                .add(new RY(0, Angle.input(0)))
                .add(new RX(1, Angle.parameter(0).times(Angle.input(1))))
                .add(new CNOT(0, 1))
                .build();
        System.out.println(circuit.draw(60));
        INDArray x = Nd4j.create(new double[][] {{0.1, 0.2}, {0.3, 0.4}}); // [minibatch, inputs]
        INDArray theta = Nd4j.create(new double[] {0.5}); // [parameters]
        try (CircuitFunction function = CircuitFunction.of(circuit)) {
            INDArray z = function.value(x, theta); // [minibatch, observables]: Z of both qubits
            CircuitFunction.Gradients<INDArray> gradients = function.gradients(x, theta, Nd4j.onesLike(z));
            for (int k = 0; k < 2; k++) {
                System.out.printf("Z of both qubits %.4f %.4f%n", z.getDouble(k, 0), z.getDouble(k, 1));
            }
            System.out.printf("d sum / d theta %.4f%n", gradients.parameters().getDouble(0));
        }
    }
}

// Output:
// q0: ──RY(x0)───●─
//                │
// q1: ─RX(θ0·x1)─⊕─
// measured: ⟨Z0⟩ ⟨Z1⟩
//
// Z of both qubits 0.9950 0.9900
// Z of both qubits 0.9553 0.9363
// d sum / d theta -0.0958
