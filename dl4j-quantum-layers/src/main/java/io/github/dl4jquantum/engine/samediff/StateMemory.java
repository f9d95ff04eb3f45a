package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.StateTooLargeException;
import org.bytedeco.javacpp.Pointer;

/** What a graph's states take of the memory outside the Java heap. */
final class StateMemory {

    /** States alive at once where none is kept for the gradient: of one gate, its terms. */
    private static final int WORKING_STATES = 8;

    /** Arrays of a state's size that the gradient of one rotation or fixed gate needs. */
    private static final int STATES_PER_GATE = 4;

    private StateMemory() {}

    /**
     * @param minibatch number of states at once
     * @throws StateTooLargeException if the states of a circuit do not fit
     */
    static void check(Circuit circuit, long minibatch, boolean differentiable, Precision<?> precision) {
        long states = WORKING_STATES;
        if (differentiable) {
            for (Gate gate : circuit.gates()) {
                states += (long) STATES_PER_GATE * Math.max(1, gate.angles().size());
            }
        }
        long needed = states * minibatch * (2L << circuit.qubits()) * precision.bytes();
        long available = available();
        if (needed > available) {
            throw new StateTooLargeException(
                    circuit + " on " + minibatch + " examples",
                    needed,
                    available,
                    "use fewer qubits or a smaller minibatch, or raise -Dorg.bytedeco.javacpp.maxphysicalbytes");
        }
    }

    private static long available() {
        long free = Pointer.availablePhysicalBytes();
        long limit = Pointer.maxPhysicalBytes();
        return limit > 0 ? Math.min(free, limit - Pointer.physicalBytes()) : free;
    }
}
