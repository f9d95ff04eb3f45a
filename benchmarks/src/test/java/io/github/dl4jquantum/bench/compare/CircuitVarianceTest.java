package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Oracle: central differences of the mean squared error, with the same angles drawn again. */
@Timeout(120)
class CircuitVarianceTest {
    private static final LatentNetwork NET = new LatentNetwork(3, 3, 2, 1, 1, InputEncoding.ARCTAN, Engine.CPU, 5);
    private static final int ANGLES = 2 * 3;
    private static final int DRAWS = 20;

    @Test
    void isTheMeanVarianceOfTheMeanSquaredErrorsSlopes() {
        Nd4j.getRandom().setSeed(2);
        INDArray features = Nd4j.randn(DataType.FLOAT, 4, 3, 5);
        INDArray labels = Nd4j.randn(DataType.FLOAT, 4, 3, 5);
        MultiLayerNetwork net = new MultiLayerNetwork(NET.of(StudyModel.QLSTM, new Sgd(1)));
        net.init();
        Random head = new Random(NET.seed());
        INDArray weights = net.getParam("1_W");
        double[] drawnHead = head.doubles(weights.length(), -1, 1).toArray();
        weights.assign(Nd4j.createFromArray(drawnHead)
                .divi(Math.sqrt(3))
                .castTo(DataType.FLOAT)
                .reshape(weights.shape().clone()));
        List<INDArray> angles = Stream.of("forget", "input", "candidate", "output", "hidden", "readout")
                .map(circuit -> net.getParam("0_" + circuit + "Angles"))
                .toList();
        Random random = new Random(NET.seed());
        double[][] slopes = new double[6 * ANGLES][DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (INDArray circuit : angles) {
                double[] drawn = random.doubles(ANGLES, 0, 2 * Math.PI).toArray();
                circuit.assign(Nd4j.createFromArray(drawn)
                        .castTo(DataType.FLOAT)
                        .reshape(circuit.shape().clone()));
            }
            for (int k = 0; k < slopes.length; k++) {
                slopes[k][draw] = slope(net, angles.get(k / ANGLES), k % ANGLES, features, labels);
            }
        }
        double sum = 0;
        int count = 0;
        for (int k = 0; k < slopes.length; k++) {
            if (k % 3 != 2) { // of one layer, the last rotation about z moves no expectation
                double[] of = slopes[k];
                double mean = Arrays.stream(of).average().orElseThrow();
                sum += Arrays.stream(of)
                                .map(slope -> (slope - mean) * (slope - mean))
                                .sum()
                        / (DRAWS - 1);
                count++;
            }
        }
        Double found = CircuitVariance.of(NET, StudyModel.QLSTM, features, labels, DRAWS);
        assertTrue(sum > 0);
        assertEquals(sum / count, found, 0.03 * found, "to what a difference in single precision allows");
    }

    private static double slope(
            MultiLayerNetwork net, INDArray circuit, int angle, INDArray features, INDArray labels) {
        float here = circuit.getFloat(angle);
        double step = 0.05;
        circuit.putScalar(angle, here + step);
        double above = meanSquaredError(net, features, labels);
        circuit.putScalar(angle, here - step);
        double below = meanSquaredError(net, features, labels);
        circuit.putScalar(angle, here);
        return (above - below) / (2 * step);
    }

    @Test
    void aNetworkWithoutAnglesHasNone() {
        INDArray any = Nd4j.zeros(1, 3, 2);
        assertNull(CircuitVariance.of(NET, StudyModel.LSTM, any, any));
        assertNull(CircuitVariance.of(NET, StudyModel.QLSTM_FROZEN, any, any));
    }

    private static double meanSquaredError(MultiLayerNetwork net, INDArray features, INDArray labels) {
        INDArray error = net.output(features, false).sub(labels);
        return error.mul(error).meanNumber().doubleValue();
    }
}
