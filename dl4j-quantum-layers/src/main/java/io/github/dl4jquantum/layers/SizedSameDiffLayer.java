package io.github.dl4jquantum.layers;

import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonAnySetter;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A feed-forward {@link SameDiffLayer} with what DL4J's other feed-forward layers have and it lacks: nIn and nOut, of
 * which {@code setInputType} finds the first, and a weight initialiser that is the network's by default. [minibatch,
 * nIn] becomes [minibatch, nOut].
 */
public abstract class SizedSameDiffLayer extends SameDiffLayer {

    private static final long serialVersionUID = 1L;

    /** Named as DL4J names the sizes of its own layers. */
    @JsonProperty("nin")
    private long nIn;

    @JsonProperty("nout")
    private long nOut;

    @JsonProperty
    private IWeightInit weightInitFn;

    /** For JSON. */
    SizedSameDiffLayer() {}

    SizedSameDiffLayer(Builder<?> builder) {
        super(builder);
        nIn = builder.nIn;
        nOut = builder.nOut;
        weightInitFn = builder.weightInitFn;
    }

    @JsonAnySetter
    private void unknown(String key, Object value) {
        throw AfterReading.unknown(this, key);
    }

    /** @throws IllegalArgumentException or IllegalStateException if what was read is no layer */
    void checkRead() {
        AfterReading.checkSize(this, "nin", nIn);
        AfterReading.checkSize(this, "nout", nOut);
    }

    /** Size of the input; 0 while it is not known. */
    public long getNIn() {
        return nIn;
    }

    /** Size of the output. */
    public long getNOut() {
        return nOut;
    }

    void setNOut(long size) {
        nOut = size;
    }

    /** Initialises a parameter that is neither weight nor bias; whether this is one. */
    abstract boolean initializes(String parameter, INDArray array);

    @Override
    public void initializeParameters(Map<String, INDArray> parameters) {
        IWeightInit ofLayer = weightInitFn == null ? new WeightInitXavier() : weightInitFn;
        parameters.forEach((name, array) -> {
            IWeightInit own = paramWeightInit == null ? null : paramWeightInit.get(name);
            if (own == null && initializes(name, array)) {
                return;
            }
            if (own == null && getLayerParams().isBiasParam(name)) {
                array.assign(0);
            } else {
                INDArray flat = array.reshape(paramReshapeOrder(name), new long[] {array.length()});
                (own == null ? ofLayer : own)
                        .init(array.size(0), array.size(1), array.shape(), paramReshapeOrder(name), flat);
            }
        });
    }

    /** ND4J's 'f' order, as all weights of DL4J. */
    @Override
    public char paramReshapeOrder(String parameter) {
        return 'f';
    }

    @Override
    public void applyGlobalConfigToLayer(NeuralNetConfiguration.Builder global) {
        if (weightInitFn == null) {
            weightInitFn = global.getWeightInitFn();
        }
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.feedForward(nOut);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        if (nIn == 0 || override) {
            DenseLayer size = like();
            size.setNIn(inputType, true);
            nIn = size.getNIn();
            getLayerParams().clear();
            defineParameters(getLayerParams());
        }
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        return like().getPreProcessorForInputType(inputType);
    }

    /** To every kind of input this layer is what a DenseLayer is. */
    private DenseLayer like() {
        return new DenseLayer.Builder().name(layerName).nOut(nOut).build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SizedSameDiffLayer that
                && super.equals(other)
                && nIn == that.nIn
                && nOut == that.nOut
                && Objects.equals(weightInitFn, that.weightInitFn);
    }

    @Override
    protected boolean canEqual(Object other) {
        return getClass() == other.getClass();
    }

    /** Not of super's: DL4J hashes the arrays of the parameters' shapes by identity. */
    @Override
    public int hashCode() {
        return Objects.hash(layerName, nIn, nOut, weightInitFn);
    }

    /**
     * The options of sizes and weights.
     *
     * @param <T> the builder itself
     */
    @SuppressWarnings("unchecked") // T is the builder's own class, as in all builders of DL4J.
    public abstract static class Builder<T extends Builder<T>> extends SameDiffLayer.Builder<T> {

        private long nIn;
        private long nOut;
        private IWeightInit weightInitFn;

        /** Size of the input; the network's {@code setInputType} can set it too. */
        public T nIn(long size) {
            nIn = positive("nIn", size);
            return (T) this;
        }

        /** Size of the output. */
        public T nOut(long size) {
            nOut = positive("nOut", size);
            return (T) this;
        }

        private static long positive(String name, long size) {
            if (size < 1) {
                throw new IllegalArgumentException(name + "(" + size + ") must be at least 1.");
            }
            return size;
        }

        /** How weights are initialised. */
        @Override
        public T weightInit(WeightInit init) {
            return weightInit(init.getWeightInitFunction());
        }

        /** How weights are initialised. */
        public T weightInit(IWeightInit init) {
            weightInitFn = init;
            return (T) this;
        }
    }
}
