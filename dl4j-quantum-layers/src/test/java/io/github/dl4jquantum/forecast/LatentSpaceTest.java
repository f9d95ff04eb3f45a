package io.github.dl4jquantum.forecast;

import static io.github.dl4jquantum.forecast.TravellingWave.LATENT;
import static io.github.dl4jquantum.forecast.TravellingWave.VALUES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.file.ModelFileWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.ImagePreProcessingScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

/** Oracles: the travelling wave, which two modes and its mean hold; the space that was saved; one thread. */
@Timeout(60)
class LatentSpaceTest {
    private static final FitListener SILENT = (phase, epoch, epochs, trainLoss, validationLoss) -> {};

    @TempDir
    private Path folder;

    @Test
    void twoModesHoldTheWave() {
        LatentSpace space = fit(Encoder.POD, 3);
        INDArray unseen = TravellingWave.fields(80, 100);
        INDArray latents = space.encode(unseen);
        assertArrayEquals(new long[] {1, 3, 20}, latents.shape());
        assertTrue(space.decode(latents).equalsWithEps(unseen, 1e-5), "values between 1 and 5");
        INDArray known = space.encode(TravellingWave.fields(0, 60));
        assertEquals(0, known.mean(2).amaxNumber().doubleValue(), 1e-5);
        assertArrayEquals(
                new double[] {1, 1, 0},
                known.std(false, 2).dup().data().asDouble(),
                1e-5,
                "the third mode is rounding");
        assertEquals(4 * VALUES, space.parameters());
        assertNull(space.loss());
    }

    /** Values from 1 to 5: (u - 1) / 4, by hand. */
    @Test
    void minMaxScalingMapsTheTrainingPartToZeroToOne() {
        LatentSpace space = LatentSpace.builder(VALUES, VALUES)
                .encoder(Encoder.NONE)
                .normalization(Normalization.MIN_MAX)
                .fit(train(), validation(), SILENT);
        INDArray fields = TravellingWave.fields(0, 60);
        double min = fields.minNumber().doubleValue();
        double max = fields.maxNumber().doubleValue();
        INDArray latents = space.encode(fields);
        assertTrue(latents.equalsWithEps(fields.sub(min).div(max - min), 1e-6));
        assertEquals(0, latents.minNumber().doubleValue(), 1e-6);
        assertEquals(1, latents.maxNumber().doubleValue(), 1e-6);
        assertTrue(space.decode(latents).equalsWithEps(fields, 1e-5));
    }

    /** The decoder's answer to a unit of each latent: exact for a linear one, u = mean + sum z_i d_i v_i. */
    @Test
    void aUnitOfALatentValueIsWhatTheDecoderMakesOfIt() {
        INDArray rows = Nd4j.rand(DataType.FLOAT, 50, 20);
        Pod pod = Pod.fit(rows, 4);
        INDArray sounded = Codec.sound(pod, pod.encode(rows));
        assertTrue(sounded.equalsWithEps(pod.deviation(), 1e-5));
        assertEquals(Nd4j.ones(DataType.FLOAT, 1, 20), new Identity().units(rows));
        assertTrue(Codec.sound(new Identity(), rows).equalsWithEps(Nd4j.ones(DataType.FLOAT, 1, 20), 1e-5));
    }

    @Test
    void withoutAnEncoderLatentsAreTheNormalisedValues() {
        INDArray mean = Nd4j.valueArrayOf(new long[] {1, VALUES}, 3, DataType.FLOAT);
        INDArray deviation = Nd4j.valueArrayOf(new long[] {1, VALUES}, 2, DataType.FLOAT);
        LatentSpace space = LatentSpace.builder(VALUES, VALUES)
                .encoder(Encoder.NONE)
                .normalizer(new NormalizerStandardize(mean, deviation))
                .fit(train(), validation(), SILENT);
        INDArray fields = TravellingWave.fields(80, 90);
        assertTrue(space.encode(fields).equalsWithEps(fields.sub(3).div(2), 1e-6));
        assertTrue(space.decode(space.encode(fields)).equalsWithEps(fields, 1e-6));
        assertEquals(TravellingWave.fields(80, 90), fields, "the input is left as it was");
        assertEquals(0, space.parameters());
        INDArray two = Nd4j.concat(0, fields, TravellingWave.fields(30, 40));
        assertTrue(space.encode(two).equalsWithEps(two.sub(3).div(2), 1e-6));
        assertTrue(space.decode(space.encode(two)).equalsWithEps(two, 1e-6));
    }

    /** Where both parts are the same snapshots, so are their losses, but for the last epoch's updates. */
    @ParameterizedTest
    @EnumSource(names = {"MLP", "POD_MLP"})
    void bothPartsOfATrainedEncoderAreNormalised(Encoder encoder) {
        LossCurve loss = describe(encoder, LATENT).fit(train(), train(), SILENT).loss();
        double last = loss.train().get(1);
        assertEquals(last, loss.validation().get(1), 0.3 * last);
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        LatentSpace.Builder builder = describe(Encoder.MLP, 1);
        for (double rate : new double[] {0, 1, -1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> builder.learningRate(rate));
        }
        assertThrows(IllegalArgumentException.class, () -> builder.dataType(DataType.BOOL));
        assertThrows(IllegalArgumentException.class, () -> builder.patience(0));
        assertThrows(IllegalArgumentException.class, () -> builder.normalizer(new ImagePreProcessingScaler()));
        LatentSpace least = builder.dataType(DataType.DOUBLE)
                .learningRate(1e-3)
                .patience(1)
                .minibatch(1)
                .updates(1)
                .fit(train(), validation(), SILENT);
        assertEquals(DataType.DOUBLE, least.dataType());
        assertEquals(1, least.latent());
    }

    @ParameterizedTest
    @EnumSource(Encoder.class)
    void aSharedSpaceGivesTheNumbersOfItsOwnOnes(Encoder encoder) {
        int latent = encoder == Encoder.NONE ? VALUES : LATENT;
        LatentSpace shared = fit(encoder, latent);
        INDArray context = TravellingWave.fields(70, 75);
        for (boolean residual : new boolean[] {false, true}) {
            LatentForecaster on = model(LatentForecaster.builder(shared), latent)
                    .residual(residual)
                    .build()
                    .fit(train(), validation());
            LatentForecaster own = model(LatentForecaster.builder(describe(encoder, latent)), latent)
                    .residual(residual)
                    .build()
                    .fit(train(), validation());
            assertEquals(own.latentLoss(), on.latentLoss());
            assertEquals(own.rollout(context, 4), on.rollout(context, 4));
            assertEquals(own.autoencoderParameters(), shared.parameters());
        }
    }

    @ParameterizedTest
    @EnumSource(Encoder.class)
    void servesSeveralThreadsAtOnce(Encoder encoder) throws Exception {
        LatentSpace space = fit(encoder, encoder == Encoder.NONE ? VALUES : LATENT);
        int threads = 4;
        List<INDArray> expected = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            expected.add(space.decode(space.encode(TravellingWave.fields(i, i + 20 + i))));
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                INDArray fields = TravellingWave.fields(i, i + 20 + i); // of different length: a mix-up shows
                INDArray alone = expected.get(i);
                running.add(pool.submit(() -> {
                    for (int repeat = 0; repeat < 100; repeat++) {
                        assertEquals(alone, space.decode(space.encode(fields)));
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Encoder.class)
    void aLoadedSpaceGivesTheSameNumbers(Encoder encoder) throws IOException {
        LatentSpace space = fit(encoder, encoder == Encoder.NONE ? VALUES : LATENT);
        Path file = folder.resolve("space.zip");
        space.save(file);
        LatentSpace loaded = LatentSpace.load(file);
        INDArray fields = TravellingWave.fields(70, 75);
        assertEquals(space.encode(fields), loaded.encode(fields));
        assertEquals(space.decode(space.encode(fields)), loaded.decode(loaded.encode(fields)));
        assertEquals(encoder, loaded.encoder());
        assertEquals(space.values(), loaded.values());
        assertEquals(space.latent(), loaded.latent());
        assertEquals(space.parameters(), loaded.parameters());
        assertNull(loaded.loss());
    }

    /** Written by the program that knew version 1 only: three modes of 16 values of the travelling wave. */
    @Test
    void aSpaceOfFormatVersion1HoldsTheWave() throws IOException {
        LatentSpace space = LatentSpace.load(Path.of("src/test/resources/forecasters/space-version-1.zip"));
        INDArray fields = Nd4j.create(DataType.FLOAT, 1, 16, 2);
        for (int i = 0; i < 16; i++) {
            fields.putScalar(0, i, 0, 3 + 2 * Math.sin(2 * Math.PI * i / 16 - 1));
            fields.putScalar(0, i, 1, 3 + 2 * Math.sin(2 * Math.PI * i / 16 - 2));
        }
        assertTrue(space.decode(space.encode(fields)).equalsWithEps(fields, 1e-5));
        assertEquals(3, space.latent());
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        Path file = folder.resolve("space.zip");
        fit(Encoder.POD, LATENT).save(file);
        byte[] bytes = Files.readAllBytes(file);
        byte[] damaged = bytes.clone();
        damaged[bytes.length / 2] ^= 1;
        refuses("pod/modes.npy is damaged", damaged);
        refuses("truncated", Arrays.copyOf(bytes, bytes.length - 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void segmentsAreEncodedAFewAtATime(DataType type) {
        INDArray fields = Nd4j.concat(
                0, TravellingWave.fields(0, 9), TravellingWave.fields(30, 39), TravellingWave.fields(17, 26));
        Segments segments = Segments.of(fields, new double[3][9], 5, List.of("u"), VALUES);
        LatentSpace space = describe(Encoder.POD, LATENT).dataType(type).fit(train(), validation(), SILENT);
        INDArray whole = space.encode(fields);
        for (int most : new int[] {1, 2 * 9 * VALUES, Integer.MAX_VALUE}) {
            INDArray pieces = space.encode(segments, most);
            assertEquals(type, pieces.dataType());
            assertTrue(whole.equalsWithEps(pieces, 1e-5), "at most " + most + " numbers at once");
        }
    }

    /** Files that are whole, of spaces that cannot be. */
    @Test
    void partsThatDoNotFitAreRefused() throws IOException {
        LatentSpace space = fit(Encoder.POD, LATENT);
        Pod pod = (Pod) space.codec();
        refuses(
                "its entry pod/deviation holds 0.0; units are above 0",
                content(changed(space, LATENT, new Pod(pod.mean(), pod.modes(), Nd4j.zeros(1, LATENT))), file -> {}));
        INDArray square = Nd4j.eye(VALUES);
        refuses(
                "its encoder POD has 64 values, 64 latent ones",
                content(changed(space, VALUES, new Pod(pod.mean(), square, Nd4j.ones(1, VALUES))), file -> {}));
        refuses("other.npy", content(space, file -> file.array("other", pod.mean())));
        LatentSpace mlp = fit(Encoder.MLP, LATENT);
        refuses("its encoder is no MLP", content(changed(mlp, LATENT - 1, mlp.codec()), file -> {}));
    }

    private static LatentSpace changed(LatentSpace space, int latent, Codec codec) {
        return new LatentSpace(space.values(), latent, space.dataType(), space.normalizer(), codec, null);
    }

    private byte[] content(LatentSpace space, ModelFileWriter.Content more) throws IOException {
        Path file = folder.resolve("whole.zip");
        ModelFileWriter.write(file, "latent space", "dl4j-quantum latent space", writer -> {
            LatentSpaceFile.write(space, writer);
            more.writeTo(writer);
        });
        return Files.readAllBytes(file);
    }

    @Test
    void aForecasterIsNoLatentSpaceAndTheOtherWayRound() throws IOException {
        Path forecaster = Path.of("src/test/resources/forecasters/version-1.zip");
        refuses(
                "\"format\" is \"dl4j-quantum forecaster\", not \"dl4j-quantum latent space\"",
                Files.readAllBytes(forecaster));
        Path space = folder.resolve("space.zip");
        fit(Encoder.POD, LATENT).save(space);
        ForecasterFileException refused =
                assertThrows(ForecasterFileException.class, () -> LatentForecaster.load(space));
        assertTrue(refused.getMessage().contains("not \"dl4j-quantum forecaster\""), refused.getMessage());
    }

    @Test
    void sizesThatDoNotFitTheEncoderAreRefused() {
        assertRefused("choose 1 to 63", Encoder.MLP, VALUES);
        assertRefused("choose 1 to 63", Encoder.POD, 0);
        assertRefused("without an encoder: give 64", Encoder.NONE, LATENT);
        assertRefused("63 modes from 60 snapshots: choose 1 to 59", Encoder.POD, 63);
    }

    @Test
    void otherShapesAreRefused() {
        LatentSpace space = fit(Encoder.POD, LATENT);
        assertThrows(IllegalArgumentException.class, () -> space.encode(Nd4j.zeros(1, VALUES - 1, 5)));
        assertThrows(IllegalArgumentException.class, () -> space.decode(Nd4j.zeros(1, VALUES, 5)));
    }

    private static LatentSpace fit(Encoder encoder, int latent) {
        return describe(encoder, latent).fit(train(), validation(), SILENT);
    }

    private static LatentSpace.Builder describe(Encoder encoder, int latent) {
        return LatentSpace.builder(VALUES, latent).encoder(encoder).epochs(2).seed(3);
    }

    private static LatentForecaster.Builder model(LatentForecaster.Builder builder, int latent) {
        return builder.latentModel(TravellingWave.lstm(latent)).latentEpochs(2).seed(3);
    }

    /** The first part's 60 snapshots. */
    private static DataSetIterator train() {
        return TravellingWave.iterator(0, 60);
    }

    private static DataSetIterator validation() {
        return TravellingWave.iterator(60, 80);
    }

    private static void assertRefused(String expected, Encoder encoder, int latent) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> fit(encoder, latent));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private void refuses(String expected, byte[] content) throws IOException {
        Path file = folder.resolve("damaged.zip");
        Files.write(file, content);
        ForecasterFileException refused = assertThrows(ForecasterFileException.class, () -> LatentSpace.load(file));
        assertTrue(refused.getMessage().startsWith("Cannot load the latent space"), refused.getMessage());
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
    }
}
