package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.StateTooLargeException;
import org.bytedeco.javacpp.Pointer;

/** What a graph's states take of the memory outside the Java heap. */
final class StateMemory {

    /** Arrays of a state's size alive at the widest gate. */
    private static final int WORKING_STATES = 8;

    /** Arrays of a state's size that a session keeps for each rotation or fixed gate, measured: 1 forward. */
    private static final int FORWARD_STATES = 1;

    /** The same with the gradient, which releases nothing before it is done: 19 measured. */
    private static final int GRADIENT_STATES = 20;

    private StateMemory() {}

    /**
     * @param minibatch number of states at once
     * @throws StateTooLargeException if the states of a circuit do not fit
     */
    static void check(Circuit circuit, long minibatch, boolean differentiable, Precision<?> precision) {
        long gates = 0;
        for (Gate gate : circuit.primitives()) {
            gates += Math.max(1, gate.angles().size());
        }
        long states = WORKING_STATES + gates * (differentiable ? GRADIENT_STATES : FORWARD_STATES);
        long needed = states * minibatch * (2L << circuit.qubits()) * precision.bytes();
        long available = available();
        if (needed > available) {
            throw new StateTooLargeException(
                    circuit + " on " + minibatch + " examples",
                    needed,
                    available,
                    "use fewer qubits or a smaller minibatch"
                            + (Pointer.maxPhysicalBytes() > 0
                                    ? ", or raise -Dorg.bytedeco.javacpp.maxphysicalbytes"
                                    : ""));
        }
    }

    /** The same for the circuits of a cell, which take several times the minibatch at once. */
    static void check(RecurrentCell cell, long minibatch, boolean differentiable, Precision<?> precision) {
        long states = cell.bank() * minibatch;
        if (cell instanceof QlstmCell qlstm) {
            check(qlstm.gates(), QlstmCell.GATES.size() * states, differentiable, precision);
            check(qlstm.heads(), QlstmCell.HEADS.size() * states, differentiable, precision);
        } else {
            check(((QgruCell) cell).circuit(), QgruCell.GATES.size() * states, differentiable, precision);
        }
    }

    private static long available() {
        long free = Pointer.availablePhysicalBytes();
        long limit = Pointer.maxPhysicalBytes();
        return limit > 0 ? Math.min(free, limit - Pointer.physicalBytes()) : free;
    }
}
