package io.github.dl4jquantum.arbiter;

import io.github.dl4jquantum.layers.QGRU;

/** A search space of {@link QGRU} layers; {@link QuantumRecurrentLayerSpace} says what is in it. */
public final class QGRULayerSpace extends QuantumRecurrentLayerSpace<QGRU> {

    /** For JSON. */
    private QGRULayerSpace() {}

    private QGRULayerSpace(Builder builder) {
        super(builder);
    }

    /**
     * The layer.
     *
     * @throws IllegalArgumentException if a number is out of range
     * @throws IllegalStateException if the sizes do not fit the projection
     */
    @Override
    public QGRU getValue(double[] values) {
        return configure(new QGRU.Builder(), values).build();
    }

    /** Builds the space of a QGRU. */
    @SuppressWarnings("unchecked") // Arbiter declares build() with a type parameter that no caller can mean.
    public static final class Builder extends QuantumRecurrentLayerSpace.Builder<Builder> {

        @Override
        public QGRULayerSpace build() {
            return new QGRULayerSpace(this);
        }
    }
}
