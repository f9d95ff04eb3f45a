package io.github.dl4jquantum.arbiter;

import io.github.dl4jquantum.layers.QLSTM;

/** A search space of {@link QLSTM} layers; {@link QuantumRecurrentLayerSpace} says what is in it. */
public final class QLSTMLayerSpace extends QuantumRecurrentLayerSpace<QLSTM> {

    /** For JSON. */
    private QLSTMLayerSpace() {}

    private QLSTMLayerSpace(Builder builder) {
        super(builder);
    }

    /**
     * The layer.
     *
     * @throws IllegalArgumentException if a number is out of range
     * @throws IllegalStateException if the sizes do not fit the projection
     */
    @Override
    public QLSTM getValue(double[] values) {
        return configure(new QLSTM.Builder(), values).build();
    }

    /** Builds the space of a QLSTM. */
    @SuppressWarnings("unchecked") // Arbiter declares build() with a type parameter that no caller can mean.
    public static final class Builder extends QuantumRecurrentLayerSpace.Builder<Builder> {

        @Override
        public QLSTMLayerSpace build() {
            return new QLSTMLayerSpace(this);
        }
    }
}
