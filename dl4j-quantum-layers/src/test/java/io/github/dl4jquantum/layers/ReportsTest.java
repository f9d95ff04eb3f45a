package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** What DL4J prints of a network. Oracle: counted by hand. */
@Timeout(60)
class ReportsTest {

    private static final int STEPS = 8;

    @ParameterizedTest
    @CsvSource({
        "VQC, VqcLayer, 31, 'projectionW:{3,2}, angles:{1,6}, outputW:{2,3}, projectionB:{1,2}, outputB:{1,3}'",
        "QLSTM, QLSTM, 102, 'forgetAngles:{1,6}, forgetW:{2,2}, forgetB:{1,2}, inputAngles:{1,6}'",
        "QGRU, QGRU, 66, 'candidateProjectionRW:{2,2}, candidateProjectionB:{1,2}, candidateAngles:{1,6}'",
        "GRU, GRU, 42, 'resetW:{3,2}, resetRW:{2,2}, resetB:{1,2}, updateW:{3,2}, updateRW:{2,2}, updateB:{1,2}'"
    })
    void summariesNameTheLayerAndEachParameterWithItsShape(
            QuantumLayer kind, String type, int parameters, String names) {
        MultiLayerNetwork network = kind.network(kind.layer(), DataType.FLOAT, all -> all);
        for (String summary : new String[] {
            network.summary(),
            network.summary(input(kind)),
            Networks.graph(kind).summary(),
            Networks.graph(kind).summary(input(kind))
        }) {
            assertContains(
                    summary,
                    "(" + type + ")",
                    Networks.N_IN + "," + kind.nOut,
                    names,
                    "Total Parameters:  " + parameters);
        }
        assertContains(network.memoryInfo(16, input(kind)), type, "[16, 3");
    }

    /**
     * Two qubits, one layer: a state is 8 numbers, kept after the encoding and after the layer by each circuit of each
     * step; a VqcLayer has two more of them for the way back. A GRU keeps x and six times as many numbers as h has.
     */
    @ParameterizedTest
    @CsvSource({"VQC, VqcLayer, 31, 128", "QLSTM, QLSTM, 102, '3,072'", "QGRU, QGRU, 66, '1,536'", "GRU, GRU, 42, 480"})
    void theMemoryReportCountsParametersUpdaterAndStates(
            QuantumLayer kind, String type, int parameters, String statesInTraining) {
        var conf = kind.configuration(kind.layer(), DataType.FLOAT, all -> all.updater(new Adam(0.1)));
        String report = conf.getMemoryReport(input(kind)).toString();
        assertContains(
                report,
                "1 x " + type,
                "PARAMETERS                        " + 4 * parameters + " bytes",
                "UPDATER_STATE                     " + 8 * parameters + " bytes",
                "WORKING_MEMORY_VARIABLE           nExamples * " + statesInTraining + " bytes");
    }

    @ParameterizedTest
    @EnumSource
    void layersSayWhatTheyAre(QuantumLayer kind) {
        assertContains(kind.layer().toString(), kind == QuantumLayer.VQC ? "VqcLayer" : kind.name());
        String circuits = kind == QuantumLayer.GRU ? ")" : ", qubits=2, circuitLayers=1";
        assertContains(kind.layer().toString(), "nIn=3, nOut=" + kind.nOut + circuits);
    }

    private static InputType input(QuantumLayer kind) {
        return kind == QuantumLayer.VQC
                ? InputType.feedForward(Networks.N_IN)
                : InputType.recurrent(Networks.N_IN, STEPS);
    }

    private static void assertContains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), "'" + part + "' is not in\n" + text);
        }
    }
}
