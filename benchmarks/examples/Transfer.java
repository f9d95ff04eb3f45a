import io.github.dl4jquantum.layers.VqcLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network that learned one function keeps its dense layer and its circuit, frozen, and learns a second one. */
public class Transfer {
    public static void main(String[] args) {
        MultiLayerNetwork source = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(1e-2))
                .list()
                .layer(new DenseLayer.Builder()
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(new VqcLayer.Builder().nOut(4).qubits(4).circuitLayers(2).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(2))
                .build());
        source.init();
        train(source, data(0));
        System.out.printf("first function %.4f%n", source.score());

        MultiLayerNetwork target = new TransferLearning.Builder(source)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Adam(0.05))
                        .build())
                .setFeatureExtractor(1) // layers 0 and 1 stay as they are
                .removeOutputLayer()
                .addLayer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(4)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
        INDArray angles = target.getLayer(1).params().dup();
        train(target, data(0.3));
        System.out.printf("second function %.4f%n", target.score());
        System.out.println(
                "circuit untouched: " + angles.equals(target.getLayer(1).params()));
    }

    private static void train(MultiLayerNetwork network, DataSet data) {
        for (int epoch = 0; epoch < 300; epoch++) {
            network.fit(data);
        }
    }

    /** sin(x + phase) cos(y) on a grid of points. */
    private static DataSet data(double phase) {
        INDArray points = Nd4j.create(100, 2);
        INDArray values = Nd4j.create(100, 1);
        for (int k = 0; k < 100; k++) {
            points.putScalar(k, 0, k / 10 * 0.3 - 1.5).putScalar(k, 1, k % 10 * 0.3 - 1.5);
            values.putScalar(k, Math.sin(k / 10 * 0.3 - 1.5 + phase) * Math.cos(k % 10 * 0.3 - 1.5));
        }
        return new DataSet(points, values);
    }
}

// Output:
// first function 0.0004
// second function 0.0058
// circuit untouched: true
