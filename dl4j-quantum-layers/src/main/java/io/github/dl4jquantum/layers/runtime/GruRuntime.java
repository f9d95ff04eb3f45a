package io.github.dl4jquantum.layers.runtime;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/** A GRU at work; DL4J's summaries show this name. */
public final class GruRuntime extends RecurrentRuntime {

    private static final long serialVersionUID = 1L;

    public GruRuntime(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }
}
