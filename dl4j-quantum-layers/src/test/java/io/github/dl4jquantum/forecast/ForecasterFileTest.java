package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.Tolerances;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: the forecaster that was saved. */
@Timeout(60)
class ForecasterFileTest {
    @TempDir
    private static Path folder;

    private static LatentForecaster saved;
    private static byte[] bytes;

    @BeforeAll
    static void save() throws IOException {
        saved = TravellingWave.forecaster(TravellingWave.mlp().epochs(2))
                .latentEpochs(2)
                .provenance("a test")
                .build()
                .fit(TravellingWave.iterator(0, 60), TravellingWave.iterator(60, 80));
        Path file = folder.resolve("forecaster.zip");
        saved.save(file);
        bytes = Files.readAllBytes(file);
    }

    @Test
    void aLoadedForecasterGivesTheSameNumbers() throws IOException {
        LatentForecaster loaded = LatentForecaster.load(folder.resolve("forecaster.zip"));
        INDArray context = TravellingWave.fields(70, 75);
        assertEquals(saved.rollout(context, 6), loaded.rollout(context, 6));
        assertEquals(saved.reconstruct(context), loaded.reconstruct(context));
        assertEquals(TravellingWave.CONTEXT, loaded.contextLength());
        assertEquals("a test", loaded.provenance());
    }

    @Test
    void aLoadedForecasterCanBeSavedAgain() throws IOException {
        Path again = folder.resolve("again.zip");
        LatentForecaster.load(folder.resolve("forecaster.zip")).save(again);
        INDArray context = TravellingWave.fields(70, 75);
        assertEquals(saved.rollout(context, 6), LatentForecaster.load(again).rollout(context, 6));
    }

    /** Written by the program that knew version 1 only: an LSTM on 16 values of the travelling wave. */
    @Test
    void aForecasterOfFormatVersion1GivesWhatItGave() throws IOException {
        LatentForecaster old = LatentForecaster.load(Path.of("src/test/resources/forecasters/version-1.zip"));
        double[] expected = Files.readAllLines(Path.of("src/test/resources/forecasters/version-1.txt")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
        INDArray context = Nd4j.create(DataType.FLOAT, 1, 16, 4);
        for (int t = 0; t < 4; t++) {
            for (int i = 0; i < 16; i++) {
                context.putScalar(0, i, t, 3 + 2 * Math.sin(2 * Math.PI * i / 16 - 0.2 * (70 + t)));
            }
        }
        assertArrayEquals(expected, old.rollout(context, 5).dup('c').data().asDouble(), Tolerances.FLOAT);
        assertEquals("written by format version 1", old.provenance());
        assertEquals(Encoder.MLP, old.latentSpace().encoder());
    }

    @Test
    void aTruncatedFileIsNoticed() throws IOException {
        for (double kept : new double[] {0, 0.5, 0.99, 1 - 1.0 / bytes.length}) {
            refuses("truncated", Arrays.copyOf(bytes, (int) (kept * bytes.length)));
        }
    }

    @Test
    void everySingleDamagedByteIsNoticedOrHarmless() throws IOException {
        INDArray context = TravellingWave.fields(70, 75);
        INDArray expected = saved.rollout(context, 2);
        Path file = folder.resolve("flipped.zip");
        for (int i = 1; i < 60; i++) {
            byte[] damaged = bytes.clone();
            damaged[(int) ((long) i * bytes.length / 60)] ^= 0x10;
            Files.write(file, damaged);
            try {
                assertEquals(expected, LatentForecaster.load(file).rollout(context, 2));
            } catch (ForecasterFileException noticed) {
                assertFalse(noticed.getMessage().contains("\n"), noticed.getMessage());
            }
        }
    }

    @Test
    void aDamagedParameterIsNoticed() throws IOException {
        byte[] damaged = bytes.clone();
        damaged[bytes.length / 2] ^= 1;
        refuses("damaged", damaged);
    }

    @Test
    void aMissingFileAndAFolderAreNamed() {
        Path missing = folder.resolve("no-such.zip");
        ForecasterFileException refused =
                assertThrows(ForecasterFileException.class, () -> LatentForecaster.load(missing));
        assertTrue(refused.getMessage().contains("no-such.zip: there is no such file"), refused.getMessage());
        assertThrows(ForecasterFileException.class, () -> LatentForecaster.load(folder));
    }

    @Test
    void anyOtherFileIsRefused() throws IOException {
        refuses("no forecaster at all", "some text".getBytes(StandardCharsets.UTF_8));
        refuses("no entry manifest.json", zip("other.json", "{}"));
        refuses("does not say", zip("manifest.json", "{}"));
        refuses("its manifest is not JSON", zip("manifest.json", "{"));
        refuses(
                "format version 4, this program reads versions 1 to 3",
                zip("manifest.json", "{\"format\": \"dl4j-quantum forecaster\", \"version\": 4}"));
    }

    @Test
    void aFolderThatIsNotThereLeavesNothingBehind() throws IOException {
        assertThrows(IOException.class, () -> saved.save(folder.resolve("missing/forecaster.zip")));
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".tmp")));
        }
    }

    private static byte[] zip(String entry, String content) throws IOException {
        Path file = folder.resolve("made.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return Files.readAllBytes(file);
    }

    private static void refuses(String expected, byte[] content) throws IOException {
        Path file = folder.resolve("damaged.zip");
        Files.write(file, content);
        ForecasterFileException refused =
                assertThrows(ForecasterFileException.class, () -> LatentForecaster.load(file));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
    }
}
