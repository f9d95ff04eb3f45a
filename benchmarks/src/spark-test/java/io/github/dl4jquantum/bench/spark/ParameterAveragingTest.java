package io.github.dl4jquantum.bench.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.forecast.LatentModel;
import io.github.dl4jquantum.forecast.MinibatchTrainer;
import io.github.dl4jquantum.forecast.WarmupCosineSchedule;
import io.github.dl4jquantum.layers.QLSTM;
import io.github.dl4jquantum.layers.listener.NonFiniteException;
import io.github.dl4jquantum.layers.listener.NonFiniteListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Oracle: copies of the network that are trained here, and the mean of what they came to. */
@Timeout(120)
class ParameterAveragingTest {
    private static final int LATENT = 3;
    private static final int TIME = 5;
    private static final int EXAMPLES = 4;

    private Cluster cluster;
    private final MultiLayerNetwork network = network();

    @BeforeEach
    void connect() throws IOException {
        cluster = new SparkConnector().connect("local[2]", null);
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork net = new MultiLayerNetwork(LatentModel.of(
                new QLSTM.Builder().nOut(4).qubits(2).circuitLayers(1).build(),
                LATENT,
                new Adam(new WarmupCosineSchedule(0.05, 12)),
                7));
        net.init();
        return net;
    }

    /** The last one is smaller; the labels of the first step do not count. */
    private static List<DataSet> minibatches(int count) {
        Nd4j.getRandom().setSeed(7);
        List<DataSet> minibatches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int examples = i < count - 1 ? EXAMPLES : EXAMPLES - 1;
            INDArray mask = Nd4j.ones(DataType.FLOAT, examples, TIME);
            mask.getColumn(0).assign(0);
            minibatches.add(new DataSet(
                    Nd4j.rand(DataType.FLOAT, examples, LATENT, TIME),
                    Nd4j.rand(DataType.FLOAT, examples, LATENT, TIME),
                    null,
                    mask));
        }
        return minibatches;
    }

    /** What two workers come to; their number of iterations is that of the second one, which has more minibatches. */
    private static double averaged(MultiLayerNetwork net, List<DataSet> minibatches) {
        MultiLayerNetwork first = net.clone();
        MultiLayerNetwork second = net.clone();
        int half = minibatches.size() / 2;
        double loss = train(first, minibatches.subList(0, half));
        loss += train(second, minibatches.subList(half, minibatches.size()));
        net.setParams(first.params().add(second.params()).divi(2));
        state(net).assign(state(first).add(state(second)).divi(2));
        net.setIterationCount(second.getLayerWiseConfigurations().getIterationCount());
        return loss;
    }

    private static double train(MultiLayerNetwork net, List<DataSet> minibatches) {
        double loss = 0;
        for (DataSet minibatch : minibatches) {
            net.fit(minibatch);
            loss += net.score() * minibatch.numExamples();
        }
        return loss;
    }

    private static INDArray state(MultiLayerNetwork net) {
        return net.getUpdater().getStateViewArray();
    }

    private static void assertSame(MultiLayerNetwork expected, MultiLayerNetwork actual) {
        assertArrayEquals(expected.params().toDoubleVector(), actual.params().toDoubleVector(), 1e-6);
        assertArrayEquals(state(expected).toDoubleVector(), state(actual).toDoubleVector(), 1e-6);
        var conf = actual.getLayerWiseConfigurations();
        assertEquals(expected.getLayerWiseConfigurations().getIterationCount(), conf.getIterationCount());
        assertEquals(0, conf.getEpochCount(), "epochs are not its own to count");
    }

    @Test
    void twoWorkersComeToTheirMean() {
        MinibatchTrainer<MultiLayerNetwork> trainer = cluster.trainer(2);
        assertTrue(trainer.workers() * trainer.updates() >= 7);
        MultiLayerNetwork expected = network.clone();
        for (int count : new int[] {7, 6, 2}) { // in turn
            List<DataSet> minibatches = minibatches(count);
            double loss = averaged(expected, minibatches);
            assertEquals(loss, trainer.fit(network, minibatches), 1e-5 * loss);
            assertSame(expected, network);
        }
        assertEquals(4 + 3 + 1, network.getLayerWiseConfigurations().getIterationCount());
    }

    @Test
    void ofMoreWorkersThanMinibatchesSomeHaveNone() {
        MultiLayerNetwork expected = network.clone();
        averaged(expected, minibatches(2));
        cluster.trainer(3).fit(network, minibatches(2));
        assertSame(expected, network);
    }

    @Test
    void oneWorkerIsLocalTraining() {
        MultiLayerNetwork expected = network.clone();
        double loss = train(expected, minibatches(5));
        assertEquals(loss, cluster.trainer(1).fit(network, minibatches(5)), 1e-5 * loss);
        assertSame(expected, network);
    }

    @Test
    void whatIsNotFiniteIsFound() {
        network.setListeners(new NonFiniteListener());
        List<DataSet> minibatches = minibatches(4);
        minibatches.get(2).getLabels().putScalar(new int[] {0, 0, 1}, Float.NaN);
        MinibatchTrainer<MultiLayerNetwork> trainer = cluster.trainer(2);
        assertThrows(NonFiniteException.class, () -> trainer.fit(network, minibatches));
    }

    @Test
    void aNetworkIsAsItWasWhereTheClusterIsLost() {
        MultiLayerNetwork before = network.clone();
        MinibatchTrainer<MultiLayerNetwork> trainer = cluster.trainer(2);
        cluster.close();
        var refusal = assertThrows(BadInputException.class, () -> trainer.fit(network, minibatches(4)));
        assertTrue(refusal.getMessage().startsWith("--master local[2] cannot train the network"), refusal.getMessage());
        assertSame(before, network);
    }
}
