package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.engine.noisy.Elementary.Turn;

/** A rotation about a Pauli string on several qubits, by the same angle in every example. */
final class SharedTurn extends TrainedStep {

    private static final double[] NONE = {};

    private final Turn turn;
    private final Pairs pairs;
    private double cos;
    private double sin;

    SharedTurn(int index, Turn turn, int rows) {
        super(index);
        this.turn = turn;
        pairs = Pairs.of(turn.string(), rows);
    }

    @Override
    int coefficients() {
        return taped() ? 1 : 0;
    }

    @Override
    boolean taped() {
        return turn.angle().hasParameters();
    }

    @Override
    void prepare(double[] parameters, int occurrence, double shift) {
        double shifted = turn.occurrence() >= 0 && turn.occurrence() == occurrence ? shift : 0;
        double angle = turn.factor() * (turn.angle().value(NONE, parameters) + shifted);
        cos = Math.cos(angle);
        sin = Math.sin(angle);
    }

    @Override
    void addGradient(double[] sums, double[] parameters, double[] gradients) {
        if (taped()) {
            turn.angle().addGradient(parameters, turn.factor() * sums[0], gradients, 0);
        }
    }

    @Override
    <A> void forward(RowKernels<A> kernels, TileAngles<A> angles, A[] from, A[] to) {
        turn(kernels, from, to, 1);
    }

    @Override
    <A> void backward(RowKernels<A> kernels, TileAngles<A> angles, A[] before, A[] from, A[] to) {
        turn(kernels, from, to, -1);
        if (taped()) {
            pairs.addGradient(kernels, before, to, angles.sums[index()][0]);
        }
    }

    private <A> void turn(RowKernels<A> kernels, A[] from, A[] to, int direction) {
        pairs.keep(kernels, from, to);
        for (int k = 0; k < pairs.first().length; k++) {
            int a = pairs.first()[k];
            int b = pairs.second()[k];
            kernels.turn(from[a], from[b], cos, direction * pairs.sign()[k] * sin, to[a], to[b]);
        }
    }
}
