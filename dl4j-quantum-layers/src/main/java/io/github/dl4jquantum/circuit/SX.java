package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The square root of {@link X}, {@code e^(i pi/4) RX(pi/2)}.
 *
 * @param qubit the qubit acted on
 */
public record SX(@JsonProperty("qubit") int qubit) implements CompositeGate {

    @Override
    public List<Integer> qubits() {
        return List.of(qubit);
    }

    @Override
    public List<Angle> angles() {
        return List.of();
    }

    @Override
    public Unitary matrix(double... angles) {
        return new Unitary(new double[] {.5, .5, .5, .5}, new double[] {.5, -.5, -.5, .5});
    }

    @Override
    public List<Gate> decomposition() {
        return List.of(new GlobalPhase(Angle.constant(Math.PI / 4)), new RX(qubit, Angle.constant(Math.PI / 2)));
    }
}
