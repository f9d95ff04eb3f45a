package io.github.dl4jquantum.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.layers.QLSTM;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Oracle: the training that nobody disturbs, to the last bit, of networks that drop out and whose weights are constrained, on
 * an iterator that shuffles from a seed at each reset. Three minibatches are an epoch.
 */
@Timeout(120)
class TrainingCheckpointTest {
    private static final int EPOCHS = 4;
    private static final List<DataSet> DATA = data();

    @TempDir
    private Path folder;

    /** Ends a program without a word. */
    private static final class Kill extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Kills before an update. */
    private static final class Killer extends BaseTrainingListener {
        private final int update;

        Killer(int update) {
            this.update = update;
        }

        @Override
        public void onGradientCalculation(Model model) {
            if (iteration(model) == update) {
                throw new Kill();
            }
        }
    }

    /** Shuffles at each reset, from its seed. */
    private static final class Shuffled extends ListDataSetIterator<DataSet> {
        private static final long serialVersionUID = 1;
        private final List<DataSet> examples;
        private final Random random = new Random(5);
        private ListDataSetIterator<DataSet> order;

        Shuffled() {
            super(DATA, 3);
            examples = new ArrayList<>(DATA);
            reset();
        }

        @Override
        public void reset() {
            if (examples == null) {
                return; // from the constructor above
            }
            Collections.shuffle(examples, random);
            order = new ListDataSetIterator<>(new ArrayList<>(examples), 3);
        }

        @Override
        public boolean hasNext() {
            return order.hasNext();
        }

        @Override
        public DataSet next() {
            return order.next();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 2", "false, 3", "false, 4", "false, 8", "true, 2", "true, 3", "true, 7"})
    void aKilledTrainingGoesOnToTheVeryBits(boolean graph, int update) throws IOException {
        Model expected = network(graph, BackpropType.Standard);
        train(expected, new Shuffled());

        Model killed = network(graph, BackpropType.Standard);
        killed.addListeners(new TrainingCheckpoint(folder.resolve("c.zip"), Duration.ZERO), new Killer(update));
        assertThrows(Kill.class, () -> train(killed, new Shuffled()));

        Model resumed = network(graph, BackpropType.Standard);
        DataSetIterator iterator = new Shuffled();
        TrainingCheckpoint checkpoint = new TrainingCheckpoint(folder.resolve("c.zip"), Duration.ofDays(1));
        Nd4j.getRandom().setSeed(99);
        assertTrue(restore(checkpoint, resumed, iterator));
        assertEquals(update, iteration(resumed));
        resumed.addListeners(checkpoint);
        train(resumed, iterator);
        assertSame(expected, resumed);
    }

    /** Two updates a minibatch: what is kept is the end of an epoch. */
    @Test
    void truncatedBackpropagationGoesOnFromTheEndOfAnEpoch() throws IOException {
        Model expected = network(false, BackpropType.TruncatedBPTT);
        train(expected, new Shuffled());

        Model killed = network(false, BackpropType.TruncatedBPTT);
        killed.addListeners(new TrainingCheckpoint(folder.resolve("c.zip"), Duration.ZERO), new Killer(9));
        assertThrows(Kill.class, () -> train(killed, new Shuffled()));

        Model resumed = network(false, BackpropType.TruncatedBPTT);
        DataSetIterator iterator = new Shuffled();
        restore(new TrainingCheckpoint(folder.resolve("c.zip"), Duration.ZERO), resumed, iterator);
        assertEquals(6, iteration(resumed));
        train(resumed, iterator);
        assertSame(expected, resumed);
    }

    @Test
    void anotherNetworkIsRefusedAndNoFileIsNone() throws IOException {
        TrainingCheckpoint checkpoint = new TrainingCheckpoint(folder.resolve("c.zip"), Duration.ZERO);
        Model net = network(false, BackpropType.Standard);
        assertFalse(restore(checkpoint, net, null));
        net.addListeners(checkpoint);
        train(net, new Shuffled());
        ModelFileException refused = assertThrows(
                ModelFileException.class, () -> restore(checkpoint, network(false, BackpropType.TruncatedBPTT), null));
        assertTrue(refused.getMessage().contains("another configuration"), refused.getMessage());
    }

    private static void assertSame(Model expected, Model actual) {
        assertEquals(iteration(expected), iteration(actual));
        assertArrayEquals(
                expected.params().dup().data().asFloat(),
                actual.params().dup().data().asFloat(),
                "to the last bit");
    }

    private static boolean restore(TrainingCheckpoint checkpoint, Model net, DataSetIterator iterator)
            throws IOException {
        return net instanceof ComputationGraph graph
                ? checkpoint.restore(graph, iterator)
                : checkpoint.restore((MultiLayerNetwork) net, iterator);
    }

    private static void train(Model net, DataSetIterator iterator) {
        if (net instanceof ComputationGraph graph) {
            while (graph.getEpochCount() < EPOCHS) {
                graph.fit(iterator);
            }
        } else {
            MultiLayerNetwork network = (MultiLayerNetwork) net;
            while (network.getEpochCount() < EPOCHS) {
                network.fit(iterator);
            }
        }
    }

    private static int iteration(Model net) {
        return net instanceof ComputationGraph graph
                ? graph.getIterationCount()
                : ((MultiLayerNetwork) net).getIterationCount();
    }

    private static Model network(boolean graph, BackpropType type) {
        NeuralNetConfiguration.Builder common =
                new NeuralNetConfiguration.Builder().seed(3).updater(new Adam(0.05));
        QLSTM cell = new QLSTM.Builder()
                .nOut(3)
                .qubits(2)
                .circuitLayers(1)
                .dropOut(0.7)
                .constrainWeights(new MaxNormConstraint(0.5, 1))
                .build();
        RnnOutputLayer output = new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(3)
                .nOut(2)
                .dropOut(0.7)
                .activation(Activation.IDENTITY)
                .build();
        if (graph) {
            ComputationGraph net = new ComputationGraph(common.graphBuilder()
                    .addInputs("in")
                    .addLayer("cell", cell, "in")
                    .addLayer("out", output, "cell")
                    .setOutputs("out")
                    .setInputTypes(InputType.recurrent(2))
                    .build());
            net.init();
            return net;
        }
        MultiLayerNetwork net = new MultiLayerNetwork(common.list()
                .layer(cell)
                .layer(output)
                .setInputType(InputType.recurrent(2))
                .backpropType(type)
                .tBPTTLength(3)
                .build());
        net.init();
        return net;
    }

    private static List<DataSet> data() {
        List<DataSet> data = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            data.add(new DataSet(Nd4j.rand(DataType.FLOAT, 1, 2, 6), Nd4j.rand(DataType.FLOAT, 1, 2, 6)));
        }
        return data;
    }
}
