package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.layers.CircuitLayer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link CircuitLayer} at work.
 *
 * @param <C> the layer's configuration
 */
abstract class CircuitRuntime<C extends CircuitLayer> extends BaseLayer<C> {

    private static final long serialVersionUID = 1L;

    private transient DressedCircuit<?> circuit;

    CircuitRuntime(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    final DressedCircuit<?> circuit() {
        if (circuit == null || !circuit.isCurrent()) {
            if (circuit != null) {
                circuit.close();
            }
            circuit = DressedCircuit.of(layerConf(), dataType);
        }
        return circuit;
    }

    /** Fills the layer's output, [rows, nOut], from what it reads, [rows, values]. */
    final void forward(INDArray rows, boolean training, LayerWorkspaceMgr workspaceMgr, INDArray out) {
        Map<String, INDArray> named = new LinkedHashMap<>();
        for (String name : params.keySet()) {
            named.put(name, getParamWithNoise(name, training, workspaceMgr));
        }
        circuit().forward(rows, named, training, out);
    }

    /** The gradient of the rows that were read; fills those of the parameters. */
    final INDArray backward(INDArray rows, INDArray upstream) {
        INDArray ofRows = circuit().backward(rows, upstream, gradientViews == null ? Map.of() : gradientViews);
        weightNoiseParams.clear();
        return ofRows;
    }

    /** What DL4J asks of a backward pass. */
    final Pair<Gradient, INDArray> result(INDArray ofInput) {
        Gradient byName = new DefaultGradient();
        if (gradientViews != null) { // DL4J makes none for a layer without parameters.
            gradientViews.forEach(byName::setGradientFor);
        }
        return new Pair<>(byName, backpropDropOutIfPresent(ofInput));
    }

    /** @throws IllegalArgumentException if there is no such parameter, or it has another shape */
    @Override
    public void setParam(String key, INDArray value) {
        INDArray parameter = params.get(key);
        if (parameter == null || !Arrays.equals(parameter.shape(), value.shape())) {
            throw new IllegalArgumentException("Parameter \"" + key + "\" of shape " + Arrays.toString(value.shape())
                    + " does not fit " + layerConf() + "; it has " + layerConf().parameters() + " " + layerId());
        }
        parameter.assign(value);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public void clear() {
        super.clear();
        if (circuit != null) {
            circuit.forget();
        }
    }
}
