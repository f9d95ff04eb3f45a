package io.github.dl4jquantum.arbiter;

import io.github.dl4jquantum.layers.QuanvolutionLayer;
import java.util.Objects;
import java.util.function.Consumer;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.nn.conf.ConvolutionMode;

/**
 * A search space of {@link QuanvolutionLayer}s: what {@link CircuitLayerSpace} says, and kernel size, stride, padding,
 * dilation and convolution mode, the same down and to the right.
 */
public final class QuanvolutionLayerSpace extends CircuitLayerSpace<QuanvolutionLayer> {

    private ParameterSpace<Integer> kernelSize;
    private ParameterSpace<Integer> stride;
    private ParameterSpace<Integer> padding;
    private ParameterSpace<Integer> dilation;
    private ParameterSpace<?> convolutionMode;

    /** For JSON. */
    private QuanvolutionLayerSpace() {}

    private QuanvolutionLayerSpace(Builder builder) {
        super(builder);
        kernelSize = builder.kernelSize;
        stride = builder.stride;
        padding = builder.padding;
        dilation = builder.dilation;
        convolutionMode = builder.convolutionMode;
        count();
    }

    /**
     * The layer.
     *
     * @throws IllegalArgumentException if a number is out of range, or the geometry is none
     */
    @Override
    public QuanvolutionLayer getValue(double[] values) {
        QuanvolutionLayer.Builder layer = configure(new QuanvolutionLayer.Builder(), values);
        set(kernelSize, values, size -> layer.kernelSize(size, size));
        set(stride, values, size -> layer.stride(size, size));
        set(padding, values, size -> layer.padding(size, size));
        set(dilation, values, size -> layer.dilation(size, size));
        if (convolutionMode != null) {
            layer.convolutionMode(EnumSpaces.value(ConvolutionMode.class, convolutionMode, values));
        }
        return layer.build();
    }

    private static <V> void set(ParameterSpace<V> space, double[] values, Consumer<V> option) {
        if (space != null) {
            option.accept(space.getValue(values));
        }
    }

    /** Builds the space of a QuanvolutionLayer. */
    @SuppressWarnings("unchecked") // Arbiter declares build() with a type parameter that no caller can mean.
    public static final class Builder extends CircuitLayerSpace.Builder<Builder> {

        private ParameterSpace<Integer> kernelSize;
        private ParameterSpace<Integer> stride;
        private ParameterSpace<Integer> padding;
        private ParameterSpace<Integer> dilation;
        private ParameterSpace<?> convolutionMode;

        /**
         * Sets the height and width of a patch.
         *
         * @param size 1 or more
         * @return this builder
         */
        public Builder kernelSize(int size) {
            return kernelSize(new FixedValue<>(size));
        }

        /**
         * Sets the space of heights and widths of a patch.
         *
         * @param space values of 1 or more
         * @return this builder
         */
        public Builder kernelSize(ParameterSpace<Integer> space) {
            kernelSize = Objects.requireNonNull(space, "kernelSize");
            return this;
        }

        /**
         * Sets how far patches lie apart, down and to the right.
         *
         * @param size 1 or more
         * @return this builder
         */
        public Builder stride(int size) {
            return stride(new FixedValue<>(size));
        }

        /**
         * Sets the space of how far patches lie apart, down and to the right.
         *
         * @param space values of 1 or more
         * @return this builder
         */
        public Builder stride(ParameterSpace<Integer> space) {
            stride = Objects.requireNonNull(space, "stride");
            return this;
        }

        /**
         * Sets the space of rows and columns of zeros on each side of the image.
         *
         * @param space values of 0 or more
         * @return this builder
         */
        public Builder padding(ParameterSpace<Integer> space) {
            padding = Objects.requireNonNull(space, "padding");
            return this;
        }

        /**
         * Sets the space of how far the numbers of a patch lie apart, down and to the right.
         *
         * @param space values of 1 or more
         * @return this builder
         */
        public Builder dilation(ParameterSpace<Integer> space) {
            dilation = Objects.requireNonNull(space, "dilation");
            return this;
        }

        /**
         * Sets the modes to choose from.
         *
         * @param choices at least one
         * @return this builder
         */
        public Builder convolutionMode(ConvolutionMode... choices) {
            convolutionMode = EnumSpaces.of(choices);
            return this;
        }

        @Override
        public QuanvolutionLayerSpace build() {
            return new QuanvolutionLayerSpace(this);
        }
    }
}
