package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.Ansatz;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;

/**
 * A variational quantum circuit as a feed-forward layer:
 *
 * <pre>
 *   q = x W_p + b_p          only where nIn is not the circuits' number of inputs
 *   z = VQC(q, theta)        the expectations of the circuits' observables
 *   y = z W_o + b_o          only where nOut is not their number
 * </pre>
 *
 * <ul>
 *   <li>Input x: [minibatch, nIn]
 *   <li>Output y: [minibatch, nOut]; nOut is the number of expectations if it is not set
 * </ul>
 *
 * <p>Circuits, parameters and options are those of {@link CircuitLayer}, which reads nIn numbers at once here. The
 * circuit is {@link Ansatz#paper} unless one is given. Source: arXiv 2502.13370 and 2009.01783; the linear maps are the
 * usual "dressed" circuit of Mari et al., arXiv 1912.08278.
 *
 * <p>To DL4J this is a feed-forward layer like its own DenseLayer, which a SameDiffLayer is not: fine-tuning, changes of
 * size in transfer learning, weight noise, {@code setLearningRate} and {@code summary()} pass a SameDiffLayer by. In
 * SameDiff graphs and layers of one's own, {@link io.github.dl4jquantum.engine.samediff.SDCircuit} is the circuit.
 */
@JsonDeserialize(converter = VqcLayer.Read.class)
public final class VqcLayer extends CircuitLayer {

    private static final long serialVersionUID = 1L;

    /** For JSON. */
    private VqcLayer() {}

    private VqcLayer(Builder builder) {
        super(builder);
        initializeConstraints(builder);
    }

    static final class Read extends CircuitLayer.Read<VqcLayer> {}

    @Override
    public long values() {
        return nIn;
    }

    @Override
    Layer runtime(NeuralNetConfiguration conf, DataType dataType) {
        return new io.github.dl4jquantum.layers.runtime.VqcLayer(conf, dataType, dressed(), this::resolveEngine);
    }

    @Override
    long evaluations(InputType inputType) {
        return 1;
    }

    /** Builds a VqcLayer. */
    @SuppressWarnings("unchecked") // DL4J declares build() with a type parameter that no caller can mean.
    public static final class Builder extends CircuitLayer.Builder<Builder> {

        /**
         * The layer.
         *
         * @throws IllegalStateException if options contradict each other
         */
        @Override
        public VqcLayer build() {
            return new VqcLayer(this);
        }
    }
}
