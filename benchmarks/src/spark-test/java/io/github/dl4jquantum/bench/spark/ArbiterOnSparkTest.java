package io.github.dl4jquantum.bench.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.arbiter.NetworkTaskCreator;
import io.github.dl4jquantum.arbiter.QLSTMLayerSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.layers.RnnOutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Candidates of Arbiter's generator in a Spark job of one's own, as SEARCH.md of the layers says. */
@Timeout(120)
class ArbiterOnSparkTest {
    private static final int CANDIDATES = 4;

    /** The same sequences every time. */
    public static final class Sequences implements DataSource {
        private static final long serialVersionUID = 1L;

        @Override
        public void configure(Properties properties) {}

        @Override
        public Object trainData() {
            return new ListDataSetIterator<>(
                    List.of(new DataSet(
                            Nd4j.linspace(DataType.FLOAT, -1, 0.01, 4 * 3 * 5).reshape(4, 3, 5),
                            Nd4j.linspace(DataType.FLOAT, 1, -0.03, 4 * 2 * 5).reshape(4, 2, 5))),
                    4);
        }

        @Override
        public Object testData() {
            return trainData();
        }

        @Override
        public Class<?> getDataType() {
            return ListDataSetIterator.class;
        }
    }

    private static MultiLayerSpace space() {
        return new MultiLayerSpace.Builder()
                .seed(42)
                .addLayer(new QLSTMLayerSpace.Builder()
                        .nOut(new IntegerParameterSpace(2, 5))
                        .qubits(new IntegerParameterSpace(1, 3))
                        .circuitLayers(1)
                        .build())
                .addLayer(new RnnOutputLayerSpace.Builder()
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .lossFunction(LossFunction.MSE)
                        .build())
                .setInputType(InputType.recurrent(3))
                .numEpochs(2)
                .build();
    }

    private static Double score(Candidate<?> candidate, ScoreFunction score) throws Exception {
        return new NetworkTaskCreator()
                .create(candidate, Sequences.class, null, score, List.of(), null)
                .call()
                .getScore();
    }

    /** Oracle: the same candidates, scored by this thread. */
    @Test
    void executorsScoreWhatTheDriverDraws() throws Exception {
        RandomSearchGenerator generator = new RandomSearchGenerator(space());
        generator.setRngSeed(42);
        ScoreFunction score = new TestSetLossScoreFunction(true);
        List<Candidate<?>> candidates = new ArrayList<>();
        List<Double> expected = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            candidates.add(generator.getCandidate());
            expected.add(score(candidates.get(i), score));
        }
        assertTrue(expected.stream().distinct().count() > 1, "candidates differ: " + expected);
        SparkConf conf =
                new SparkConf().setMaster("local[2]").setAppName("test").set("spark.ui.enabled", "false");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            assertEquals(
                    expected,
                    spark.parallelize(candidates, CANDIDATES)
                            .map(candidate -> score(candidate, score))
                            .collect());
        }
    }
}
