package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.Circuit;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A bank of circuits that differ in inputs and angles alone, evaluated as one circuit with as many times the minibatch:
 * first the whole minibatch for the first circuit, then for the second, and so on.
 *
 * @param sd the graph
 * @param circuit each of them
 * @param count how many there are, k
 */
record Bank(SameDiff sd, Circuit circuit, int count) {

    /** [k * minibatch, inputs] from [minibatch, k * inputs]. */
    SDVariable inputs(SDVariable q) {
        return count == 1
                ? q
                : sd.permute(q.reshape(-1, count, circuit.inputs()), 1, 0, 2).reshape(-1, circuit.inputs());
    }

    /**
     * Row by row the angles of the circuit that the row belongs to, [k * minibatch, parameters].
     *
     * @param angles [k * parameters]; null where there are none
     * @param ones [minibatch, 1]
     */
    SDVariable angles(SDVariable angles, SDVariable ones) {
        int each = circuit.parameters();
        if (each == 0) {
            return null;
        }
        return count == 1
                ? ones.mul(angles)
                : angles.reshape(count, 1, each).mul(ones.reshape(1, -1, 1)).reshape(-1, each);
    }

    /** [minibatch, k * observables] from [k * minibatch, observables]. */
    SDVariable joined(SDVariable z) {
        int each = circuit.observables().size();
        return count == 1 ? z : sd.permute(z.reshape(count, -1, each), 1, 0, 2).reshape(-1, count * each);
    }
}
