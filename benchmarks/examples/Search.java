import io.github.dl4jquantum.arbiter.NetworkTaskCreator;
import io.github.dl4jquantum.arbiter.QLSTMLayerSpace;
import java.util.Properties;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.conf.updater.AdamSpace;
import org.deeplearning4j.arbiter.layers.RnnOutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Arbiter looks for qubits, circuit layers and a learning rate of a QLSTM. */
public class Search {
    public static void main(String[] args) {
        MultiLayerSpace space = new MultiLayerSpace.Builder()
                .seed(42)
                .updater(new AdamSpace(new ContinuousParameterSpace(1e-3, 1e-1)))
                .addLayer(new QLSTMLayerSpace.Builder()
                        .nOut(8)
                        .qubits(new IntegerParameterSpace(2, 4))
                        .circuitLayers(new IntegerParameterSpace(1, 3))
                        .build())
                .addLayer(new RnnOutputLayerSpace.Builder()
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .lossFunction(LossFunction.MSE)
                        .build())
                .setInputType(InputType.recurrent(1))
                .numEpochs(100)
                .build();
        LocalOptimizationRunner runner = new LocalOptimizationRunner(
                new OptimizationConfiguration.Builder()
                        .candidateGenerator(new RandomSearchGenerator(space))
                        .rngSeed(42)
                        .dataSource(Waves.class, null)
                        .scoreFunction(new TestSetLossScoreFunction(true))
                        .terminationConditions(new MaxCandidatesCondition(3))
                        .build(),
                new NetworkTaskCreator());
        runner.execute();
        System.out.println(
                "candidates " + runner.numCandidatesCompleted() + ", failed " + runner.numCandidatesFailed());
        System.out.printf("least mean squared error %.3f%n", runner.bestScore() / 20); // a sum over time
    }

    /** Sines and what they are one step later. */
    public static final class Waves implements DataSource {
        private static final long serialVersionUID = 1L;

        @Override
        public void configure(Properties properties) {}

        @Override
        public Object trainData() {
            DataSet waves = new DataSet(Nd4j.create(16, 1, 20), Nd4j.create(16, 1, 20));
            for (int k = 0; k < 320; k++) {
                int[] at = {k / 20, 0, k % 20};
                waves.getFeatures().putScalar(at, Math.sin(0.5 * at[2] + at[0]));
                waves.getLabels().putScalar(at, Math.sin(0.5 * at[2] + 0.5 + at[0]));
            }
            return new ListDataSetIterator<>(waves.asList(), 16);
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
}

// Output:
// candidates 3, failed 0
// least mean squared error 0.028
