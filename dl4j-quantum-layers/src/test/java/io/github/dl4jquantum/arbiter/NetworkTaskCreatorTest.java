package io.github.dl4jquantum.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.arbiter.SearchExampleTest.Sequences;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.arbiter.ComputationGraphSpace;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.conf.updater.AdamSpace;
import org.deeplearning4j.arbiter.layers.RnnOutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.deeplearning4j.arbiter.saver.local.FileModelSaver;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.deeplearning4j.arbiter.task.ComputationGraphTaskCreator;
import org.deeplearning4j.arbiter.task.MultiLayerNetworkTaskCreator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Oracle: Arbiter's own task creators, which must find the same scores from the same seed. */
@Timeout(120)
class NetworkTaskCreatorTest {
    private static final int CANDIDATES = 2;
    /** Of one minibatch each. */
    private static final int EPOCHS = 2;

    @TempDir
    Path folder;

    @Test
    void layersScoreAsWithArbitersOwnCreator() {
        assertEquals(
                scores(run(layers(1e-3), new MultiLayerNetworkTaskCreator())),
                scores(run(layers(1e-3), new NetworkTaskCreator())));
    }

    @Test
    void graphsScoreAsWithArbitersOwnCreator() {
        assertEquals(
                scores(run(graph(), new ComputationGraphTaskCreator())),
                scores(run(graph(), new NetworkTaskCreator())));
    }

    @Test
    void earlyStoppingGivesTheBestModel() throws Exception {
        LocalOptimizationRunner runner = run(layersThatStopEarly(), new NetworkTaskCreator());
        assertEquals(scores(run(layersThatStopEarly(), new MultiLayerNetworkTaskCreator())), scores(runner));
        MultiLayerNetwork best = (MultiLayerNetwork) runner.getResults().get(0).getResultModel();
        assertTrue(best.getIterationCount() <= EPOCHS, () -> best.getIterationCount() + " iterations");
    }

    @Test
    void theModelIsSaved() throws Exception {
        LocalOptimizationRunner runner = run(graph(), new NetworkTaskCreator());
        assertEquals(
                ComputationGraph.class,
                runner.getResults().get(0).getResultModel().getClass());
        assertTrue(Files.exists(folder.resolve("0")));
    }

    @Test
    void aScoreThatIsNotFiniteIsAFailedCandidate() {
        LocalOptimizationRunner runner = run(layers(1e38), new NetworkTaskCreator());
        assertEquals(CANDIDATES, runner.numCandidatesFailed());
        for (CandidateInfo info : runner.getCandidateStatus()) {
            assertEquals(CandidateStatus.Failed, info.getCandidateStatus());
            assertTrue(info.getExceptionStackTrace().contains("candidate " + info.getIndex()), info::toString);
        }
    }

    /** Oracle: the scores that Arbiter's own runner finds in one program. */
    @Test
    void candidatesAndTheTaskCreatorTravelToOtherMachines() throws Exception {
        MultiLayerSpace space = MultiLayerSpace.fromJson(layers(1e-3).toJson());
        RandomSearchGenerator generator = new RandomSearchGenerator(space);
        generator.setRngSeed(42);
        List<String> scores = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            Candidate<?> candidate = copy(generator.getCandidate());
            NetworkTaskCreator tasks = copy(new NetworkTaskCreator());
            ScoreFunction score = copy(new TestSetLossScoreFunction(true));
            // JOB
            OptimizationResult result = tasks.create(candidate, Sequences.class, null, score, List.of(), null)
                    .call(); // no runner: no model is saved
            // END
            scores.add(i + " " + result.getScore());
        }
        assertEquals(scores(run(layers(1e-3), new MultiLayerNetworkTaskCreator())), scores);
    }

    /** As another machine receives it. */
    @SuppressWarnings("unchecked")
    private static <T> T copy(T sent) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    private LocalOptimizationRunner run(ParameterSpace<?> space, TaskCreator tasks) {
        LocalOptimizationRunner runner =
                new LocalOptimizationRunner(1, configuration(space).build(), tasks);
        runner.execute();
        return runner;
    }

    private OptimizationConfiguration.Builder configuration(ParameterSpace<?> space) {
        return new OptimizationConfiguration.Builder()
                .candidateGenerator(new RandomSearchGenerator(space))
                .rngSeed(42)
                .dataSource(SearchExampleTest.Sequences.class, null)
                .modelSaver(new FileModelSaver(folder.toString()))
                .scoreFunction(new TestSetLossScoreFunction(true))
                .terminationConditions(new MaxCandidatesCondition(CANDIDATES));
    }

    private static List<String> scores(LocalOptimizationRunner runner) {
        assertEquals(CANDIDATES, runner.numCandidatesCompleted());
        List<String> scores = new ArrayList<>();
        runner.getCandidateStatus().forEach(info -> scores.add(info.getIndex() + " " + info.getScore()));
        return scores.stream().sorted().toList();
    }

    private static MultiLayerSpace layers(double learningRate) {
        return layersOf(learningRate).numEpochs(EPOCHS).build();
    }

    private static MultiLayerSpace layersThatStopEarly() {
        return layersOf(1e-3)
                .earlyStoppingConfiguration(new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
                        .epochTerminationConditions(new MaxEpochsTerminationCondition(EPOCHS))
                        .scoreCalculator(new DataSetLossCalculator(
                                (DataSetIterator) new SearchExampleTest.Sequences().trainData(), true))
                        .modelSaver(new InMemoryModelSaver<>())
                        .build())
                .build();
    }

    private static MultiLayerSpace.Builder layersOf(double learningRate) {
        return new MultiLayerSpace.Builder()
                .seed(42)
                .updater(new AdamSpace(new ContinuousParameterSpace(learningRate, 2 * learningRate)))
                .addLayer(cell())
                .addLayer(head())
                .setInputType(InputType.recurrent(8));
    }

    private static ComputationGraphSpace graph() {
        return new ComputationGraphSpace.Builder()
                .seed(42)
                .weightInit(WeightInit.XAVIER)
                .updater(new AdamSpace(new ContinuousParameterSpace(1e-3, 2e-3)))
                .addInputs("sequence")
                .addLayer("cell", cell(), "sequence")
                .addLayer("head", head(), "cell")
                .setOutputs("head")
                .setInputTypes(InputType.recurrent(8))
                .numEpochs(EPOCHS)
                .build();
    }

    private static QGRULayerSpace cell() {
        return new QGRULayerSpace.Builder()
                .nOut(new IntegerParameterSpace(2, 5))
                .qubits(2)
                .circuitLayers(1)
                .build();
    }

    private static RnnOutputLayerSpace head() {
        return new RnnOutputLayerSpace.Builder()
                .nOut(2)
                .activation(Activation.IDENTITY)
                .lossFunction(LossFunction.MSE)
                .build();
    }
}
