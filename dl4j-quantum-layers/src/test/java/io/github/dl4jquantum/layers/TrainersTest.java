package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.Tolerances;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.EarlyStoppingResult.TerminationReason;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.termination.ScoreImprovementEpochTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingGraphTrainer;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.parallelism.ParallelWrapper;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

/** Trainers of DL4J around the layers. Oracle: the same fits by hand. */
@Timeout(60)
class TrainersTest {

    private static final int BATCH = 4;
    private static final int EPOCHS = 12;

    @ParameterizedTest
    @EnumSource
    void parallelWrapperWithTwoWorkersAveragesWhatEachLearnt(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.2)));
        INDArray start = network.params().dup();
        List<DataSet> batches = batches(kind, 4);
        // DL4J's second worker may copy the network when the first has already trained: let them learn nothing at
        // first.
        INDArray x = kind.features(BATCH, 2);
        DataSet learnt = new DataSet(x, network.output(x));
        List<DataSet> fed = new ArrayList<>(List.of(learnt, learnt));
        fed.addAll(batches);
        ParallelWrapper wrapper = new ParallelWrapper.Builder<>(network)
                .workers(2)
                .averagingFrequency(1)
                .prefetchBuffer(0)
                .reportScoreAfterAveraging(false)
                .build();
        try {
            wrapper.fit(new ListDataSetIterator<>(fed, 1));
        } finally {
            wrapper.shutdown();
        }

        MultiLayerNetwork worker = kind.scattered(kind.layer(), all -> all.updater(new Sgd(0.2)));
        INDArray expected = start;
        for (int round = 0; round < batches.size(); round += 2) {
            INDArray sum = expected.mul(0);
            for (DataSet batch : batches.subList(round, round + 2)) {
                worker.setParams(expected);
                worker.fit(batch);
                sum.addi(worker.params());
            }
            expected = sum.div(2);
        }
        assertNear(expected.ravel(), network.params().ravel(), Tolerances.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource
    void earlyStoppingKeepsTheBestEpochAndStopsWhenNothingImproves(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Adam(0.2)));
        List<Double> scores = scoresByHand(kind);
        DataSetIterator train = new ListDataSetIterator<>(batches(kind, 2), 1);
        var stopping = new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
                .epochTerminationConditions(
                        new MaxEpochsTerminationCondition(EPOCHS), new ScoreImprovementEpochTerminationCondition(2))
                .scoreCalculator(new DataSetLossCalculator(held(kind), true))
                .modelSaver(new InMemoryModelSaver<>())
                .build();
        EarlyStoppingResult<MultiLayerNetwork> result = new EarlyStoppingTrainer(stopping, network, train).fit();
        assertEquals(TerminationReason.EpochTerminationCondition, result.getTerminationReason());
        int best = result.getBestModelEpoch();
        for (int epoch = 0; epoch < result.getTotalEpochs(); epoch++) {
            assertEquals(scores.get(epoch), result.getScoreVsEpoch().get(epoch), Tolerances.DOUBLE);
            assertTrue(scores.get(best) <= scores.get(epoch) + Tolerances.DOUBLE, "epoch " + epoch);
        }
        assertEquals(scores.get(best), result.getBestModel().score(held(kind).next()), Tolerances.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource
    void earlyStoppingTrainsAComputationGraph(QuantumLayer kind) {
        ComputationGraph graph = Networks.graph(kind);
        double before = graph.score(held(kind).next());
        var stopping = new EarlyStoppingConfiguration.Builder<ComputationGraph>()
                .epochTerminationConditions(new MaxEpochsTerminationCondition(3))
                .scoreCalculator(new DataSetLossCalculator(held(kind), true))
                .modelSaver(new InMemoryModelSaver<>())
                .build();
        var result = new EarlyStoppingGraphTrainer(stopping, graph, held(kind)).fit();
        assertEquals(3, result.getTotalEpochs());
        assertTrue(result.getBestModel().score(held(kind).next()) < before);
    }

    /** A copy has nothing of the minibatches before it but parameters and updater. */
    @ParameterizedTest
    @EnumSource
    void minibatchesOfEverySizeAndLengthInOneFitDoWhatEachDoesToACopy(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Adam(0.02)));
        MultiLayerNetwork copy = network.clone();
        List<DataSet> data = new ArrayList<>();
        for (int[] size : new int[][] {{1, 5}, {70, 2}, {3, 1}, {130, 4}, {1, 5}}) {
            data.add(kind.data(size[0], size[1]));
        }
        for (DataSet each : data) {
            copy = copy.clone();
            copy.fit(each);
        }
        network.fit(new ListDataSetIterator<>(data, 1));
        assertEquals(copy.params(), network.params());
    }

    /** The held-out score after each epoch. */
    private static List<Double> scoresByHand(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all.updater(new Adam(0.2)));
        List<Double> scores = new ArrayList<>();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            batches(kind, 2).forEach(network::fit);
            scores.add(network.score(held(kind).next()));
        }
        return scores;
    }

    private static DataSetIterator held(QuantumLayer kind) {
        return new ListDataSetIterator<>(List.of(kind.data(BATCH, 3)), 1);
    }

    private static List<DataSet> batches(QuantumLayer kind, int count) {
        List<DataSet> batches = new ArrayList<>();
        for (int k = 1; k <= count; k++) {
            DataSet data = kind.data(BATCH, 2);
            batches.add(new DataSet(data.getFeatures().mul(k), data.getLabels().div(k)));
        }
        return batches;
    }
}
