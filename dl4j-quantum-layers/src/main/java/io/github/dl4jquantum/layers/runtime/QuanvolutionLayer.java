package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.engine.spi.CircuitEngine;
import java.util.Arrays;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.convolution.Convolution;
import org.nd4j.linalg.factory.Nd4j;

/** A QuanvolutionLayer at work: every patch is a row of what a VqcLayer reads. */
public final class QuanvolutionLayer extends CircuitRuntime {

    private static final long serialVersionUID = 1L;

    private final transient ConvolutionLayer like;

    /**
     * Instantiates the layer.
     *
     * @param conf of the layer in its network
     * @param dataType of the network
     * @param circuit sizes and parameters
     * @param engine what evaluates the circuit now
     * @param like a convolution of the same geometry
     */
    public QuanvolutionLayer(
            NeuralNetConfiguration conf,
            DataType dataType,
            DressedCircuit circuit,
            Supplier<CircuitEngine> engine,
            ConvolutionLayer like) {
        super(conf, dataType, circuit, engine);
        this.like = like;
    }

    private boolean channelsLast() {
        return like.getCnn2dDataFormat() == CNN2DFormat.NHWC;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        long channels = input.rank() == 4 ? input.size(channelsLast() ? 3 : 1) : -1;
        if (channels != layerConf().getNIn()) {
            throw new IllegalArgumentException("Input " + Arrays.toString(input.shape()) + " does not fit "
                    + layerConf() + "; it must be [minibatch, "
                    + (channelsLast()
                            ? "height, width, " + layerConf().getNIn()
                            : layerConf().getNIn() + ", height, width")
                    + "] " + layerId());
        }
        applyDropOutIfNecessary(training, workspaceMgr);
        Patches patches = new Patches();
        long nOut = circuit().nOut();
        INDArray out = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS,
                dataType,
                new long[] {patches.minibatch, patches.down, patches.across, nOut},
                'c');
        forward(patches.rows(), training, workspaceMgr, out.reshape('c', patches.count(), nOut));
        return channelsLast() ? out : out.permute(0, 3, 1, 2);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        Patches patches = new Patches();
        INDArray last = channelsLast() ? epsilon : epsilon.permute(0, 2, 3, 1);
        INDArray upstream = last.castTo(dataType)
                .dup('c')
                .reshape('c', patches.count(), circuit().nOut());
        INDArray ofImage = patches.gather(backward(patches.rows(), upstream), workspaceMgr);
        return result(channelsLast() ? ofImage.permute(0, 2, 3, 1) : ofImage);
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int minibatchSize) {
        maskArray = mask;
        maskState = state;
        INDArray reduced = mask == null
                ? null
                : ConvolutionUtils.cnn2dMaskReduction(
                        mask,
                        like.getKernelSize(),
                        like.getStride(),
                        like.getPadding(),
                        like.getDilation(),
                        like.getConvolutionMode());
        return new Pair<>(reduced, state);
    }

    @Override
    public Type type() {
        return Type.CONVOLUTIONAL;
    }

    /** Where the patches of the present input lie. */
    private final class Patches {

        private final int[] kernel = like.getKernelSize();
        private final int[] stride = like.getStride();
        private final int[] dilation = like.getDilation();
        private final boolean same = like.getConvolutionMode() == ConvolutionMode.Same;
        private final INDArray image;
        private final long minibatch;
        private final int height;
        private final int width;
        private final int[] padding;
        private final int down;
        private final int across;

        Patches() {
            INDArray typed = input.castTo(dataType);
            image = channelsLast() ? typed.permute(0, 3, 1, 2).dup('c') : typed;
            minibatch = image.size(0);
            height = (int) image.size(2);
            width = (int) image.size(3);
            int[] chosen = like.getPadding();
            int[] size = ConvolutionUtils.getOutputSize( // Checks that a patch fits.
                    image, kernel, stride, same ? null : chosen, like.getConvolutionMode(), dilation, CNN2DFormat.NCHW);
            padding = same
                    ? ConvolutionUtils.getSameModeTopLeftPadding(
                            size, new int[] {height, width}, kernel, stride, dilation)
                    : chosen;
            down = size[0];
            across = size[1];
        }

        long count() {
            return minibatch * down * across;
        }

        /** [patches, nIn kernelHeight kernelWidth], example by example, row by row. */
        INDArray rows() {
            INDArray rows = Nd4j.createUninitialized(
                    dataType, new long[] {minibatch, down, across, image.size(1), kernel[0], kernel[1]}, 'c');
            Convolution.im2col(
                    image,
                    kernel[0],
                    kernel[1],
                    stride[0],
                    stride[1],
                    padding[0],
                    padding[1],
                    dilation[0],
                    dilation[1],
                    same,
                    rows.permute(0, 3, 4, 5, 1, 2));
            return rows.reshape('c', count(), circuit().values());
        }

        /** Adds what patches have to say of each pixel up, [minibatch, channels, height, width]. */
        INDArray gather(INDArray ofRows, LayerWorkspaceMgr workspaceMgr) {
            INDArray of = ofRows.dup('c')
                    .reshape('c', minibatch, down, across, image.size(1), kernel[0], kernel[1])
                    .permute(0, 3, 4, 5, 1, 2)
                    .dup('c');
            INDArray ofImage =
                    workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, image.shape(), 'c');
            return Convolution.col2im(
                    of, ofImage, stride[0], stride[1], padding[0], padding[1], height, width, dilation[0], dilation[1]);
        }
    }
}
