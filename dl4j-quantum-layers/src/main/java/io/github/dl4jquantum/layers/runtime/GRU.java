package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.engine.spi.SequenceCell;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** A GRU at work; DL4J's summaries show this name, and its own layers at work are named as their configurations, too. */
public final class GRU extends RecurrentRuntime {

    private static final long serialVersionUID = 1L;

    /**
     * Instantiates the layer.
     *
     * @param conf of the layer in its network
     * @param dataType of the network
     * @param cell the equations and sizes
     * @param evaluators what runs the cell
     */
    public GRU(NeuralNetConfiguration conf, DataType dataType, SequenceCell cell, Evaluators evaluators) {
        super(conf, dataType, cell, evaluators);
    }
}
