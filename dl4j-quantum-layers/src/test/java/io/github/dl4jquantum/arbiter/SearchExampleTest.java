package io.github.dl4jquantum.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.layers.Projection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.conf.updater.AdamSpace;
import org.deeplearning4j.arbiter.layers.RnnOutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
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

/** The example of SEARCH.md: what it shows is what is compiled and run here, by Arbiter's own runner. */
@Timeout(60)
class SearchExampleTest {
    private static final Path GUIDE = Path.of("SEARCH.md");
    private static final Path SOURCE = Path.of("src/test/java/io/github/dl4jquantum/arbiter/SearchExampleTest.java");

    /** Random sequences. */
    public static final class Sequences implements DataSource {
        private static final long serialVersionUID = 1L;

        @Override
        public void configure(Properties properties) {}

        @Override
        public Object trainData() {
            return new ListDataSetIterator<>(
                    List.of(new DataSet(Nd4j.rand(DataType.FLOAT, 4, 8, 5), Nd4j.rand(DataType.FLOAT, 4, 2, 5))), 4);
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

    @Test
    void arbitersOwnRunnerSearchesIt() {
        // GUIDE
        MultiLayerSpace space = new MultiLayerSpace.Builder()
                .seed(42)
                .updater(new AdamSpace(new ContinuousParameterSpace(new LogUniformDistribution(1e-3, 1e-1))))
                .addLayer(new QLSTMLayerSpace.Builder()
                        .nOut(new IntegerParameterSpace(4, 32))
                        .qubits(new IntegerParameterSpace(2, 6))
                        .circuitLayers(new IntegerParameterSpace(1, 4))
                        .ansatz(AnsatzChoice.PAPER, AnsatzChoice.STRONGLY_ENTANGLING)
                        .projection(Projection.SHARED, Projection.PER_GATE)
                        .build())
                .addLayer(new RnnOutputLayerSpace.Builder()
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .lossFunction(LossFunction.MSE)
                        .build())
                .setInputType(InputType.recurrent(8))
                .numEpochs(5)
                .build();
        OptimizationConfiguration search = new OptimizationConfiguration.Builder()
                .candidateGenerator(new RandomSearchGenerator(space))
                .rngSeed(42)
                .dataSource(Sequences.class, null) // yours: an iterator to train on, one to score
                .scoreFunction(new TestSetLossScoreFunction(true))
                .terminationConditions(new MaxCandidatesCondition(2))
                .build();
        LocalOptimizationRunner runner = new LocalOptimizationRunner(search, new NetworkTaskCreator());
        runner.execute();
        System.out.println(runner.bestScore());
        // END
        assertEquals(2, runner.numCandidatesCompleted());
        assertEquals(0, runner.numCandidatesFailed());
        assertTrue(runner.bestScore() > 0);
    }

    @Test
    void theGuideShowsWhatIsRunHere() throws IOException {
        String source = Files.readString(SOURCE);
        String guide = Files.readString(GUIDE);
        assertEquals(block(source, "// GUIDE\n", "// END"), block(guide, "```java\n", "```"));
        String job = Files.readString(SOURCE.resolveSibling("NetworkTaskCreatorTest.java"));
        assertEquals(block(job, "// JOB\n", "// END"), block(guide, "runs one:\n\n```java\n", "```"));
    }

    /** The text between two marks, without indentation. */
    private static String block(String text, String from, String to) {
        return Pattern.compile(Pattern.quote(from) + "(.*?)" + Pattern.quote(to), Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1).stripIndent().strip())
                .findFirst()
                .orElseThrow();
    }
}
