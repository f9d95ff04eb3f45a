package io.github.dl4jquantum.engine.spi;

/**
 * Expectations of one circuit and their gradients, for a minibatch of inputs. Not safe for use by several threads at
 * once; arrays hold the minibatch innermost.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface CircuitEvaluator<A> extends AutoCloseable {

    /**
     * Expectations z = f(x, theta).
     *
     * @param minibatch number of examples, at least 1
     * @param inputs x, [minibatch, inputs]; neither array may change before {@link #backward}
     * @param parameters theta, [parameters]
     * @param differentiable whether {@link #backward} will follow
     * @return [minibatch, observables]
     * @throws IllegalArgumentException if an array's length does not fit
     */
    A forward(int minibatch, A inputs, A parameters, boolean differentiable);

    /**
     * {@return the gradient of {@code sum(z * upstream)} at the point of the last differentiable {@link #forward}}
     *
     * @param upstream d loss / d z, [minibatch, observables]
     * @throws IllegalStateException if no differentiable forward came before
     */
    Gradients<A> backward(A upstream);

    /** Frees what the evaluator holds. */
    @Override
    void close();

    /**
     * What {@link #backward} returns.
     *
     * @param inputs d loss / d inputs, shaped like the inputs
     * @param parameters d loss / d parameters, summed over the minibatch
     * @param <A> {@code float[]} or {@code double[]}
     */
    record Gradients<A>(A inputs, A parameters) {}
}
