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
     * @throws IllegalArgumentException if an array's length does not fit
     */
    Output<A> forward(Input<A> input, A parameters, boolean differentiable);

    /**
     * The gradient of {@code sum(activations * upstream)} at the point of the last differentiable {@link #forward};
     * nothing flows in from the final states.
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
     * A sequence.
     *
     * @param minibatch number of sequences, at least 1
     * @param steps number of time steps, at least 1
     * @param values [minibatch, nIn, time]
     * @param mask [minibatch, time], or null where every step counts. Activations and states of a step are multiplied
     *     by its entry, as in DL4J's LSTM: padding on either side leaves a sequence what it would be alone
     * @param states the cell's states before the first step, each [minibatch, nOut]; an empty list stands for zeros
     * @param <A> {@code float[]} or {@code double[]}
     */
    record Input<A>(int minibatch, int steps, A values, A mask, List<A> states) {}

    /**
     * What the cell makes of a sequence.
     *
     * @param activations y, [minibatch, nOut, time]
     * @param states the cell's states after the last step, each [minibatch, nOut]
     * @param <A> {@code float[]} or {@code double[]}
     */
    record Output<A>(A activations, List<A> states) {}
}
