package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.engine.spi.CircuitEvaluator;

/**
 * Expectations of one evaluator, gradients of another.
 *
 * @param sampled whose expectations are returned
 * @param exact whose gradients are
 * @param <A> {@code float[]} or {@code double[]}
 */
record ExactGradients<A>(CircuitEvaluator<A> sampled, CircuitEvaluator<A> exact) implements CircuitEvaluator<A> {

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        if (differentiable) {
            exact.forward(minibatch, inputs, parameters, true);
        }
        return sampled.forward(minibatch, inputs, parameters, false);
    }

    @Override
    public Gradients<A> backward(A upstream) {
        return exact.backward(upstream);
    }

    @Override
    public void close() {
        sampled.close();
        exact.close();
    }
}
