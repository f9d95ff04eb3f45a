package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Oracle: ND4J's own Adam. */
@Timeout(60)
class VectorAdamTest {
    private static final ISchedule RATE = new ExponentialSchedule(ScheduleType.ITERATION, 2e-3, 0.99);

    @TempDir
    private Path folder;

    /** Lengths of less than a tile, of whole tiles and of tiles and a rest; views of a longer array, as DL4J has them. */
    @ParameterizedTest
    @EnabledIfSystemProperty(
            named = "os.arch",
            matches = "amd64|x86_64",
            disabledReason = "elsewhere ND4J's compiler may round a product and a sum at once")
    @ValueSource(ints = {1, 100, 8192, 10_001})
    void updatesAreThoseOfNd4j(int length) {
        INDArray states = Nd4j.create(DataType.FLOAT, 1, 2L * length);
        INDArray expectedStates = states.dup();
        GradientUpdater<?> updater = new VectorAdam(RATE).instantiate(states, true);
        GradientUpdater<?> oracle = new Adam(RATE).instantiate(expectedStates, true);
        INDArray all = Nd4j.create(DataType.FLOAT, 1, length + 10L);
        for (int iteration = 0; iteration < 100; iteration++) {
            all.assign(Nd4j.randn(DataType.FLOAT, 1, length + 10L).muli(Math.pow(10, iteration % 9 - 6)));
            INDArray before = all.dup();
            INDArray gradient = all.get(NDArrayIndex.all(), NDArrayIndex.interval(7, 7 + length));
            INDArray expected = gradient.dup();
            updater.applyUpdater(gradient, iteration, 0);
            oracle.applyUpdater(expected, iteration, 0);
            assertArrayEquals(expected.toFloatVector(), gradient.toFloatVector());
            assertArrayEquals(expectedStates.toFloatVector(), states.toFloatVector());
            assertEquals(before.getFloat(6), all.getFloat(6));
            assertEquals(before.getFloat(7 + length), all.getFloat(7 + length));
        }
    }

    @Test
    void arraysThatItCannotReadAreLeftToNd4j() {
        for (INDArray gradient : new INDArray[] {
            Nd4j.randn(DataType.DOUBLE, 1, 50),
            Nd4j.randn(DataType.FLOAT, 1, 100).get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2, 100))
        }) {
            INDArray expected = gradient.dup();
            INDArray states = Nd4j.create(gradient.dataType(), 1, 100);
            new VectorAdam(RATE).instantiate(states, true).applyUpdater(gradient, 3, 0);
            new Adam(RATE).instantiate(states.dup(), true).applyUpdater(expected, 3, 0);
            assertEquals(expected, gradient);
        }
    }

    @Test
    void aCopyHasItsOptions() {
        VectorAdam adam = new VectorAdam(RATE);
        adam.setBeta1(0.5);
        adam.setBeta2(0.75);
        adam.setEpsilon(0.125);
        VectorAdam copy = adam.clone();
        assertEquals(0.5, copy.getBeta1());
        assertEquals(0.75, copy.getBeta2());
        assertEquals(0.125, copy.getEpsilon());
        assertEquals(RATE, copy.getLearningRateSchedule());
    }

    /** Configuration and moments are in the file. */
    @Test
    void aSavedNetworkGoesOnTheSame() throws IOException {
        NeuralNetConfiguration.ListBuilder layers =
                new NeuralNetConfiguration.Builder().seed(1).list();
        layers.layer(new OutputLayer.Builder(LossFunction.MSE)
                .updater(new VectorAdam(RATE))
                .nIn(5)
                .nOut(3)
                .activation(Activation.IDENTITY)
                .build());
        MultiLayerNetwork net = new MultiLayerNetwork(layers.build());
        net.init();
        INDArray inputs = Nd4j.randn(DataType.FLOAT, 7, 5);
        INDArray labels = Nd4j.randn(DataType.FLOAT, 7, 3);
        net.fit(inputs, labels);
        File file = folder.resolve("net.zip").toFile();
        ModelSerializer.writeModel(net, file, true);
        MultiLayerNetwork loaded = ModelSerializer.restoreMultiLayerNetwork(file, true);
        assertInstanceOf(
                VectorAdam.class, ((BaseLayer) loaded.getLayer(0).conf().getLayer()).getIUpdater());
        assertEquals(net.getLayerWiseConfigurations(), loaded.getLayerWiseConfigurations());
        net.fit(inputs, labels);
        loaded.fit(inputs, labels);
        assertArrayEquals(net.params().toFloatVector(), loaded.params().toFloatVector());
    }
}
