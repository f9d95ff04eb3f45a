package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.engine.Engine;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Oracle: central differences of the mean squared error, with the same angles drawn again. */
@Timeout(120)
class GradientVarianceTest {
    private static final LatentNetwork NET = new LatentNetwork(3, 3, 2, 1, Engine.CPU, 5);

    @Test
    void isTheVarianceOfTheMeanSquaredErrorsSlope() {
        Nd4j.getRandom().setSeed(2);
        INDArray features = Nd4j.randn(DataType.FLOAT, 4, 3, 5);
        INDArray labels = Nd4j.randn(DataType.FLOAT, 4, 3, 5);
        MultiLayerNetwork net = new MultiLayerNetwork(NET.of(ModelCell.QLSTM, new Sgd(1)));
        net.init();
        String[] circuits = {"forget", "input", "candidate", "output", "hidden", "readout"};
        Random random = new Random(NET.seed());
        double[] slopes = new double[GradientVariance.DRAWS];
        for (int draw = 0; draw < slopes.length; draw++) {
            for (String circuit : circuits) {
                INDArray angles = net.getParam("0_" + circuit + "Angles");
                double[] drawn = random.doubles(angles.length(), 0, 2 * Math.PI).toArray();
                angles.assign(Nd4j.createFromArray(drawn)
                        .castTo(DataType.FLOAT)
                        .reshape(angles.shape().clone()));
            }
            INDArray angles = net.getParam("0_forgetAngles");
            float first = angles.getFloat(0);
            double step = 0.05;
            angles.putScalar(0, first + step);
            double above = meanSquaredError(net, features, labels);
            angles.putScalar(0, first - step);
            double below = meanSquaredError(net, features, labels);
            slopes[draw] = (above - below) / (2 * step);
        }
        double mean = java.util.Arrays.stream(slopes).average().orElseThrow();
        double variance = java.util.Arrays.stream(slopes)
                        .map(slope -> (slope - mean) * (slope - mean))
                        .sum()
                / (slopes.length - 1);
        Double found = GradientVariance.of(NET, ModelCell.QLSTM, features, labels);
        assertTrue(variance > 0);
        assertEquals(variance, found, 0.03 * variance, "to what a difference in single precision allows");
    }

    @Test
    void aNetworkWithoutAnglesHasNone() {
        INDArray any = Nd4j.zeros(1, 3, 2);
        assertNull(GradientVariance.of(NET, ModelCell.LSTM, any, any));
        assertNull(GradientVariance.of(NET, ModelCell.QLSTM_FROZEN, any, any));
    }

    private static double meanSquaredError(MultiLayerNetwork net, INDArray features, INDArray labels) {
        INDArray error = net.output(features, false).sub(labels);
        return error.mul(error).meanNumber().doubleValue();
    }
}
