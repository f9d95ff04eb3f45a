package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.InputEncoding;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.UnitNormConstraint;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.MemoryType;
import org.deeplearning4j.nn.conf.memory.MemoryUseMode;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/** Sizes, options and files of layers that are not at work yet. Oracle: counted by hand. */
@Timeout(60)
class LayerConfigurationTest {

    private static final List<Layer> UNLIKE = List.of(
            new VqcLayer.Builder().build(),
            new VqcLayer.Builder().qubits(3).nOut(4).build(),
            new VqcLayer.Builder().encoding(InputEncoding.ANGLE).build(),
            new QuanvolutionLayer.Builder().build(),
            new QuanvolutionLayer.Builder().dilation(2, 1).padding(1, 0).build(),
            new QuanvolutionLayer.Builder().padding(0, 1).build(),
            new QLSTM.Builder().build(),
            new QLSTM.Builder().directReadout(true).build(),
            new QLSTM.Builder().encoding(InputEncoding.ANGLE).build(),
            new QGRU.Builder().build(),
            new GRU.Builder().build());

    @Test
    void layersThatDifferInOneOptionAreUnlike() {
        for (Layer one : UNLIKE) {
            for (Layer other : UNLIKE) {
                assertEquals(one == other, one.equals(other), one + " and " + other);
                assertEquals(one == other, one.hashCode() == other.hashCode(), one + " and " + other);
            }
            assertEquals(one.toString().contains("encoding=ANGLE"), UNLIKE.indexOf(one) % 6 == 2, one.toString());
        }
        assertTrue(UNLIKE.get(3)
                .toString()
                .endsWith("kernelSize=[2, 2], stride=[2, 2], convolutionMode=Truncate," + " dataFormat=NCHW)"));
    }

    /** The bare cells: 3 angles a qubit in circuits of nIn + nOut = 3 qubits, and of nOut = 2 in the QLSTM's two heads. */
    @ParameterizedTest
    @CsvSource({"QLSTM, 48", "QGRU, 27"})
    void theBareCellHasAnglesAlone(Cell cell, int expected) {
        var layer = bare(cell, 3).nIn(1).nOut(2).build();
        assertEquals(expected, ((QuantumRecurrentLayer) layer).cell().parameterCount());
    }

    @ParameterizedTest
    @EnumSource
    void theBareCellsSizesAreCheckedAsSoonAsTheyAreKnown(Cell cell) {
        assertRefused(
                () -> bare(cell, 4).nIn(5).nOut(2).build(), "is 7 and there are 4 qubits; set qubits(7) or nIn 2, or");
        assertRefused(() -> bare(cell, 4).nIn(5).nOut(4).build(), "set qubits(9), or use");
        bare(cell, 4).nIn(5).build();
        QuantumRecurrentLayer layer =
                (QuantumRecurrentLayer) bare(cell, 4).nOut(1).build();
        assertEquals(3, layer.cell().nIn());
        assertEquals(
                1,
                ((QuantumRecurrentLayer) bare(cell, 4).nOut(4).build()).cell().nIn());
        layer.setNIn(InputType.recurrent(3), true);
        assertEquals(3, layer.getNIn());
        assertRefused(() -> layer.setNIn(InputType.recurrent(5), true), "nIn 5 + nOut 1 is 6");
        layer.setNIn(2);
        assertRefused(() -> instantiate(layer, null), "nIn 2 + nOut 1 is 3");
    }

    private static QuantumRecurrentLayer.Builder<?> bare(Cell cell, int qubits) {
        return cell.builder().qubits(qubits).circuitLayers(1).projection(Projection.NONE);
    }

    @Test
    void sizesMayBeOneAndCircuitsAThousandAndLayersNone() {
        VqcLayer small = new VqcLayer.Builder()
                .nIn(1L)
                .nOut(1L)
                .circuitLayers(0)
                .circuits(1024)
                .build();
        assertEquals(
                List.of(1L, 1L, 0, 1024),
                List.of(small.getNIn(), small.getNOut(), small.getCircuitLayers(), small.getCircuits()));
        assertThrows(IllegalArgumentException.class, () -> new VqcLayer.Builder().circuits(1025));
        assertEquals(
                1, ((SequenceLayer<?>) new GRU.Builder().nOut(2).build()).cell().nIn());
    }

    @Test
    void whatContradictsACircuitIsNamed() {
        var circuit = Ansatz.paper(2, 1);
        assertRefused(() -> new VqcLayer.Builder().circuit(circuit).qubits(2).build(), "and qubits(2);");
        assertRefused(
                () -> new VqcLayer.Builder().circuit(circuit).circuitLayers(0).build(), "and circuitLayers(0);");
        assertRefused(
                () -> new VqcLayer.Builder()
                        .circuit(circuit)
                        .encoding(InputEncoding.ANGLE)
                        .build(),
                "and encoding(ANGLE);");
    }

    @ParameterizedTest
    @EnumSource
    void parametersAreCountedOnceForGivenSizes(QuantumLayer kind) {
        FeedForwardLayer layer = (FeedForwardLayer) kind.layer();
        Object first = ((Parametrised) layer).parameters();
        assertSame(first, ((Parametrised) layer).parameters());
        layer.setNIn(Networks.N_IN + 1);
        Object wider = ((Parametrised) layer).parameters();
        assertNotEquals(first, wider);
        assertSame(wider, ((Parametrised) layer).parameters());
        layer.setNIn(Networks.N_IN);
        assertNotSame(wider, ((Parametrised) layer).parameters());
    }

    @ParameterizedTest
    @EnumSource
    void aLayerAtWorkKnowsItsPlaceAndListeners(QuantumLayer kind) {
        var listener = new ScoreIterationListener();
        var layer = instantiate(kind.layer(), listener);
        assertEquals(5, layer.getIndex());
        assertEquals(Set.of(listener), Set.copyOf(layer.getListeners()));
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void aRecurrentLayerOfNoSizeIsRefused(QuantumLayer kind) {
        RuntimeException refused = assertThrows(RuntimeException.class, () -> instantiate(kind.sizedByInput(), null));
        assertTrue(refused.getMessage().contains("nIn=0"), refused.getMessage());
    }

    private static org.deeplearning4j.nn.api.Layer instantiate(Layer layer, ScoreIterationListener listener) {
        NeuralNetConfiguration conf =
                new NeuralNetConfiguration.Builder().layer(layer).build();
        INDArray parameters = Nd4j.zeros(DataType.DOUBLE, 1, layer.initializer().numParams(layer));
        return layer.instantiate(
                conf, listener == null ? List.of() : List.of(listener), 5, parameters, true, DataType.DOUBLE);
    }

    @Test
    void constraintsOfALayerAreOnItsWeights() {
        var unit = new UnitNormConstraint(0);
        assertEquals(
                Set.of("projectionW", "outputW"),
                constrained(new VqcLayer.Builder()
                        .nIn(3)
                        .nOut(2)
                        .constrainWeights(unit)
                        .build()));
        assertEquals(
                Set.of("projectionW", "outputW"),
                constrained(new QuanvolutionLayer.Builder()
                        .nIn(2)
                        .nOut(2)
                        .constrainWeights(unit)
                        .build()));
        assertEquals(
                Set.of("resetW", "resetRW", "updateW", "updateRW", "candidateW", "candidateRW"),
                constrained(
                        new GRU.Builder().nIn(3).nOut(2).constrainWeights(unit).build()));
    }

    private static Set<String> constrained(BaseLayer layer) {
        return layer.getConstraints().get(0).getParams();
    }

    @Test
    void biasesBeginAsTheyAreTold() {
        VqcLayer layer = new VqcLayer.Builder().nIn(3).nOut(2).biasInit(0.5).build();
        var parameters = instantiate(layer, null).paramTable();
        for (String bias : new String[] {VqcLayer.PROJECTION_B, VqcLayer.OUTPUT_B}) {
            assertEquals(0.5, parameters.get(bias).minNumber().doubleValue(), 0);
            assertEquals(0.5, parameters.get(bias).maxNumber().doubleValue(), 0);
        }
    }

    /** 2 x 3 patches, each read by two circuits whose states are 8 numbers, after the encoding and 5 layers. */
    @Test
    void theMemoryReportCountsEveryPatchAndCircuit() {
        QuanvolutionLayer layer = new QuanvolutionLayer.Builder()
                .nIn(1)
                .qubits(2)
                .circuitLayers(5)
                .circuits(2)
                .updater(new NoOp())
                .build();
        var report = layer.getMemoryReport(InputType.convolutional(5, 6, 1));
        long states = 2 * 3 * 2 * 8;
        for (MemoryUseMode mode : MemoryUseMode.values()) {
            long kept = mode == MemoryUseMode.TRAINING ? 8 : 6;
            assertEquals(
                    4 * kept * states,
                    report.getMemoryBytes(MemoryType.WORKING_MEMORY_VARIABLE, 1, mode, CacheMode.NONE, DataType.FLOAT));
        }
    }

    @Test
    void aQuanvolutionTakesItsChannelsFromTheImage() {
        QuanvolutionLayer layer = new QuanvolutionLayer.Builder().nIn(2).build();
        layer.setNIn(InputType.convolutional(5, 6, 3), false);
        assertEquals(2, layer.getNIn());
        layer.setNIn(InputType.convolutional(5, 6, 3), true);
        assertEquals(3, layer.getNIn());
        QuanvolutionLayer sized = new QuanvolutionLayer.Builder().build();
        sized.setNIn(InputType.convolutional(5, 6, 3), false);
        assertEquals(3, sized.getNIn());
        assertEquals(
                new FeedForwardToCnnPreProcessor(5, 6, 3),
                layer.getPreProcessorForInputType(InputType.convolutionalFlat(5, 6, 3)));
        assertRefused(() -> new QuanvolutionLayer.Builder().padding(-1, 0).build(), "padding is [-1, 0]");
        assertRefused(() -> new QuanvolutionLayer.Builder().dilation(1, 0).build(), "dilation is [1, 0]");
    }

    /** What the builders refuse is refused in files too. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "VQC; nout\" : 3; nout\" : -3; nout is -3; choose 1 to",
                "QLSTM; nout\" : 2; nout\" : -3; nout is -3; choose 1 to",
                "VQC; angleInit\" : \"SMALL_NORMAL; angleInit\" : null, \"layerName\" : \"x; angleInit is missing or null",
                "QGRU; projection\" : \"SHARED\"; projection\" : null; projection is missing or null",
                "QGRU; projection\" : \"SHARED\"; projection\" : \"NONE\"; Projection.NONE needs nIn + nOut"
            })
    void aFileOfNoLayerIsRefused(QuantumLayer kind, String part, String replacement, String expected) {
        assertUnreadable(kind.layer(), part, replacement, expected);
    }

    @Test
    void aFileOfADirectReadoutWithoutMapsIsRefused() {
        QLSTM layer = new QLSTM.Builder()
                .nIn(1)
                .nOut(2)
                .qubits(3)
                .projection(Projection.NONE)
                .build();
        assertUnreadable(layer, "directReadout\" : false", "directReadout\" : true", "so no directReadout");
    }

    @ParameterizedTest
    @CsvSource({
        "kernelSize, '[ 2, 2 ]'",
        "stride, '[ 2, 2 ]'",
        "padding, '[ 0, 0 ]'",
        "dilation, '[ 1, 1 ]'",
        "convolutionMode, '\"Truncate\"'",
        "dataFormat, '\"NCHW\"'"
    })
    void aFileOfAQuanvolutionWithoutItsGeometryIsRefused(String key, String value) {
        QuanvolutionLayer layer = new QuanvolutionLayer.Builder().nIn(1).build();
        String part = key + "\" : " + value;
        assertUnreadable(layer, part, key + "\" : null", key + " is missing or null");
        if (key.equals("stride")) {
            assertUnreadable(layer, part, "stride\" : [ 0, 1 ]", "stride is [0, 1]");
            assertUnreadable(layer, "nin\" : 1", "nin\" : -1", "nin is -1");
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "2147483647"})
    void aFilesSizeMayBeLeftOpenAndAsLargeAsAnInt(long nIn) {
        for (QuantumLayer kind : QuantumLayer.values()) {
            String json = json(kind.layer()).replace("nin\" : 3", "nin\" : " + nIn);
            Layer layer = MultiLayerConfiguration.fromJson(json).getConf(0).getLayer();
            assertEquals(nIn, ((FeedForwardLayer) layer).getNIn());
        }
    }

    private static void assertUnreadable(Layer layer, String part, String replacement, String expected) {
        String json = json(layer);
        assertTrue(json.contains(part), json);
        RuntimeException refused = assertThrows(
                RuntimeException.class, () -> MultiLayerConfiguration.fromJson(json.replace(part, replacement)));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private static String json(Layer layer) {
        return new NeuralNetConfiguration.Builder().list().layer(layer).build().toJson();
    }

    private static void assertRefused(Executable action, String part) {
        RuntimeException refused = assertThrows(RuntimeException.class, action);
        assertFalse(refused instanceof NullPointerException);
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }
}
