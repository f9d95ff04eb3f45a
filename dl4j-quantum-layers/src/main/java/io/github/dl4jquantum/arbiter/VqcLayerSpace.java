package io.github.dl4jquantum.arbiter;

import io.github.dl4jquantum.layers.VqcLayer;

/** A search space of {@link VqcLayer}s; {@link CircuitLayerSpace} says what is in it. */
public final class VqcLayerSpace extends CircuitLayerSpace<VqcLayer> {

    /** For JSON. */
    private VqcLayerSpace() {}

    private VqcLayerSpace(Builder builder) {
        super(builder);
        count();
    }

    /**
     * The layer.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    @Override
    public VqcLayer getValue(double[] values) {
        return configure(new VqcLayer.Builder(), values).build();
    }

    /** Builds the space of a VqcLayer. */
    @SuppressWarnings("unchecked") // Arbiter declares build() with a type parameter that no caller can mean.
    public static final class Builder extends CircuitLayerSpace.Builder<Builder> {

        @Override
        public VqcLayerSpace build() {
            return new VqcLayerSpace(this);
        }
    }
}
