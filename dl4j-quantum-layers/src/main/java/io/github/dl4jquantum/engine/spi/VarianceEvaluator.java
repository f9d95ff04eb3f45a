package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;
import java.lang.reflect.Array;

/**
 * A circuit with variances among its outputs, made of {@link Circuit#moments}: {@code Var = s - m²} of expectations
 * {@code m = <O>} and {@code s = <O²>}, and {@code dVar = ds - 2 m dm} on the way back.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class VarianceEvaluator<A> implements CircuitEvaluator<A> {

    private final int outputs;
    /** The outputs that are variances; their squares lie behind all outputs, in the same order. */
    private final int[] variances;

    private final CircuitEvaluator<A> moments;
    private final Precision<A> precision;
    /** Of the last differentiable forward. */
    private A kept;

    VarianceEvaluator(Circuit circuit, CircuitEvaluator<A> moments, Precision<A> precision) {
        this.moments = moments;
        this.precision = precision;
        outputs = circuit.observables().size();
        variances = circuit.variances().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        A all = moments.forward(minibatch, inputs, parameters, differentiable);
        if (differentiable) {
            kept = all;
        }
        A z = precision.allocate(outputs * minibatch);
        System.arraycopy(all, 0, z, 0, outputs * minibatch);
        for (int j = 0; j < variances.length; j++) {
            for (int example = 0; example < minibatch; example++) {
                int at = variances[j] * minibatch + example;
                double mean = Array.getDouble(all, at);
                double square = Array.getDouble(all, (outputs + j) * minibatch + example);
                set(z, at, square - mean * mean);
            }
        }
        return z;
    }

    @Override
    public Gradients<A> backward(A upstream) {
        if (kept == null) {
            throw new IllegalStateException("No differentiable forward came before.");
        }
        int minibatch = Array.getLength(kept) / (outputs + variances.length);
        A slopes = precision.allocate(Array.getLength(kept));
        System.arraycopy(upstream, 0, slopes, 0, outputs * minibatch);
        for (int j = 0; j < variances.length; j++) {
            for (int example = 0; example < minibatch; example++) {
                int at = variances[j] * minibatch + example;
                double slope = Array.getDouble(upstream, at);
                set(slopes, at, -2 * slope * Array.getDouble(kept, at));
                set(slopes, (outputs + j) * minibatch + example, slope);
            }
        }
        return moments.backward(slopes);
    }

    private static void set(Object array, int index, double value) {
        if (array instanceof float[] floats) {
            floats[index] = (float) value;
        } else {
            ((double[]) array)[index] = value;
        }
    }

    @Override
    public void close() {
        moments.close();
    }
}
