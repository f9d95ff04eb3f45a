package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.GruCell;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;

/**
 * Statevector simulation in plain Java, and in the Vector API where {@link #usesVectorApi() the JVM has it}.
 *
 * <p>Cost: with n qubits, L layers and a minibatch of B, a run takes time in proportion to B L n 2^n; forward and back
 * some three times as long as forward alone, and five times at n = 12, where the tape no longer fits the cache. A
 * sequence of T time steps runs 6 T (QLSTM) or 3 T (QGRU) circuits. Below n = 4 or B = 8 the fixed cost of a pass over
 * the rows shows, beyond n = 10 that of memory.
 *
 * <p>The classical GRU runs in the same loops: 3 nOut (nIn + nOut) B T multiplications forward, twice as many back.
 *
 * <p>The minibatch is cut into tiles of 8, 32 or 64 examples ("lanes"), the narrowest that takes all of it, or of 128
 * where it fills two of them and their rows stay in the cache; each tile
 * is a task for one thread, so that a minibatch uses no more threads than it has tiles. A tile's result does not depend
 * on the others, and gradients are added up tile by tile, so that the number of threads changes no bit.
 *
 * <p>Choices that were measured (benchmarks {@code CircuitBenchmark} and {@code CellBenchmark}): an example is cheaper the
 * wider the tile, while what is kept stays in the cache, but a narrow tile beats a wide one that is half empty; gates one by
 * one beat a dense matrix while their tape stays in the cache, beyond that a matrix that needs no tape is quicker up to n = 4
 * ({@code Transfer}); two rotations share a pass; all phases and permutations of a layer are one gather with one
 * factor a row; from n = 7 on rows are rotated in blocks that fit the cache.
 *
 * <p>Memory: (L + 4) 2^n complex numbers a lane, of a circuit alone 7 2^n where those would not fit: the way back then makes
 * each state of the next one, by un-applying a layer, which takes more time. Tapes are kept from forward to backward while they fit in a quarter of
 * the heap; beyond that the way back runs the tile forward once more. Where a wide tile would not fit in half the heap, a
 * narrower one is taken.
 */
public final class CpuEngine implements CircuitEngine {

    @Override
    public String name() {
        return "cpu";
    }

    /**
     * {@return whether the loops that weigh most run in the Vector API, as they do in a JVM that was started with
     * {@code --add-modules jdk.incubator.vector}} They give the same bits as the others, sooner (benchmarks/SPEED.md).
     */
    public static boolean usesVectorApi() {
        return Simd.PRESENT;
    }

    @Override
    public <A> CircuitEvaluator<A> expectations(Circuit circuit, Precision<A> precision) {
        return CpuCircuit.of(CircuitPlan.of(circuit), precision);
    }

    @Override
    public <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision) {
        return sequence(cell, precision, Memory.tapeBudget(), Transfer::pays);
    }

    /**
     * Prepares the classical cell that runs in the same loops.
     *
     * @param <A> {@code float[]} or {@code double[]}
     * @param cell the classical cell
     * @param precision of the arithmetic
     * @return its evaluator
     */
    public <A> SequenceEvaluator<A> cell(GruCell cell, Precision<A> precision) {
        return sequence(cell, precision, Memory.tapeBudget(), Transfer::pays);
    }

    static <A> SequenceEvaluator<A> sequence(
            SequenceCell cell, Precision<A> precision, long tapeBudget, Transfer.Rule rule) {
        if (cell instanceof QlstmCell qlstm) {
            return new CpuSequence<>(new QlstmProgram<>(qlstm, precision), precision, tapeBudget, rule);
        }
        if (cell instanceof QgruCell qgru) {
            return new CpuSequence<>(new QgruProgram<>(qgru, precision), precision, tapeBudget, rule);
        }
        return new CpuSequence<>(new GruProgram<>((GruCell) cell, precision), precision, tapeBudget, rule);
    }
}
