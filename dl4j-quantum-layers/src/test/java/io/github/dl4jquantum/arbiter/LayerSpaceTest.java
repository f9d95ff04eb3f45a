package io.github.dl4jquantum.arbiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.layers.Projection;
import io.github.dl4jquantum.layers.QGRU;
import io.github.dl4jquantum.layers.QLSTM;
import io.github.dl4jquantum.layers.QuantumRecurrentLayer;
import io.github.dl4jquantum.layers.VqcLayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.ComputationGraphSpace;
import org.deeplearning4j.arbiter.DL4JConfiguration;
import org.deeplearning4j.arbiter.GraphConfiguration;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.conf.updater.AdamSpace;
import org.deeplearning4j.arbiter.layers.LayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.layers.RnnOutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Oracles: the layers' own builders, Arbiter's generators, and networks that train. */
@Timeout(60)
class LayerSpaceTest {

    private static final int IN = 3;
    private static final int OUT = 2;

    private static final QLSTMLayerSpace QLSTM_SPACE = new QLSTMLayerSpace.Builder()
            .nOut(new IntegerParameterSpace(2, 6))
            .qubits(new IntegerParameterSpace(2, 4))
            .circuitLayers(new DiscreteParameterSpace<>(1, 2))
            .ansatz(AnsatzChoice.PAPER, AnsatzChoice.STRONGLY_ENTANGLING)
            .encoding(InputEncoding.ARCTAN, InputEncoding.ANGLE)
            .circuits(new IntegerParameterSpace(1, 3))
            .angleInit(AngleInit.SMALL_NORMAL, AngleInit.DEPTH_SCALED_NORMAL)
            .projection(Projection.SHARED, Projection.PER_GATE)
            .weightInit(WeightInit.XAVIER)
            .l2(new ContinuousParameterSpace(1e-6, 1e-3))
            .dropOut(0.9)
            .updater(new AdamSpace(new ContinuousParameterSpace(1e-3, 1e-1)))
            .constrainWeights(new MaxNormConstraint(5, 1))
            .build();

    private static final QGRULayerSpace QGRU_SPACE = new QGRULayerSpace.Builder()
            .nOut(4)
            .qubits(new IntegerParameterSpace(2, 4))
            .ansatz(AnsatzChoice.values())
            .build();

    private static final VqcLayerSpace VQC_SPACE = new VqcLayerSpace.Builder()
            .nOut(4)
            .qubits(new IntegerParameterSpace(2, 4))
            .circuitLayers(new IntegerParameterSpace(1, 3))
            .ansatz(AnsatzChoice.values())
            .weightInit(WeightInit.XAVIER, WeightInit.RELU)
            .l2(new ContinuousParameterSpace(1e-6, 1e-3))
            .updater(new Adam(1e-2))
            .build();

    private static final QuanvolutionLayerSpace QUANVOLUTION_SPACE = new QuanvolutionLayerSpace.Builder()
            .nOut(3)
            .qubits(new IntegerParameterSpace(2, 3))
            .circuitLayers(1)
            .kernelSize(new IntegerParameterSpace(2, 3))
            .stride(1)
            .convolutionMode(ConvolutionMode.Same, ConvolutionMode.Truncate)
            .l2(new ContinuousParameterSpace(1e-6, 1e-3))
            .build();

    static Stream<LayerSpace<?>> spaces() {
        return Stream.of(QLSTM_SPACE, QGRU_SPACE, VQC_SPACE, QUANVOLUTION_SPACE);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void candidatesOfAMultiLayerSpaceTrain(LayerSpace<?> layer) {
        for (Candidate<?> candidate : candidates(multiLayer(layer), 3)) {
            MultiLayerNetwork net =
                    new MultiLayerNetwork(((DL4JConfiguration) candidate.getValue()).getMultiLayerConfiguration());
            net.init();
            INDArray before = net.params().dup();
            net.fit(data(layer));
            assertNotEquals(before, net.params());
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void candidatesOfAComputationGraphSpaceTrain(LayerSpace<?> layer) {
        for (Candidate<?> candidate : candidates(graph(layer), 2)) {
            ComputationGraph net = new ComputationGraph(((GraphConfiguration) candidate.getValue()).getConfiguration());
            net.init();
            INDArray before = net.params().dup();
            net.fit(data(layer));
            assertNotEquals(before, net.params());
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void jsonAndYamlKeepTheWholeSpace(LayerSpace<?> layer) {
        MultiLayerSpace space = multiLayer(layer);
        candidates(space, 1); // gives the leaves their indices, which are in the JSON
        MultiLayerSpace fromJson = MultiLayerSpace.fromJson(space.toJson());
        MultiLayerSpace fromYaml = MultiLayerSpace.fromYaml(space.toYaml());
        assertEquals(space, fromJson);
        assertEquals(space, fromYaml);
        assertEquals(space.hashCode(), fromJson.hashCode());
        double[] values = new double[space.numParameters()];
        for (double at : new double[] {0, 0.3, 0.99}) {
            Arrays.fill(values, at);
            assertEquals(
                    space.getValue(values).getMultiLayerConfiguration(),
                    fromJson.getValue(values).getMultiLayerConfiguration());
            assertEquals(
                    space.getValue(values).getMultiLayerConfiguration(),
                    fromYaml.getValue(values).getMultiLayerConfiguration());
        }
        // Not the whole spaces: Arbiter compares their input types as arrays, by identity.
        ComputationGraphSpace graph = graph(layer);
        assertEquals(
                graph.getLayerSpaces(),
                ComputationGraphSpace.fromJson(graph.toJson()).getLayerSpaces());
        assertEquals(
                graph.getLayerSpaces(),
                ComputationGraphSpace.fromYaml(graph.toYaml()).getLayerSpaces());
    }

    @Test
    void everyOptionReachesTheLayer() {
        QLSTM layer = (QLSTM) first(multiLayer(new QLSTMLayerSpace.Builder()
                .nOut(5)
                .qubits(3)
                .circuitLayers(2)
                .projection(Projection.PER_GATE)
                .angleInit(AngleInit.UNIFORM)
                .encoding(InputEncoding.ANGLE)
                .circuits(2)
                .l2(1e-3)
                .biasInit(0.5)
                .dropOut(0.8)
                .weightInit(new NormalDistribution(0, 0.1))
                .updater(new Adam(0.03))
                .build()));
        QLSTM expected = new QLSTM.Builder()
                .nIn(IN)
                .nOut(5)
                .qubits(3)
                .circuitLayers(2)
                .projection(Projection.PER_GATE)
                .angleInit(AngleInit.UNIFORM)
                .encoding(InputEncoding.ANGLE)
                .circuits(2)
                .l2(1e-3)
                .biasInit(0.5)
                .dropOut(0.8)
                .weightInit(new NormalDistribution(0, 0.1))
                .updater(new Adam(0.03))
                .build();
        assertEquals(expected.getProjection(), layer.getProjection());
        assertEquals(expected.cell(), layer.cell());
        assertEquals(expected.getAngleInit(), layer.getAngleInit());
        assertEquals(InputEncoding.ANGLE, layer.getEncoding());
        assertEquals(2, layer.getCircuits());
        assertEquals(expected.getRegularization(), layer.getRegularization());
        assertEquals(expected.getBiasInit(), layer.getBiasInit());
        assertEquals(expected.getIDropout(), layer.getIDropout());
        assertEquals(expected.getWeightInitFn(), layer.getWeightInitFn());
        assertEquals(expected.getIUpdater(), layer.getIUpdater());
    }

    /** Oracles: a file that a build wrote in which the space knew each option itself, and the layer's own builder. */
    @Test
    void aSpaceOfAnOlderBuildIsRead() throws IOException {
        String json;
        try (InputStream file = getClass().getResourceAsStream("/spaces/vqc-0.1.0.json")) {
            json = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        VqcLayer.Builder lowest = new VqcLayer.Builder().nOut(2).qubits(2).circuitLayers(2);
        VqcLayer.Builder highest = new VqcLayer.Builder().nOut(4).circuit(Ansatz.stronglyEntangling(4, 2));
        assertEquals(options(lowest.weightInit(WeightInit.XAVIER), 1e-6), layer(json, 0));
        assertEquals(options(highest.weightInit(WeightInit.RELU), 1e-3), layer(json, 1));
        String one = json.replaceAll(
                "(?s)\"weightInit\": \\{.*?}",
                """
                "weightInit": {"@class": "org.deeplearning4j.arbiter.optimize.parameter.FixedValue",
                    "@valueclass": "java.lang.String", "value": "UNIFORM"}""");
        assertEquals(options(lowest.weightInit(WeightInit.UNIFORM), 1e-6), layer(one, 0));
    }

    /** The first layer where every choice has its lowest value, 0, or its highest, 1. */
    private static Layer layer(String json, double choice) {
        MultiLayerSpace space = MultiLayerSpace.fromJson(json);
        double[] values = new double[6];
        Arrays.fill(values, choice);
        return space.getValue(values).getMultiLayerConfiguration().getConf(0).getLayer();
    }

    private static Layer options(VqcLayer.Builder layer, double l2) {
        return new NeuralNetConfiguration.Builder()
                .updater(new Adam(1e-2))
                .list(layer.nIn(3)
                        .circuits(2)
                        .dropOut(0.9)
                        .l1(1e-4)
                        .l2(l2)
                        .l2Bias(1e-5)
                        .biasUpdater(new Adam(0.5))
                        .constrainWeights(new MaxNormConstraint(5, 1))
                        .build())
                .build()
                .getConf(0)
                .getLayer();
    }

    @Test
    void everyWayToChooseWeightsReachesTheLayer() {
        VqcLayerSpace.Builder space = new VqcLayerSpace.Builder().nOut(2);
        assertEquals(new WeightInitRelu(), weights(space.weightInit(WeightInit.RELU)));
        assertEquals(
                new WeightInitXavier(), weights(space.weightInit(new DiscreteParameterSpace<>(WeightInit.XAVIER))));
        NormalDistribution normal = new NormalDistribution(0, 0.1);
        assertEquals(
                new WeightInitDistribution(normal),
                weights(new VqcLayerSpace.Builder().nOut(2).weightInit(normal)));
        assertThrows(IllegalArgumentException.class, () -> space.activation(Activation.RELU)
                .build());
    }

    private static IWeightInit weights(VqcLayerSpace.Builder space) {
        return ((VqcLayer) first(multiLayer(space.build()))).getWeightInitFn();
    }

    @Test
    void anAnsatzIsAWholeCircuitOfTheChosenSizes() {
        VqcLayer vqc = (VqcLayer) first(multiLayer(new VqcLayerSpace.Builder()
                .nOut(4)
                .qubits(3)
                .circuitLayers(2)
                .ansatz(AnsatzChoice.BASIC_ENTANGLING)
                .build()));
        assertEquals(Ansatz.basicEntangling(3, 2), vqc.circuit());
        QGRU gru = (QGRU) first(multiLayer(new QGRULayerSpace.Builder().nOut(4).build()));
        assertEquals(Ansatz.paper(4, 4), gru.cell().circuits().get(0));
    }

    @Test
    void aGridSearchTriesEveryChoice() {
        MultiLayerSpace space = multiLayer(new QLSTMLayerSpace.Builder()
                .nOut(2)
                .qubits(new IntegerParameterSpace(2, 4))
                .projection(Projection.SHARED, Projection.PER_GATE)
                .build());
        GridSearchCandidateGenerator grid =
                new GridSearchCandidateGenerator(space, 5, GridSearchCandidateGenerator.Mode.Sequential, null);
        Set<String> seen = new TreeSet<>();
        while (grid.hasMoreCandidates()) {
            QuantumRecurrentLayer layer = (QuantumRecurrentLayer) layer(grid.getCandidate());
            seen.add(layer.getQubits() + " " + layer.getProjection());
        }
        assertEquals(Set.of("2 SHARED", "3 SHARED", "4 SHARED", "2 PER_GATE", "3 PER_GATE", "4 PER_GATE"), seen);
    }

    @Test
    void whatTheLayerRefusesIsAFailedCandidateWithItsReason() {
        MultiLayerSpace space = multiLayer(new QLSTMLayerSpace.Builder()
                .nOut(OUT)
                .qubits(new IntegerParameterSpace(4, 6))
                .projection(Projection.NONE)
                .build());
        int fit = 0;
        for (Candidate<?> candidate : candidates(space, 20)) {
            if (candidate.getException() == null) {
                assertEquals(IN + OUT, ((QLSTM) layer(candidate)).getQubits());
                fit++;
            } else {
                assertTrue(
                        candidate.getException().getMessage().startsWith("Projection.NONE needs nIn + nOut = qubits"));
                assertNull(candidate.getValue());
            }
        }
        assertTrue(fit > 0 && fit < 20, "some fit, some do not: " + fit);
        Exception circuit = candidates(
                        multiLayer(new QGRULayerSpace.Builder()
                                .nOut(OUT)
                                .projection(Projection.NONE)
                                .ansatz(AnsatzChoice.DATA_REUPLOADING)
                                .build()),
                        1)
                .get(0)
                .getException();
        assertTrue(circuit.getMessage().contains("circuit(...) cannot be used with it"), circuit.getMessage());
        assertNotNull(candidates(
                        multiLayer(
                                new VqcLayerSpace.Builder().nOut(2).qubits(25).build()),
                        1)
                .get(0)
                .getException());
    }

    @Test
    void anActivationIsRefusedAtOnce() {
        QLSTMLayerSpace.Builder space = new QLSTMLayerSpace.Builder().activation(Activation.RELU);
        assertThrows(IllegalArgumentException.class, space::build);
        assertThrows(IllegalArgumentException.class, () -> new VqcLayerSpace.Builder().ansatz());
    }

    @Test
    void theSpaceDescribesItself() {
        assertTrue(
                QLSTM_SPACE.toString().contains("qubits=IntegerParameterSpace(min=2,max=4)"), QLSTM_SPACE.toString());
    }

    private static MultiLayerSpace multiLayer(LayerSpace<?> layer) {
        boolean recurrent = isRecurrent(layer);
        MultiLayerSpace.Builder space = new MultiLayerSpace.Builder()
                .seed(1)
                .updater(new Adam(1e-2))
                .weightInit(WeightInit.XAVIER)
                .addLayer(layer);
        return space.addLayer(output(recurrent)).setInputType(input(layer)).build();
    }

    private static ComputationGraphSpace graph(LayerSpace<?> layer) {
        boolean recurrent = isRecurrent(layer);
        ComputationGraphSpace.Builder space = new ComputationGraphSpace.Builder()
                .seed(1)
                .updater(new Adam(1e-2))
                .addInputs("in")
                .setInputTypes(input(layer))
                .addLayer("quantum", layer, "in");
        return space.addLayer("out", output(recurrent), "quantum")
                .setOutputs("out")
                .build();
    }

    private static boolean isRecurrent(LayerSpace<?> layer) {
        return layer instanceof QuantumRecurrentLayerSpace<?>;
    }

    private static InputType input(LayerSpace<?> layer) {
        if (layer instanceof QuanvolutionLayerSpace) {
            return InputType.convolutional(4, 4, IN);
        }
        return isRecurrent(layer) ? InputType.recurrent(IN) : InputType.feedForward(IN);
    }

    private static LayerSpace<?> output(boolean recurrent) {
        return recurrent
                ? new RnnOutputLayerSpace.Builder()
                        .nOut(OUT)
                        .activation(Activation.IDENTITY)
                        .lossFunction(LossFunction.MSE)
                        .build()
                : new OutputLayerSpace.Builder()
                        .nOut(OUT)
                        .activation(Activation.IDENTITY)
                        .lossFunction(LossFunction.MSE)
                        .build();
    }

    private static List<Candidate<?>> candidates(ParameterSpace<?> space, int n) {
        RandomSearchGenerator generator = new RandomSearchGenerator(space);
        generator.setRngSeed(7);
        List<Candidate<?>> candidates = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            candidates.add(generator.getCandidate());
        }
        return candidates;
    }

    private static Layer first(MultiLayerSpace space) {
        Candidate<?> candidate = candidates(space, 1).get(0);
        assertNull(candidate.getException());
        return layer(candidate);
    }

    private static Layer layer(Candidate<?> candidate) {
        return ((DL4JConfiguration) candidate.getValue())
                .getMultiLayerConfiguration()
                .getConf(0)
                .getLayer();
    }

    private static DataSet data(LayerSpace<?> layer) {
        InputType input = input(layer);
        long[] in = input.getShape(true);
        in[0] = 4;
        if (isRecurrent(layer)) {
            in[2] = 5;
        }
        long[] out = isRecurrent(layer) ? new long[] {4, OUT, 5} : new long[] {4, OUT};
        return new DataSet(Nd4j.rand(DataType.FLOAT, in), Nd4j.rand(DataType.FLOAT, out));
    }
}
