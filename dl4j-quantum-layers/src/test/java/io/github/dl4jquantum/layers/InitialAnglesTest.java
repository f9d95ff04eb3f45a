package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.layers.QuantumLayer.Options;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracles: the moments of each distribution, and what 0.1.0 drew. */
@Timeout(60)
class InitialAnglesTest {

    private static final double[] VQC_010 = {
        0.015021471750365847,
        0.00851744374930979,
        3.974278016258587E-4,
        0.014051697326808305,
        0.0071731694390246795,
        0.012645867331883266
    };
    private static final double[] QLSTM_010 = {
        0.006523657170044911,
        -0.0141052460210877,
        0.0052136228767123306,
        0.007673833053890056,
        0.016373549503601224,
        0.012265488252343427
    };

    /** Two qubits, one layer: three rotations on each qubit, so that the third deviation is 1 / sqrt(4 * 1 * 3). */
    @ParameterizedTest
    @CsvSource({"SMALL_NORMAL, 0, 0.01", "UNIFORM, 3.1416, 1.8138", "DEPTH_SCALED_NORMAL, 0, 0.2887"})
    void everyLayerDrawsItsAnglesFromTheChosenDistribution(AngleInit init, double mean, double deviation) {
        for (QuantumLayer kind : EnumSet.complementOf(EnumSet.of(QuantumLayer.GRU))) {
            INDArray all = Nd4j.concat(1, drawManyTimes(kind, init));
            double error = deviation / Math.sqrt(all.length());
            assertEquals(mean, all.meanNumber().doubleValue(), 4 * error, kind.name());
            assertEquals(deviation, all.stdNumber().doubleValue(), 4 * error, kind.name());
        }
    }

    private static INDArray[] drawManyTimes(QuantumLayer kind, AngleInit init) {
        INDArray[] draws = new INDArray[60];
        for (int k = 0; k < draws.length; k++) {
            int seed = k + 1;
            var layer = kind.layer(new Options(null, init, Engine.CPU));
            draws[k] = Nd4j.concat(1, angles(kind.network(layer, DataType.DOUBLE, all -> all.seed(seed))));
        }
        return draws;
    }

    private static INDArray[] angles(MultiLayerNetwork network) {
        return network.paramTable().entrySet().stream()
                .filter(parameter -> parameter.getKey().toLowerCase(Locale.ROOT).endsWith("angles"))
                .map(parameter -> parameter.getValue().dup())
                .toArray(INDArray[]::new);
    }

    @ParameterizedTest
    @EnumSource(names = {"VQC", "QLSTM", "QGRU"})
    void theChoiceIsInTheJsonAndAFileWithoutItMeansSmallNormal(QuantumLayer kind) {
        for (AngleInit init : AngleInit.values()) {
            var conf = kind.configuration(kind.layer(new Options(null, init, Engine.CPU)), DataType.DOUBLE, all -> all);
            assertEquals(conf, MultiLayerConfiguration.fromJson(conf.toJson()));
            String key = "\"angleInit\" : \"" + init + "\",";
            assertTrue(conf.toJson().contains(key), conf.toJson());
            var without = MultiLayerConfiguration.fromJson(conf.toJson().replace(key, ""));
            var small = kind.configuration(kind.layer(), DataType.DOUBLE, all -> all);
            assertEquals(small, without);
            if (init != AngleInit.SMALL_NORMAL) {
                assertNotEquals(conf, without);
            }
        }
    }

    /** As version 0.1.0 did; the values are of its draws at seed 7. */
    @Test
    void theDefaultDrawsWhatVersion010Drew() {
        double[][] expected = {VQC_010, QLSTM_010};
        QuantumLayer[] kinds = {QuantumLayer.VQC, QuantumLayer.QLSTM};
        for (int k = 0; k < kinds.length; k++) {
            MultiLayerNetwork network = kinds[k].network(kinds[k].layer(), DataType.DOUBLE, all -> all);
            double[] drawn = angles(network)[0].ravel().toDoubleVector();
            assertArrayEquals(expected[k], drawn, 1e-16, Arrays.toString(drawn));
        }
    }
}
