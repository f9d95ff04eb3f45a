package io.github.dl4jquantum.pde.iterator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Burgers2d;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

@Timeout(120)
class LstmTrainingTest {

    /** Oracle: a held-out loss that falls to a fraction, and equal losses of two equal runs. */
    @Test
    void anOrdinaryLstmLearnsFromTheIteratorTheSameInEveryRun() {
        List<Trajectory> trajectories = Burgers2d.builder()
                .grid(5)
                .reynolds(8)
                .saveInterval(0.02)
                .snapshots(40)
                .build()
                .generate(4, 11);
        Split.Parts parts = Split.byTrajectory(0.75, 0).apply(trajectories);
        double[] first = train(parts);
        assertTrue(first[1] < 0.3 * first[0], "held-out loss " + first[0] + " became " + first[1]);
        assertEquals(first[1], train(parts)[1]);
    }

    private static double[] train(Split.Parts parts) {
        var normalizer = FieldNormalizer.minMax(parts.train(), List.of("u"), -1, 1);
        PdeSequenceIterator train = PdeSequenceIterator.builder(parts.train())
                .stride(3)
                .minibatch(8)
                .shuffle(1)
                .build();
        train.setPreProcessor(normalizer);
        PdeSequenceIterator test = PdeSequenceIterator.builder(parts.test()).build();
        test.setPreProcessor(normalizer);
        DataSet heldOut = test.next();

        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Adam(0.02))
                .list()
                .layer(new LSTM.Builder()
                        .nIn(train.inputColumns())
                        .nOut(12)
                        .dataFormat(RNNFormat.NCW)
                        .build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nIn(12)
                        .nOut(train.totalOutcomes())
                        .activation(Activation.IDENTITY)
                        .dataFormat(RNNFormat.NCW)
                        .build())
                .build());
        network.init();
        double before = network.score(heldOut);
        network.fit(train, 30);
        return new double[] {before, network.score(heldOut)};
    }
}
