package io.github.dl4jquantum.bench.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.layers.QGRU;
import io.github.dl4jquantum.layers.QLSTM;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.TrajectoryFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.evaluation.regression.RegressionEvaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Deeplearning4j's Spark networks with this project's layers. */
@Timeout(240)
class TrainingOnSparkTest {
    private static final Path GUIDE = Path.of("SPARK.md");
    private static final Path SOURCE =
            Path.of("src/spark-test/java/io/github/dl4jquantum/bench/spark/TrainingOnSparkTest.java");
    private static final int VALUES = 3;
    private static final int EXAMPLES = 8;

    @TempDir
    private Path folder;

    private static JavaSparkContext spark(String master, String serializer) {
        return new JavaSparkContext(new SparkConf()
                .setMaster(master)
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.serializer", "org.apache.spark.serializer." + serializer)
                .set("spark.kryo.registrator", "org.nd4j.kryo.Nd4jRegistrator"));
    }

    private static NeuralNetConfiguration.Builder options(DataType type, IUpdater updater) {
        return new NeuralNetConfiguration.Builder().seed(42).dataType(type).updater(updater);
    }

    private static RnnOutputLayer output() {
        return new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(4)
                .nOut(VALUES)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static MultiLayerNetwork layers(DataType type) {
        MultiLayerNetwork network = new MultiLayerNetwork(options(type, new Adam(0.05))
                .list(
                        new QLSTM.Builder()
                                .nIn(VALUES)
                                .nOut(4)
                                .qubits(2)
                                .circuitLayers(1)
                                .build(),
                        output())
                .build());
        network.init();
        return network;
    }

    /** Its updater has a state, but counts no iterations: workers of SparkComputationGraph begin with 0 after every averaging. */
    private static ComputationGraph graph() {
        ComputationGraph network = new ComputationGraph(options(DataType.DOUBLE, new Nesterovs(0.05, 0.9))
                .graphBuilder()
                .addInputs("in")
                .addLayer(
                        "gru",
                        new QGRU.Builder()
                                .nIn(VALUES)
                                .nOut(4)
                                .qubits(2)
                                .circuitLayers(1)
                                .build(),
                        "in")
                .addLayer("out", output(), "gru")
                .setOutputs("out")
                .setInputTypes(InputType.recurrent(VALUES))
                .build());
        network.init();
        return network;
    }

    private static List<DataSet> minibatches(int count) {
        Nd4j.getRandom().setSeed(7);
        List<DataSet> minibatches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            minibatches.add(new DataSet(
                    Nd4j.rand(DataType.DOUBLE, EXAMPLES, VALUES, 5), Nd4j.rand(DataType.DOUBLE, EXAMPLES, VALUES, 5)));
        }
        return minibatches;
    }

    private static ParameterAveragingTrainingMaster master(int workers) {
        return new ParameterAveragingTrainingMaster.Builder(workers, 1)
                .batchSizePerWorker(EXAMPLES)
                .averagingFrequency(1)
                .saveUpdater(true)
                .rddTrainingApproach(RDDTrainingApproach.Direct)
                .build();
    }

    /** Oracle: {@code fit} on the same minibatches; a minibatch is one averaging. */
    @ParameterizedTest
    @ValueSource(strings = {"JavaSerializer", "KryoSerializer"})
    void oneWorkerThatAveragesEveryIterationIsLocalTraining(String serializer) {
        try (JavaSparkContext spark = spark("local[1]", serializer)) {
            MultiLayerNetwork layers = layers(DataType.DOUBLE);
            ComputationGraph graph = graph();
            double[] before = layers.params().toDoubleVector();
            SparkDl4jMultiLayer layersThere = new SparkDl4jMultiLayer(spark, layers.clone(), master(1));
            SparkComputationGraph graphThere = new SparkComputationGraph(spark, graph.clone(), master(1));
            for (DataSet minibatch : minibatches(6)) {
                JavaRDD<DataSet> examples = spark.parallelize(minibatch.asList(), 1);
                layersThere.fit(examples);
                graphThere.fit(examples);
                layers.fit(minibatch);
                graph.fit(minibatch);
            }
            double[] after = layers.params().toDoubleVector();
            assertTrue(Math.abs(after[0] - before[0]) > 1e-3, "it was trained");
            assertArrayEquals(after, layersThere.getNetwork().params().toDoubleVector(), 1e-6);
            assertArrayEquals(
                    graph.params().toDoubleVector(),
                    graphThere.getNetwork().params().toDoubleVector(),
                    1e-6);
        }
    }

    /** A wave that runs around a circle: easy to forecast. */
    private List<Path> files() {
        Path file = folder.resolve("waves.h5");
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(file, 8, Map.of(), 0)) {
            for (int i = 0; i < 8; i++) {
                double[] times = new double[21];
                float[] values = new float[times.length * VALUES];
                for (int k = 0; k < values.length; k++) {
                    times[k / VALUES] = k / VALUES;
                    values[k] = (float) Math.sin(0.8 * i + 0.4 * (k / VALUES) + 2 * Math.PI * (k % VALUES) / VALUES);
                }
                writer.write(Trajectory.of(List.of("u"), new int[] {VALUES}, times, values));
            }
            writer.finish();
        }
        return List.of(file);
    }

    /** Oracles: the error falls by a third; the evaluation is Deeplearning4j's own of the trained network. */
    @ParameterizedTest
    @ValueSource(strings = {"JavaSerializer", "KryoSerializer"})
    void twoWorkersLearnWindowsOfAFileAndEvaluateThem(String serializer) {
        try (JavaSparkContext spark = spark("local[2]", serializer)) {
            List<Path> files = files();
            MultiLayerNetwork network = layers(DataType.FLOAT);
            double before = error(network, spark, files);
            int epochs = 8;
            // PAGE
            JavaRDD<DataSet> windows = new FileWindows(null, "u", 10, 1, 1).read(spark, files);
            TrainingMaster<?, ?> averaging = new ParameterAveragingTrainingMaster.Builder(2, 1) // 2 task slots
                    .batchSizePerWorker(4)
                    .averagingFrequency(4)
                    .rngSeed(42) // the same minibatches every time
                    .saveUpdater(true) // otherwise Adam begins anew after every averaging
                    .rddTrainingApproach(RDDTrainingApproach.Direct)
                    .build();
            SparkDl4jMultiLayer training = new SparkDl4jMultiLayer(spark, network, averaging);
            for (int epoch = 0; epoch < epochs; epoch++) {
                training.fit(windows);
            }
            RegressionEvaluation errors = training.evaluateRegression(windows);
            System.out.println(errors.averageMeanAbsoluteError());
            // END
            double after = error(training.getNetwork(), spark, files);
            assertEquals(after, errors.averageMeanAbsoluteError(), 1e-6);
            assertTrue(after < 0.7 * before, before + " to " + after);
        }
    }

    private static double error(MultiLayerNetwork network, JavaSparkContext spark, List<Path> files) {
        List<DataSet> windows =
                new FileWindows(null, "u", 10, 1, 1).read(spark, files).collect();
        return network.doEvaluation(new ListDataSetIterator<>(windows), new RegressionEvaluation())[0]
                .averageMeanAbsoluteError();
    }

    @Test
    void theGuideShowsWhatIsRunHere() throws IOException {
        assertEquals(
                block(Files.readString(SOURCE), "// PAGE\n", "// END\n"),
                block(Files.readString(GUIDE), "```java\n", "```"));
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
