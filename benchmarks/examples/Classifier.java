import io.github.dl4jquantum.layers.VqcLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A circuit of four qubits tells two interleaved moons apart, which no straight line does. */
public class Classifier {
    public static void main(String[] args) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.05))
                .list()
                .layer(new VqcLayer.Builder().nOut(4).qubits(4).circuitLayers(2).build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.feedForward(2))
                .build());
        network.init();
        DataSet train = moons(200, 1);
        for (int epoch = 0; epoch < 200; epoch++) {
            network.fit(train);
        }
        DataSet test = moons(100, 2);
        Evaluation evaluation = new Evaluation(2);
        evaluation.eval(test.getLabels(), network.output(test.getFeatures()));
        System.out.printf("accuracy on points never seen %.2f%n", evaluation.accuracy());
    }

    /** Two half circles, each with its end in the other's middle, and noise of 0.1. */
    private static DataSet moons(int points, long seed) {
        java.util.Random random = new java.util.Random(seed);
        INDArray features = Nd4j.create(points, 2);
        INDArray labels = Nd4j.create(points, 2);
        for (int k = 0; k < points; k++) {
            int moon = k % 2;
            double angle = Math.PI * random.nextDouble();
            double x = moon == 0 ? Math.cos(angle) : 1 - Math.cos(angle);
            double y = moon == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
            features.putScalar(k, 0, x + 0.1 * random.nextGaussian());
            features.putScalar(k, 1, y + 0.1 * random.nextGaussian());
            labels.putScalar(k, moon, 1);
        }
        return new DataSet(features, labels);
    }
}

// Output:
// accuracy on points never seen 1.00
