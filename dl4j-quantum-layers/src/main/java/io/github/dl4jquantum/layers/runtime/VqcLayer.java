package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.engine.spi.CircuitEngine;
import java.util.Arrays;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A VqcLayer at work; DL4J's summaries show this name, and its own layers at work are named as their configurations, too. */
public final class VqcLayer extends CircuitRuntime {

    private static final long serialVersionUID = 1L;

    /**
     * Instantiates the layer.
     *
     * @param conf of the layer in its network
     * @param dataType of the network
     * @param circuit sizes and parameters
     * @param engine what evaluates the circuit now
     */
    public VqcLayer(
            NeuralNetConfiguration conf, DataType dataType, DressedCircuit circuit, Supplier<CircuitEngine> engine) {
        super(conf, dataType, circuit, engine);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        if (input.rank() != 2 || input.size(1) != circuit().values()) {
            throw new IllegalArgumentException("Input " + Arrays.toString(input.shape()) + " does not fit "
                    + layerConf() + "; it must be [minibatch, " + circuit().values() + "] " + layerId());
        }
        applyDropOutIfNecessary(training, workspaceMgr);
        INDArray out = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS,
                dataType,
                new long[] {input.size(0), circuit().nOut()},
                'f');
        forward(input.castTo(dataType), training, workspaceMgr, out);
        return out;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        INDArray ofInput = backward(input.castTo(dataType), epsilon.castTo(dataType));
        return result(workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, ofInput, 'f'));
    }
}
