package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.SequenceCell;
import java.util.List;

/**
 * A kind of cell on the CPU: how to run its time steps on a tile of lanes.
 *
 * @param <A> {@code float[]} or {@code double[]}
 * @param <S> what a step keeps
 */
interface CellProgram<A, S extends CellStep<A>> {

    SequenceCell cell();

    /**
     * Bytes of a step's rows and of what a thread needs for the way back, both for each lane, and of the tables of a
     * set of parameters.
     */
    Sizes sizes();

    /** Lanes of a tile at most: a step of many circuits leaves the cache on a wide one, and keeps fewer threads busy. */
    int widest();

    /** Its circuits. */
    List<Bank<A>> banks();

    /** Room for a step. */
    S step(CellKernels<A> kernels);

    /** The way forward, for one thread. */
    Forward<A, S> forward(CellKernels<A> kernels);

    /** The way back, for one thread. */
    Backward<A, S> backward(CellKernels<A> kernels);

    record Sizes(long step, long scratch, long tables) {}

    /** One time step forward. */
    interface Forward<A, S> {

        /**
         * Runs a step.
         *
         * @param before the states before the step; they may be the step's own
         */
        void run(S step, List<A[]> before, A parameters, boolean masked);
    }

    /** Time steps backward, from the last to the first, and the sum of the parameters' gradients over them. */
    interface Backward<A, S> {

        /** Begins at the last step of a sequence. */
        void begin();

        /** Rows for d loss / d activations of the step that {@link #run} will go through; it overwrites them. */
        A[] upstream();

        /**
         * Goes back through a step.
         *
         * @param before the states before the step
         */
        void run(S step, List<A[]> before, A parameters, boolean masked);

        /** d loss / d x of the step that was gone through. */
        A[] inputs();

        /** Adds d loss / d parameters of all steps gone through to {@code total}. */
        void addTo(double[] total);
    }
}
