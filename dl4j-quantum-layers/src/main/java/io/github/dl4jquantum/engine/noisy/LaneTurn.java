package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.engine.noisy.Elementary.Turn;

/** A rotation about a Pauli string by an angle of its own in every example. */
final class LaneTurn extends Step {

    private final int index;
    private final int slot;
    private final Turn turn;
    private final Pairs pairs;
    private double shift;

    /**
     * @param index number of this rotation among those that depend on inputs
     * @param slot which of the distinct angles it is by
     * @param string the Pauli string as an index of {@code rows} rows
     */
    LaneTurn(int index, int slot, Turn turn, int string, int rows) {
        this.index = index;
        this.slot = slot;
        this.turn = turn;
        pairs = Pairs.of(string, rows);
    }

    int index() {
        return index;
    }

    int slot() {
        return slot;
    }

    double factor() {
        return turn.factor();
    }

    /** Shifts the angle if it is the one of a number. */
    void prepare(int occurrence, double by) {
        shift = turn.occurrence() == occurrence ? by : 0;
    }

    /** The angle of the rotation, from that of the gate. */
    double angle(double value) {
        return turn.factor() * (value + shift);
    }

    @Override
    boolean taped() {
        return true;
    }

    @Override
    <A> void forward(RowKernels<A> kernels, TileAngles<A> angles, A[] from, A[] to) {
        turn(kernels, angles, from, to, 1);
    }

    @Override
    <A> void backward(RowKernels<A> kernels, TileAngles<A> angles, A[] before, A[] from, A[] to) {
        turn(kernels, angles, from, to, -1);
        pairs.addGradient(kernels, before, to, angles.slopes[index]);
    }

    private <A> void turn(RowKernels<A> kernels, TileAngles<A> angles, A[] from, A[] to, int direction) {
        pairs.keep(kernels, from, to);
        for (int k = 0; k < pairs.first().length; k++) {
            int a = pairs.first()[k];
            int b = pairs.second()[k];
            kernels.turn(
                    from[a], from[b], angles.cos[index], angles.sin[index], direction * pairs.sign()[k], to[a], to[b]);
        }
    }
}
