package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * All layers under test, small, with every map that they can have, and networks and data that fit them; the classical GRU
 * is one of them.
 */
enum QuantumLayer {
    VQC(3) {
        @Override
        Layer layer(Options options) {
            VqcLayer.Builder builder = new VqcLayer.Builder()
                    .nIn(Networks.N_IN)
                    .nOut(nOut)
                    .engine(options.engine)
                    .angleInit(options.angleInit);
            return options.circuit == null
                    ? builder.qubits(QUBITS).circuitLayers(1).build()
                    : builder.circuit(options.circuit).build();
        }

        @Override
        INDArray features(int minibatch, int steps) {
            return Networks.random(1, minibatch, Networks.N_IN);
        }

        @Override
        INDArray labels(int minibatch, int steps) {
            return Networks.random(2, minibatch, Networks.N_OUT);
        }
    },
    QLSTM(2) {
        @Override
        BaseRecurrentLayer.Builder<?> builder(Options options) {
            return circuits(Cell.QLSTM, options);
        }
    },
    QGRU(2) {
        @Override
        BaseRecurrentLayer.Builder<?> builder(Options options) {
            return circuits(Cell.QGRU, options);
        }
    },
    GRU(2) {
        @Override
        BaseRecurrentLayer.Builder<?> builder(Options options) {
            return new io.github.dl4jquantum.layers.GRU.Builder();
        }
    };

    static final int QUBITS = 2;
    static final int MINIBATCH = 3;
    static final int STEPS = 4;

    final int nOut;

    QuantumLayer(int nOut) {
        this.nOut = nOut;
    }

    /** What the builders of all layers of circuits have in common; no circuit stands for the paper's. */
    record Options(Circuit circuit, AngleInit angleInit, Engine engine) {
        static Options of(Engine engine) {
            return new Options(null, AngleInit.SMALL_NORMAL, engine);
        }

        static Options of(Circuit circuit) {
            return new Options(circuit, AngleInit.SMALL_NORMAL, Engine.CPU);
        }
    }

    /** The builder of a recurrent layer, sizes left out. */
    BaseRecurrentLayer.Builder<?> builder(Options options) {
        throw new IllegalStateException(this + " is not recurrent.");
    }

    private static BaseRecurrentLayer.Builder<?> circuits(Cell cell, Options options) {
        var builder = cell.builder().engine(options.engine).angleInit(options.angleInit);
        return options.circuit == null ? builder.qubits(QUBITS).circuitLayers(1) : builder.circuit(options.circuit);
    }

    Layer layer(Options options) {
        return builder(options).nIn(Networks.N_IN).nOut(nOut).build();
    }

    Layer layer() {
        return layer(Options.of(Engine.CPU));
    }

    /** A recurrent layer that has yet to find its nIn. */
    Layer sizedByInput() {
        return builder(Options.of(Engine.CPU)).nOut(nOut).build();
    }

    /** A layer under an output layer that fits it. */
    MultiLayerConfiguration configuration(
            Layer layer, DataType type, UnaryOperator<NeuralNetConfiguration.Builder> settings) {
        Layer head = this == VQC ? Networks.output(nOut) : Networks.rnnOutput(nOut);
        return settings.apply(new NeuralNetConfiguration.Builder().seed(7).dataType(type))
                .list()
                .layer(layer)
                .layer(head)
                .build();
    }

    MultiLayerNetwork network(Layer layer, DataType type, UnaryOperator<NeuralNetConfiguration.Builder> settings) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(layer, type, settings));
        network.init();
        return network;
    }

    /** In double, with parameters far from their small initial values: the same for every layer of this kind. */
    MultiLayerNetwork scattered(Layer layer, UnaryOperator<NeuralNetConfiguration.Builder> settings) {
        return Networks.scattered(network(layer, DataType.DOUBLE, settings));
    }

    INDArray features(int minibatch, int steps) {
        return Networks.random(1, minibatch, Networks.N_IN, steps);
    }

    INDArray labels(int minibatch, int steps) {
        return Networks.random(2, minibatch, Networks.N_OUT, steps);
    }

    /** Of the shape of the layer's output. */
    INDArray upstream() {
        return this == VQC ? Networks.random(5, MINIBATCH, nOut) : Networks.random(5, MINIBATCH, nOut, STEPS);
    }

    INDArray features() {
        return features(MINIBATCH, STEPS);
    }

    DataSet data() {
        return data(MINIBATCH, STEPS);
    }

    DataSet data(DataType type) {
        return new DataSet(data().getFeatures().castTo(type), data().getLabels().castTo(type));
    }

    DataSet data(int minibatch, int steps) {
        return new DataSet(features(minibatch, steps), labels(minibatch, steps));
    }
}
