package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.Tolerances;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The classical GRU. Oracles: its equations, written in ND4J operations, for outputs; central differences, by DL4J's own
 * GradientCheckUtil in double, for gradients.
 */
@Timeout(60)
class GruTest {

    private static final int MINIBATCH = 3;

    @BeforeAll
    static void computeInDouble() {
        GradientChecks.computeInDouble();
    }

    @AfterAll
    static void restoreFloat() {
        GradientChecks.restoreFloat();
    }

    @Test
    void outputsAreThoseOfTheEquations() {
        int steps = 5;
        MultiLayerNetwork network = QuantumLayer.GRU.scattered(QuantumLayer.GRU.layer(), all -> all);
        INDArray x = Networks.random(1, MINIBATCH, Networks.N_IN, steps);
        INDArray actual = network.feedForward(x).get(1);
        INDArray h = Nd4j.zeros(DataType.DOUBLE, MINIBATCH, QuantumLayer.GRU.nOut);
        for (int t = 0; t < steps; t++) {
            INDArray now = x.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t));
            INDArray r = Transforms.sigmoid(affine(network, "reset", now, h));
            INDArray z = Transforms.sigmoid(affine(network, "update", now, h));
            INDArray n = Transforms.tanh(affine(network, "candidate", now, r.mul(h)));
            h = z.rsub(1).mul(n).add(z.mul(h));
            assertNear(h, actual.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t)), Tolerances.DOUBLE);
        }
    }

    private static INDArray affine(MultiLayerNetwork network, String gate, INDArray x, INDArray h) {
        return x.mmul(network.getParam("0_" + gate + "W"))
                .add(h.mmul(network.getParam("0_" + gate + "RW")))
                .addRowVector(network.getParam("0_" + gate + "B"));
    }

    /** Every two values of depth, length, mask and format meet at least once. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, true, NCW",
        "1, 3, false, NWC",
        "1, 8, true, NCW",
        "2, 1, false, NCW",
        "2, 3, true, NCW",
        "2, 8, true, NWC",
        "3, 1, true, NWC",
        "3, 3, true, NCW",
        "3, 8, false, NCW"
    })
    void gradientsAreCentralDifferences(int depth, int steps, boolean masked, RNNFormat format) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(Networks.noUpdater())
                .list();
        for (int k = 0; k < depth; k++) {
            list.layer(new GRU.Builder().nOut(2).build());
        }
        list.layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                .nOut(Networks.N_OUT)
                .activation(Activation.TANH)
                .build());
        MultiLayerNetwork network =
                new MultiLayerNetwork(list.setInputType(InputType.recurrent(Networks.N_IN, steps, format))
                        .build());
        network.init();
        INDArray mask = masked ? Nd4j.ones(DataType.DOUBLE, MINIBATCH, steps) : null;
        if (masked && steps > 1) {
            mask.putScalar(0, 1, 0); // Within the first sequence, where it has three steps,
            mask.putScalar(1, steps - 1, 0); // and after the end of the second.
        }
        INDArray features = Networks.random(1, MINIBATCH, Networks.N_IN, steps);
        INDArray labels = Networks.random(2, MINIBATCH, Networks.N_OUT, steps);
        boolean timeFirst = format == RNNFormat.NWC;
        GradientChecks.check(
                Networks.scattered(network),
                timeFirst ? features.permute(0, 2, 1).dup('c') : features,
                timeFirst ? labels.permute(0, 2, 1).dup('c') : labels,
                mask);
    }

    @Test
    void itHasTheDocumentedNumberOfParameters() {
        GRU layer = new GRU.Builder().nIn(16).nOut(8).build();
        assertEquals(3 * 8 * (16 + 8 + 1), layer.initializer().numParams(layer));
    }

    @Test
    void anActivationIsRefused() {
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> new GRU.Builder().activation(Activation.RELU).build())
                .getMessage();
        assertTrue(message.contains("GRU has its own activations") && message.contains("relu"), message);
    }
}
