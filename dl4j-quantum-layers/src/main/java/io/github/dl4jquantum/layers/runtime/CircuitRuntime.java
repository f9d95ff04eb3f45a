package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer at work that is a {@link DressedCircuit} on rows of numbers. */
abstract class CircuitRuntime extends BaseLayer<FeedForwardLayer> {

    private static final long serialVersionUID = 1L;

    private final transient DressedCircuit circuit;
    private final transient Supplier<CircuitEngine> engine;
    private transient DressedEvaluator<?> evaluator;

    /** @param engine what evaluates circuits, in the Execution that the calling thread is in */
    CircuitRuntime(
            NeuralNetConfiguration conf, DataType dataType, DressedCircuit circuit, Supplier<CircuitEngine> engine) {
        super(conf, dataType);
        this.circuit = circuit;
        this.engine = engine;
    }

    final DressedCircuit circuit() {
        return circuit;
    }

    private DressedEvaluator<?> evaluator() {
        if (evaluator == null || !evaluator.isCurrent()) {
            if (evaluator != null) {
                evaluator.close();
            }
            evaluator = open(HostArrays.precision(dataType, layerConf().toString()));
        }
        return evaluator;
    }

    private <A> DressedEvaluator<A> open(Precision<A> precision) {
        return new DressedEvaluator<>(circuit, engine.get(), dataType, precision);
    }

    /** Fills the layer's output, [rows, nOut], from what it reads, [rows, values]. */
    final void forward(INDArray rows, boolean training, LayerWorkspaceMgr workspaceMgr, INDArray out) {
        Map<String, INDArray> named = new LinkedHashMap<>();
        for (String name : params.keySet()) {
            named.put(name, getParamWithNoise(name, training, workspaceMgr));
        }
        evaluator().forward(rows, named, training, out);
    }

    /** The gradient of the rows that were read; fills those of the parameters. */
    final INDArray backward(INDArray rows, INDArray upstream) {
        INDArray ofRows = evaluator().backward(rows, upstream, gradientViews == null ? Map.of() : gradientViews);
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
                    + " does not fit " + layerConf() + "; it has " + circuit.parameters() + " " + layerId());
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
        if (evaluator != null) {
            evaluator.forget();
        }
    }
}
