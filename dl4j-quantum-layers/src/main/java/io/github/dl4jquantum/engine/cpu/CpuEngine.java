package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;

/**
 * Statevector simulation in plain Java.
 *
 * <p>Cost: a circuit of n qubits and L layers takes about L n 2^n fused multiply-adds an example forward and three times
 * as many forward and back. The minibatch is cut into tiles of 64 examples, each a task for one thread; a tile's result
 * does not depend on the others, and gradients are added up tile by tile, so that the number of threads changes no bit.
 *
 * <p>Memory: (L + 3) 2^n complex numbers an example of a tile. Tapes are kept from forward to backward while they fit
 * in a quarter of the heap; beyond that the way back runs the tile forward once more.
 */
public final class CpuEngine implements CircuitEngine {

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public <A> CircuitEvaluator<A> circuit(Circuit circuit, Precision<A> precision) {
        return new CpuCircuit<>(CircuitPlan.of(circuit), precision, Memory.tapeBudget());
    }

    @Override
    public <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision) {
        return sequence(cell, precision, Memory.tapeBudget());
    }

    static <A> SequenceEvaluator<A> sequence(RecurrentCell cell, Precision<A> precision, long tapeBudget) {
        return cell instanceof QlstmCell qlstm
                ? new CpuSequence<>(new QlstmProgram<>(qlstm, precision), precision, tapeBudget)
                : new CpuSequence<>(new QgruProgram<>((QgruCell) cell, precision), precision, tapeBudget);
    }
}
