package io.github.dl4jquantum.statevector;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.samediff.SDCircuit;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** States in double, by {@link SDCircuit}: exact to rounding, up to a phase that all examples share. */
public final class Statevectors {

    private Statevectors() {}

    /**
     * {@code U(x, theta) |0...0>} of a minibatch.
     *
     * @param inputs x, [minibatch][inputs], row by row; at least one row
     * @param parameters theta, [parameters]
     * @return [2 * 2^n, minibatch], real parts above imaginary parts, qubit 0 the most significant bit of an amplitude's
     *     index; 'c' order
     * @throws IllegalArgumentException if a row or the parameters have another length than the circuit asks for
     */
    public static INDArray of(Circuit circuit, double[][] inputs, double[] parameters) {
        check("parameters", circuit.parameters(), parameters.length, circuit);
        for (double[] row : inputs) {
            check("inputs", circuit.inputs(), row.length, circuit);
        }
        SameDiff sd = SameDiff.create();
        Map<String, INDArray> values = new HashMap<>();
        SDVariable x = null;
        SDVariable theta = null;
        if (circuit.inputs() > 0) {
            x = sd.placeHolder("x", DataType.DOUBLE, -1, circuit.inputs());
            values.put("x", Nd4j.createFromArray(inputs));
        }
        if (circuit.parameters() > 0) {
            theta = sd.placeHolder("theta", DataType.DOUBLE, circuit.parameters());
            values.put("theta", Nd4j.createFromArray(parameters));
        }
        SDVariable state = SDCircuit.statevector(sd, circuit, x, theta);
        INDArray states = sd.output(values, state.name()).get(state.name());
        // A state that no input has touched is one column, which stands for all.
        return states.size(1) == inputs.length
                ? states.dup('c')
                : Nd4j.tile(states, 1, inputs.length).dup('c');
    }

    private static void check(String what, int expected, int given, Circuit circuit) {
        if (expected != given) {
            throw new IllegalArgumentException(
                    given + " " + what + " were given to " + circuit + "; give " + expected + ".");
        }
    }
}
