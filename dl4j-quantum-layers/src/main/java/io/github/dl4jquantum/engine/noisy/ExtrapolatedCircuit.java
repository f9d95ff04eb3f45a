package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.List;
import java.util.function.Function;

/**
 * A weighted sum of evaluators of the same inputs and parameters.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class ExtrapolatedCircuit<A> implements CircuitEvaluator<A> {

    private final List<CircuitEvaluator<A>> evaluators;
    private final double[] weights;
    private final Precision<A> precision;

    ExtrapolatedCircuit(List<CircuitEvaluator<A>> evaluators, double[] weights, Precision<A> precision) {
        this.evaluators = evaluators;
        this.weights = weights;
        this.precision = precision;
    }

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        return sum(evaluators.stream()
                .map(one -> one.forward(minibatch, inputs, parameters, differentiable))
                .toList());
    }

    @Override
    public Gradients<A> backward(A upstream) {
        List<Gradients<A>> all =
                evaluators.stream().map(one -> one.backward(upstream)).toList();
        return new Gradients<>(each(all, Gradients::inputs), each(all, Gradients::parameters));
    }

    private A each(List<Gradients<A>> all, Function<Gradients<A>, A> part) {
        return sum(all.stream().map(part).toList());
    }

    private A sum(List<A> terms) {
        double[] sum = new double[NoisyTiles.toDoubles(terms.get(0)).length];
        for (int k = 0; k < weights.length; k++) {
            double[] term = NoisyTiles.toDoubles(terms.get(k));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weights[k] * term[i];
            }
        }
        return NoisyTiles.fromDoubles(sum, precision);
    }

    @Override
    public void close() {
        evaluators.forEach(CircuitEvaluator::close);
    }
}
