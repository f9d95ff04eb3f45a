import io.github.dl4jquantum.layers.QLSTM;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A QLSTM in the place of an LSTM learns to say a wave's next value. */
public class Sequences {
    public static void main(String[] args) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(1e-2))
                .list()
                .layer(new QLSTM.Builder().nOut(16).qubits(4).circuitLayers(2).build()) // was: LSTM.Builder()
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(1))
                .build());
        network.init();

        INDArray waves = Nd4j.create(32, 1, 20); // [minibatch, features, time]
        INDArray next = Nd4j.create(32, 1, 20);
        for (int wave = 0; wave < 32; wave++) {
            for (int t = 0; t < 20; t++) {
                waves.putScalar(new int[] {wave, 0, t}, Math.sin(0.5 * t + wave));
                next.putScalar(new int[] {wave, 0, t}, Math.sin(0.5 * (t + 1) + wave));
            }
        }
        network.fit(waves, next);
        System.out.printf("mean squared error %.3f%n", network.score() / 20); // the score is a sum over time
        for (int update = 1; update < 200; update++) {
            network.fit(waves, next);
        }
        System.out.printf("after 200 updates %.3f%n", network.score() / 20);
    }
}

// Output:
// mean squared error 0.501
// after 200 updates 0.006
