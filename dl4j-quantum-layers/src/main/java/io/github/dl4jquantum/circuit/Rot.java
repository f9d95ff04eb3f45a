package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The general one-qubit rotation, {@code RZ(gamma) RY(beta) RZ(alpha)}: alpha acts first.
 *
 * @param qubit the qubit acted on
 * @param alpha the first angle, about z
 * @param beta the second angle, about y
 * @param gamma the third angle, about z
 */
public record Rot(
        @JsonProperty("qubit") int qubit,
        @JsonProperty("alpha") Angle alpha,
        @JsonProperty("beta") Angle beta,
        @JsonProperty("gamma") Angle gamma)
        implements PrimitiveGate {

    /**
     * Checks the components.
     *
     * @param qubit the qubit acted on
     * @param alpha the first angle, about z
     * @param beta the second angle, about y
     * @param gamma the third angle, about z
     * @throws NullPointerException without one of the angles
     */
    public Rot {
        Angle.checkThere(alpha, beta, gamma);
    }

    @Override
    public List<Integer> qubits() {
        return List.of(qubit);
    }

    @Override
    public List<Angle> angles() {
        return List.of(alpha, beta, gamma);
    }

    @Override
    public Unitary matrix(double... angles) {
        double c = Math.cos(angles[1] / 2);
        double s = Math.sin(angles[1] / 2);
        double sum = (angles[0] + angles[2]) / 2;
        double difference = (angles[0] - angles[2]) / 2;
        return new Unitary(
                new double[] {c * Math.cos(sum), -s * Math.cos(difference), s * Math.cos(difference), c * Math.cos(sum)
                },
                new double[] {
                    -c * Math.sin(sum), -s * Math.sin(difference), -s * Math.sin(difference), c * Math.sin(sum)
                });
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new Rot(qubit, angles.get(0), angles.get(1), angles.get(2));
    }

    @Override
    public List<PrimitiveGate> inverse() {
        return List.of(new Rot(qubit, gamma.scaled(-1), beta.scaled(-1), alpha.scaled(-1)));
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        List<Gate> gates = new ArrayList<>(Controls.rz(controls, qubit, alpha));
        gates.addAll(Controls.ry(controls, qubit, beta));
        gates.addAll(Controls.rz(controls, qubit, gamma));
        return gates;
    }
}
