package io.github.dl4jquantum.engine.spi;

import java.util.List;

/**
 * A recurrent cell over whole sequences, and its gradient through time. Not safe for use by several threads at once;
 * arrays hold the minibatch innermost.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface SequenceEvaluator<A> extends AutoCloseable {

    /**
     * Runs the cell over a sequence.
     *
     * @param input the sequence; its arrays may not change before {@link #backward}
     * @param parameters the cell's parameters, in one array
     * @param differentiable whether {@link #backward} will follow
     * @return activations and final states
     * @throws IllegalArgumentException if an array's length does not fit
     */
    Output<A> forward(Input<A> input, A parameters, boolean differentiable);

    /**
     * {@return the gradient of {@code sum(activations * upstream)} at the point of the last differentiable
     * {@link #forward}; nothing flows in from the final states}
     *
     * @param upstream d loss / d activations, [minibatch, nOut, time]
     * @param steps how many of the last time steps the gradient goes back through (truncated backpropagation through
     *     time); the gradient of the inputs before them is 0
     * @throws IllegalStateException if no differentiable forward came before
     */
    CircuitEvaluator.Gradients<A> backward(A upstream, int steps);

    /** Frees what the evaluator holds. */
    @Override
    void close();

    /**
     * The states of a cell between two time steps, where the evaluator that found them keeps them: an evaluator that is
     * given its own goes on without copying.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    @FunctionalInterface
    interface States<A> {

        /**
         * {@return the states in arrays, each [minibatch, nOut]; an empty list stands for zeros}
         *
         * @throws IllegalStateException if the evaluator no longer has them: they may be asked for, and gone on from,
         *     until it runs forward from other states, and ever after once they have been asked for
         */
        List<A> arrays();
    }

    /**
     * A sequence.
     *
     * @param minibatch number of sequences, at least 1
     * @param steps number of time steps, at least 1
     * @param values [minibatch, nIn, time]
     * @param mask [minibatch, time], or null where every step counts. Activations and states of a step are multiplied
     *     by its entry, as in DL4J's LSTM: padding on either side leaves a sequence what it would be alone
     * @param states the cell's states before the first step
     * @param <A> {@code float[]} or {@code double[]}
     */
    record Input<A>(int minibatch, int steps, A values, A mask, States<A> states) {

        /**
         * A sequence with its first states in arrays.
         *
         * @param minibatch number of sequences
         * @param steps number of time steps
         * @param values the sequences, as {@link #values} says
         * @param mask as {@link #mask} says
         * @param states each [minibatch, nOut]; an empty list stands for zeros
         */
        public Input(int minibatch, int steps, A values, A mask, List<A> states) {
            this(minibatch, steps, values, mask, () -> states);
        }
    }

    /**
     * What the cell makes of a sequence.
     *
     * @param activations y, [minibatch, nOut, time]
     * @param states the cell's states after the last step
     * @param <A> {@code float[]} or {@code double[]}
     */
    record Output<A>(A activations, States<A> states) {

        /**
         * What a run returns, with its final states in arrays.
         *
         * @param activations as {@link #activations} says
         * @param states each [minibatch, nOut]
         */
        public Output(A activations, List<A> states) {
            this(activations, () -> states);
        }
    }
}
