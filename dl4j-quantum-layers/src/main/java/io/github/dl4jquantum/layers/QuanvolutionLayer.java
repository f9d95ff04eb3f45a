package io.github.dl4jquantum.layers;

import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;

/**
 * A convolution whose kernel is a circuit, the same over all patches of an image, its angles trained:
 *
 * <pre>
 *   v = the patch at (i, j)                    nIn kernelHeight kernelWidth numbers
 *   q = v W_p + b_p                            only where that is not the circuits' number of inputs
 *   z = VQC(q, theta)                          the expectations of the circuits' observables
 *   y(i, j) = z W_o + b_o                      only where nOut is not their number
 * </pre>
 *
 * <ul>
 *   <li>Input x: [minibatch, nIn, height, width], or [minibatch, height, width, nIn] in format NHWC; nIn are channels
 *   <li>Output y: [minibatch, nOut, outHeight, outWidth], or [minibatch, outHeight, outWidth, nOut]; nOut is the number
 *       of expectations if it is not set
 *   <li>v: channel by channel, row by row: value (channel, row, column) is number
 *       {@code (channel kernelHeight + row) kernelWidth + column}
 * </ul>
 *
 * <p>Kernel size, stride, padding, dilation and convolution mode, and so outHeight and outWidth, are those of DL4J's
 * ConvolutionLayer; padding is 0. The network's own convolutionMode does not reach this layer: DL4J gives it to its own
 * alone. Circuits, parameters and options are those of {@link CircuitLayer}. A circuit is evaluated for every patch: an
 * image counts as outHeight outWidth examples of a {@link VqcLayer}.
 *
 * <p>Source: Henderson et al., arXiv 1904.04767, whose circuits are random and fixed; here they learn.
 *
 * @serial exclude
 */
@JsonDeserialize(converter = QuanvolutionLayer.Read.class)
public final class QuanvolutionLayer extends CircuitLayer {

    private static final long serialVersionUID = 1L;

    private int[] kernelSize;
    private int[] stride;
    private int[] padding;
    private int[] dilation;
    private ConvolutionMode convolutionMode;
    private CNN2DFormat dataFormat;

    /** For JSON. */
    private QuanvolutionLayer() {}

    private QuanvolutionLayer(Builder builder) {
        super(builder);
        kernelSize = builder.kernelSize;
        stride = builder.stride;
        padding = builder.padding;
        dilation = builder.dilation;
        convolutionMode = builder.convolutionMode;
        dataFormat = builder.dataFormat;
        checkGeometry();
        initializeConstraints(builder);
    }

    static final class Read extends CircuitLayer.Read<QuanvolutionLayer> {}

    @Override
    void checkRead() {
        super.checkRead();
        AfterReading.checkThere(this, "kernelSize", kernelSize);
        AfterReading.checkThere(this, "stride", stride);
        AfterReading.checkThere(this, "padding", padding);
        AfterReading.checkThere(this, "dilation", dilation);
        AfterReading.checkThere(this, "convolutionMode", convolutionMode);
        AfterReading.checkThere(this, "dataFormat", dataFormat);
        checkGeometry();
    }

    private void checkGeometry() {
        checkPair("kernelSize", kernelSize, 1);
        checkPair("stride", stride, 1);
        checkPair("padding", padding, 0);
        checkPair("dilation", dilation, 1);
        if (convolutionMode == ConvolutionMode.Causal) {
            throw new IllegalArgumentException(
                    "QuanvolutionLayer has no convolutionMode(Causal), which is of sequences; choose Truncate, Strict or"
                            + " Same.");
        }
        if (convolutionMode == ConvolutionMode.Same && (padding[0] != 0 || padding[1] != 0)) {
            throw new IllegalArgumentException("QuanvolutionLayer was given padding " + Arrays.toString(padding)
                    + " and convolutionMode(Same), which finds its own; leave one of them out.");
        }
    }

    private static void checkPair(String name, int[] pair, int least) {
        if (pair.length != 2 || pair[0] < least || pair[1] < least) {
            throw new IllegalArgumentException("QuanvolutionLayer's " + name + " is " + Arrays.toString(pair)
                    + "; give two numbers, each at least " + least + ": height and width.");
        }
    }

    @Override
    public long values() {
        return nIn * kernelSize[0] * kernelSize[1];
    }

    /** {@return the height and width of a patch} */
    public int[] getKernelSize() {
        return kernelSize.clone();
    }

    /** {@return how far patches lie apart, down and to the right} */
    public int[] getStride() {
        return stride.clone();
    }

    /** {@return the rows and columns of zeros on each side of the image} */
    public int[] getPadding() {
        return padding.clone();
    }

    /** {@return how far the numbers of a patch lie apart, down and to the right} */
    public int[] getDilation() {
        return dilation.clone();
    }

    /** {@return what happens at the edges} */
    public ConvolutionMode getConvolutionMode() {
        return convolutionMode;
    }

    /** {@return whether channels come before height and width or after them} */
    public CNN2DFormat getDataFormat() {
        return dataFormat;
    }

    /** To every kind of input this layer is what a ConvolutionLayer is. */
    private ConvolutionLayer like() {
        return new ConvolutionLayer.Builder(kernelSize, stride, padding)
                .dilation(dilation)
                .convolutionMode(convolutionMode)
                .dataFormat(dataFormat)
                .name(layerName)
                .nOut(nOut)
                .build();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return like().getOutputType(layerIndex, inputType);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        if (!(inputType instanceof InputTypeConvolutional image)) {
            throw new IllegalStateException("QuanvolutionLayer \"" + layerName + "\" reads images, not " + inputType
                    + "; set the network's setInputType(InputType.convolutional(...)).");
        }
        dataFormat = image.getFormat();
        if (nIn == 0 || override) {
            nIn = image.getChannels();
        }
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return like().getPreProcessorForInputType(inputType);
    }

    @Override
    Layer runtime(NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.dl4jquantum.layers.runtime.QuanvolutionLayer(
                conf, dataType, dressed(), this::resolveEngine, like());
    }

    @Override
    long evaluations(InputType inputType) {
        InputTypeConvolutional out = (InputTypeConvolutional) getOutputType(-1, inputType);
        return out.getHeight() * out.getWidth();
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof QuanvolutionLayer that
                && Arrays.equals(kernelSize, that.kernelSize)
                && Arrays.equals(stride, that.stride)
                && Arrays.equals(padding, that.padding)
                && Arrays.equals(dilation, that.dilation)
                && convolutionMode == that.convolutionMode
                && dataFormat == that.dataFormat;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                super.hashCode(),
                Arrays.hashCode(kernelSize),
                Arrays.hashCode(stride),
                Arrays.hashCode(padding),
                Arrays.hashCode(dilation),
                convolutionMode,
                dataFormat);
    }

    @Override
    public String toString() {
        String of = super.toString();
        return of.substring(0, of.length() - 1) + ", kernelSize=" + Arrays.toString(kernelSize) + ", stride="
                + Arrays.toString(stride) + ", convolutionMode=" + convolutionMode + ", dataFormat=" + dataFormat + ")";
    }

    /**
     * Builds a QuanvolutionLayer. Defaults: patches of 2 x 2 that do not overlap, no padding, dilation 1, Truncate, NCHW,
     * and one circuit of 4 qubits and 4 layers, which reads a patch of one channel without a linear map.
     */
    @SuppressWarnings("unchecked") // DL4J declares build() with a type parameter that no caller can mean.
    public static final class Builder extends CircuitLayer.Builder<Builder> {

        private int[] kernelSize = {2, 2};
        private int[] stride = {2, 2};
        private int[] padding = {0, 0};
        private int[] dilation = {1, 1};
        private ConvolutionMode convolutionMode = ConvolutionMode.Truncate;
        private CNN2DFormat dataFormat = CNN2DFormat.NCHW;

        /**
         * Sets the height and width of a patch.
         *
         * @param heightAndWidth two numbers, 1 or more; by default 2, 2
         * @return this builder
         */
        public Builder kernelSize(int... heightAndWidth) {
            kernelSize = heightAndWidth.clone();
            return this;
        }

        /**
         * Sets how far patches lie apart.
         *
         * @param downAndRight two numbers, 1 or more; by default 2, 2
         * @return this builder
         */
        public Builder stride(int... downAndRight) {
            stride = downAndRight.clone();
            return this;
        }

        /**
         * Sets the rows and columns of zeros on each side of the image; not with {@link ConvolutionMode#Same}.
         *
         * @param rowsAndColumns two numbers, 0 or more; by default 0, 0
         * @return this builder
         */
        public Builder padding(int... rowsAndColumns) {
            padding = rowsAndColumns.clone();
            return this;
        }

        /**
         * Sets how far the numbers of a patch lie apart.
         *
         * @param downAndRight two numbers, 1 or more; by default 1, 1
         * @return this builder
         */
        public Builder dilation(int... downAndRight) {
            dilation = downAndRight.clone();
            return this;
        }

        /**
         * Sets what happens at the edges.
         *
         * @param mode by default {@link ConvolutionMode#Truncate}
         * @return this builder
         */
        public Builder convolutionMode(ConvolutionMode mode) {
            convolutionMode = Objects.requireNonNull(mode, "convolutionMode");
            return this;
        }

        /**
         * Sets whether channels come before height and width or after them; the network's {@code setInputType} wins.
         *
         * @param format by default {@link CNN2DFormat#NCHW}
         * @return this builder
         */
        public Builder dataFormat(CNN2DFormat format) {
            dataFormat = Objects.requireNonNull(format, "dataFormat");
            return this;
        }

        /**
         * The layer.
         *
         * @throws IllegalStateException if options contradict each other
         * @throws IllegalArgumentException if the geometry is none
         */
        @Override
        public QuanvolutionLayer build() {
            return new QuanvolutionLayer(this);
        }
    }
}
