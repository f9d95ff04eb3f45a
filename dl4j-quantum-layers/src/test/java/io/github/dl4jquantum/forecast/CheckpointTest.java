package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.forecast.EpochLoop.Plan;
import io.github.dl4jquantum.forecast.FitListener.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Oracle: the training that nobody disturbs. 11 examples in minibatches of 4 are 3 updates an epoch; dropout draws random numbers. */
@Timeout(120)
class CheckpointTest {
    private static final int EPOCHS = 5;
    private static final INDArray FEATURES = Nd4j.rand(DataType.FLOAT, 11, 3);
    private static final INDArray LABELS = FEATURES.mul(FEATURES);

    private static Result undisturbed;

    @TempDir
    private Path folder;

    /** Ends a program without a word. */
    private static final class Kill extends Error {
        private static final long serialVersionUID = 1;
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private record Result(LossCurve curve, float[] parameters) {
        void requireSame(Result other) {
            assertEquals(curve, other.curve);
            assertTrue(Arrays.equals(parameters, other.parameters), "to the last bit");
        }
    }

    @BeforeAll
    static void train() {
        undisturbed = train(null, 1, FitListener.NONE);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "7", "9", "14", "15"})
    void aTrainingThatTheListenerStopsGoesOnFromThere(int last) {
        Path file = folder.resolve("checkpoint.zip");
        assertThrows(Stop.class, () -> train(rarely(file), 1, at(last, new Stop())));
        int[] first = {0};
        undisturbed.requireSame(train(rarely(file), 1, new FitListener() {
            @Override
            public void iterationDone(Phase phase, int epoch, int iteration) {
                first[0] = first[0] == 0 ? iteration : first[0];
            }

            @Override
            public void epochDone(Phase phase, int epoch, int epochs, double train, double validation) {}
        }));
        assertEquals(last == 3 * EPOCHS ? 0 : last + 1, first[0], "no update is made twice");
    }

    /** A file after each update, at each of which the program dies, often in the middle of an epoch. */
    @Test
    void aTrainingThatIsKilledAgainAndAgainComesToTheSameEnd() {
        Path file = folder.resolve("checkpoint.zip");
        int kills = 0;
        for (int last = 2; last <= 3 * EPOCHS; last += 1 + last % 3) {
            FitListener killer = at(last, new Kill());
            assertThrows(Kill.class, () -> train(new Checkpoint(file, Duration.ZERO), 1, killer));
            kills++;
        }
        assertEquals(5, kills);
        undisturbed.requireSame(train(new Checkpoint(file, Duration.ZERO), 1, FitListener.NONE));
    }

    @Test
    void aListenerCanStopAtTheEndOfAnEpoch() {
        Path file = folder.resolve("checkpoint.zip");
        assertThrows(
                Stop.class,
                () -> train(rarely(file), 1, (phase, epoch, epochs, loss, held) -> {
                    if (epoch == 2) {
                        throw new Stop();
                    }
                }));
        undisturbed.requireSame(train(rarely(file), 1, FitListener.NONE));
    }

    @Test
    void whatWasFinishedIsThereAtOnce() {
        Path file = folder.resolve("checkpoint.zip");
        undisturbed.requireSame(train(rarely(file), 1, FitListener.NONE));
        undisturbed.requireSame(train(rarely(file), 1, at(0, new Stop())));
    }

    @Test
    void theCheckpointOfAnotherTrainingIsRefused() throws IOException {
        Path file = folder.resolve("checkpoint.zip");
        train(rarely(file), 1, FitListener.NONE);
        byte[] before = Files.readAllBytes(file);
        String message = refusal(() -> train(rarely(file), 2, FitListener.NONE));
        assertTrue(message.contains("checkpoint.zip: it is of another training: of other data or options"), message);
        assertTrue(Arrays.equals(before, Files.readAllBytes(file)), "and kept");
    }

    @Test
    void aDamagedCheckpointIsRefused() throws IOException {
        Path file = folder.resolve("checkpoint.zip");
        train(rarely(file), 1, FitListener.NONE);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length * 99 / 100));
        String message = refusal(() -> train(rarely(file), 1, FitListener.NONE));
        assertTrue(message.contains("checkpoint.zip: it is truncated"), message);
    }

    @Test
    void aCheckpointThatCannotBeWrittenEndsTheTraining() {
        Path file = folder.resolve("missing").resolve("checkpoint.zip");
        assertThrows(UncheckedIOException.class, () -> train(new Checkpoint(file, Duration.ZERO), 1, FitListener.NONE));
    }

    @Test
    void itIsSeldomEnough() throws IOException {
        Path file = folder.resolve("checkpoint.zip");
        train(rarely(file), 1, (phase, epoch, epochs, loss, held) -> assertFalse(Files.exists(file)));
        assertTrue(Files.exists(file), "at the end");
    }

    /** Encoder and latent model, stopped in each: oracle as above, with an encoder and an LSTM that drop out. */
    @ParameterizedTest
    @EnumSource(names = {"MLP", "POD_MLP"})
    void aForecasterGoesOnInEncoderAndLatentModel(Encoder encoder) throws IOException {
        Path whole = folder.resolve("whole.zip");
        Path resumed = folder.resolve("resumed.zip");
        LatentForecaster expected =
                forecaster(encoder, false).fit(TravellingWave.iterator(0, 45), TravellingWave.iterator(45, 60));
        expected.save(whole);
        for (Phase phase : Phase.values()) {
            for (int last : new int[] {2, 5}) {
                LatentForecaster stopped = forecaster(encoder, true);
                assertThrows(
                        Stop.class,
                        () -> stopped.fit(
                                TravellingWave.iterator(0, 45),
                                TravellingWave.iterator(45, 60),
                                at(phase, last, new Stop())));
            }
        }
        LatentForecaster actual =
                forecaster(encoder, true).fit(TravellingWave.iterator(0, 45), TravellingWave.iterator(45, 60));
        actual.save(resumed);
        assertEquals(expected.latentLoss(), actual.latentLoss());
        assertEquals(expected.autoencoderLoss(), actual.autoencoderLoss());
        assertEquals(-1, Files.mismatch(whole, resumed), "the same bytes");
    }

    private LatentForecaster forecaster(Encoder encoder, boolean kept) {
        LatentSpace.Builder space = LatentSpace.builder(TravellingWave.VALUES, 2)
                .encoder(encoder)
                .minibatch(8)
                .epochs(3);
        LatentForecaster.Builder builder =
                LatentForecaster.builder(kept ? space.checkpoint(folder.resolve("encoder.zip")) : space);
        builder.latentModel(
                        LatentModel.of(new LSTM.Builder().nOut(4).dropOut(0.5).build(), 2, 1e-2, 3))
                .latentEpochs(3)
                .seed(4);
        return (kept ? builder.checkpoint(folder.resolve("model.zip")) : builder).build();
    }

    private static Checkpoint rarely(Path file) {
        return new Checkpoint(file, Duration.ofDays(1));
    }

    private static String refusal(Runnable training) {
        UncheckedIOException refused = assertThrows(UncheckedIOException.class, training::run);
        return assertInstanceOf(ForecasterFileException.class, refused.getCause())
                .getMessage();
    }

    private static Result train(Checkpoint checkpoint, long seed, FitListener listener) {
        MultiLayerNetwork net = network();
        LossCurve curve = new EpochLoop<>(
                        new Plan(Phase.LATENT_MODEL, Budget.ofEpochs(EPOCHS), 9, 4, seed, checkpoint),
                        net,
                        net.getLayers(),
                        listener)
                .run(new DataSet(FEATURES, LABELS), 1, () -> net.output(FEATURES)
                        .distance2(LABELS));
        return new Result(curve, net.params().dup().data().asFloat());
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(new WarmupCosineSchedule(0.05)))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(3)
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(8)
                        .nOut(3)
                        .dropOut(0.5)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        net.init();
        return net;
    }

    private static FitListener at(int last, Throwable end) {
        return at(Phase.LATENT_MODEL, last, end);
    }

    /** Throws after the update of that number, or at any if it is 0. */
    private static FitListener at(Phase of, int last, Throwable end) {
        return new FitListener() {
            @Override
            public void iterationDone(Phase phase, int epoch, int iteration) {
                if (phase == of && (iteration == last || last == 0)) {
                    if (end instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) end;
                }
            }

            @Override
            public void epochDone(Phase phase, int epoch, int epochs, double train, double validation) {}
        };
    }
}
