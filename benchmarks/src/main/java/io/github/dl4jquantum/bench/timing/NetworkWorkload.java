package io.github.dl4jquantum.bench.timing;

import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.layers.VqcLayer;
import io.github.dl4jquantum.layers.listener.InPlaceUpdates;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A layer in a MultiLayerNetwork that updates in place, float32. */
final class NetworkWorkload implements Workload {
    private final MultiLayerNetwork net;
    private final Runnable step;

    private NetworkWorkload(MultiLayerNetwork net, Runnable step) {
        this.net = net;
        this.step = step;
    }

    /** Gradients of a circuit, without an update. */
    static NetworkWorkload circuit(int qubits, int layers, Engine engine, int batch) {
        VqcLayer layer = new VqcLayer.Builder()
                .nIn(qubits)
                .nOut(qubits)
                .qubits(qubits)
                .circuitLayers(layers)
                .engine(engine)
                .build();
        MultiLayerNetwork net = net(
                layer,
                new LossLayer.Builder(LossFunction.L2)
                        .activation(Activation.IDENTITY)
                        .build());
        INDArray inputs = Nd4j.randn(DataType.FLOAT, batch, qubits);
        INDArray zeros = Nd4j.zeros(DataType.FLOAT, batch, qubits);
        return new NetworkWorkload(net, () -> {
            net.setInput(inputs);
            net.setLabels(zeros);
            net.computeGradientAndScore();
        });
    }

    /** One training step of a recurrent layer with an output layer of its size. */
    static NetworkWorkload cell(BaseRecurrentLayer layer, int batch, int steps) {
        MultiLayerNetwork net = net(
                layer,
                new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(layer.getNOut())
                        .nOut(layer.getNOut())
                        .activation(Activation.IDENTITY)
                        .dataFormat(RNNFormat.NCW)
                        .build());
        INDArray inputs = Nd4j.randn(DataType.FLOAT, batch, layer.getNIn(), steps);
        INDArray target = Nd4j.randn(DataType.FLOAT, batch, layer.getNOut(), steps);
        return new NetworkWorkload(net, () -> net.fit(inputs, target));
    }

    private static MultiLayerNetwork net(Layer layer, Layer loss) {
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(0)
                .updater(new Adam(0.01))
                .list()
                .layer(layer)
                .layer(loss)
                .build());
        net.init();
        net.setListeners(new InPlaceUpdates());
        return net;
    }

    @Override
    public void run() {
        step.run();
    }

    @Override
    public long parameters() {
        return net.getLayer(0).numParams();
    }
}
