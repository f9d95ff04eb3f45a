package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.ZipContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: the forecaster that was saved. */
@Timeout(60)
class ForecasterFileTest {
    private static final Path FORECASTERS = Path.of("src/test/resources/forecasters");

    @TempDir
    private static Path folder;

    private static LatentForecaster saved;
    private static byte[] bytes;

    @BeforeAll
    static void save() throws IOException {
        saved = TravellingWave.forecaster(TravellingWave.mlp().epochs(2))
                .latentEpochs(2)
                .data(new FittedData(List.of("u"), List.of(TravellingWave.VALUES), 0.25))
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
        assertEquals(
                new FittedData(List.of("u"), List.of(TravellingWave.VALUES), 0.25),
                loaded.data().orElseThrow());
    }

    @Test
    void aLoadedForecasterCanBeSavedAgain() throws IOException {
        Path again = folder.resolve("again.zip");
        LatentForecaster.load(folder.resolve("forecaster.zip")).save(again);
        INDArray context = TravellingWave.fields(70, 75);
        assertEquals(saved.rollout(context, 6), LatentForecaster.load(again).rollout(context, 6));
    }

    /** Written by the programs that knew these versions only: LSTMs on 16 values of the travelling wave, the last in double. */
    @ParameterizedTest
    @CsvSource({"1, MLP, 1e-4", "2, POD, 1e-4", "3, POD_MLP, 1e-12"})
    void aForecasterOfAnyFormatVersionGivesWhatItGave(int version, Encoder encoder, double tolerance)
            throws IOException {
        LatentForecaster old = LatentForecaster.load(FORECASTERS.resolve("version-" + version + ".zip"));
        double[] expected = Files.readAllLines(FORECASTERS.resolve("version-" + version + ".txt")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
        INDArray context = Nd4j.create(DataType.DOUBLE, 1, 16, 4);
        for (int t = 0; t < 4; t++) {
            for (int i = 0; i < 16; i++) {
                context.putScalar(0, i, t, 3 + 2 * Math.sin(2 * Math.PI * i / 16 - 0.2 * (70 + t)));
            }
        }
        assertArrayEquals(expected, old.rollout(context, 5).dup('c').data().asDouble(), tolerance);
        assertEquals(
                "written by format version " + version,
                old.provenance().orElseThrow().command());
        assertEquals(Optional.empty(), old.data(), "they did not tell");
        assertEquals(encoder, old.latentSpace().encoder());
        assertEquals(4, old.contextLength());
    }

    @ParameterizedTest
    @CsvSource({
        "MLP, NONE, 0, FLOAT",
        "MLP, PERSISTENCE, 3, DOUBLE",
        "POD, NONE, 3, FLOAT",
        "POD, PERSISTENCE, 0, DOUBLE",
        "POD, MAP, 2, FLOAT",
        "POD_MLP, PERSISTENCE, 3, FLOAT",
        "POD_MLP, MAP, 0, DOUBLE",
        "NONE, PERSISTENCE, 1, FLOAT",
        "NONE, MAP, 0, FLOAT"
    })
    void everyCombinationSurvivesAFile(Encoder encoder, String base, int anchor, DataType typeOfModel)
            throws IOException {
        int latent = encoder == Encoder.NONE ? TravellingWave.VALUES : TravellingWave.LATENT;
        LatentSpace space = LatentSpace.builder(TravellingWave.VALUES, latent)
                .encoder(encoder)
                .dataType(anchor == 0 ? typeOfModel : DataType.FLOAT)
                .epochs(2)
                .fit(TravellingWave.iterator(0, 60), TravellingWave.iterator(60, 80), (p, e, n, t, v) -> {});
        MultiLayerConfiguration model = TravellingWave.lstm(latent);
        model.setDataType(typeOfModel);
        LatentForecaster.Builder builder = LatentForecaster.builder(space)
                .latentModel(model)
                .latentEpochs(2)
                .anchor(anchor);
        if (base.equals("MAP")) {
            builder.base(RidgeMap.fit(space.encode(TravellingWave.fields(0, 60)), 2, 1, 1e-3));
        } else {
            builder.residual(base.equals("PERSISTENCE"));
        }
        LatentForecaster written = builder.build().fit(TravellingWave.iterator(0, 60), TravellingWave.iterator(60, 80));
        Path file = folder.resolve("combination.zip");
        written.save(file);
        LatentForecaster read = LatentForecaster.load(file);
        INDArray context = TravellingWave.fields(70, 75);
        assertEquals(written.rollout(context, 4), read.rollout(context, 4));
        if (base.equals("NONE")) {
            assertThrows(IllegalStateException.class, read::baseOnly);
        } else {
            assertEquals(written.baseOnly().rollout(context, 4), read.baseOnly().rollout(context, 4));
        }
    }

    @Test
    void theManifestIsCheckedKeyByKey() throws IOException {
        refuses("its manifest has the key \"colour\"", withManifest("\"seed\"", "\"colour\" : 1, \"seed\""));
        refuses("\"data\" is none: A save interval of -0.25", withManifest("0.25", "-0.25"));
        refuses("\"data\" is none: saveInterval is", withManifest("0.25", "\"soon\""));
        refuses("\"data\" is none:", withManifest("[ \"u\" ]", "[ 7 ]"));
        refuses("has 128 values a snapshot", withManifest("[ \"u\" ]", "[ \"u\", \"v\" ]"));
        refuses("not an object of the keys", withManifest("\"grid\"", "\"grit\""));
        refuses("\"seed\" is missing", withManifest("\"seed\" : 3,", ""));
        refuses("\"context\" is \"5\", not an integer", withManifest("\"context\" : 5", "\"context\" : \"5\""));
        refuses("\"context\" is 0, not an integer of 1 or more", withManifest("\"context\" : 5", "\"context\" : 0"));
        refuses("\"context\" is -5, not an integer of 1", withManifest("\"context\" : 5", "\"context\" : -5"));
        refuses("\"latent\" is 4.5, not", withManifest("\"latent\" : 4", "\"latent\" : 4.5"));
        refuses("\"anchor\" is true, not", withManifest("\"anchor\" : 0", "\"anchor\" : true"));
        refuses("\"base\" is \"WISHES\", not one of [NONE", withManifest("PERSISTENCE", "WISHES"));
        refuses("\"dataType\" is \"HALF\", not one of [FLOAT, DOUBLE]", withManifest("\"FLOAT\"", "\"HALF\""));
        refuses("\"encoder\" is \"PCA\", not one of [", withManifest("\"MLP\"", "\"PCA\""));
        refuses("format version 3.5", withManifest("\"version\" : 3", "\"version\" : 3.5"));
        refuses("format version 2.9", withManifest("\"version\" : 3", "\"version\" : 2.9"));
        refuses("format version 4294967299", withManifest("\"version\" : 3", "\"version\" : 4294967299"));
        refuses("Duplicate field 'seed'", withManifest("\"seed\"", "\"seed\" : 4, \"seed\""));
        refuses("more than one JSON value", withManifest("\n}", "\n} {}"));
    }

    @Test
    void aManifestOfOtherValuesIsNoticed() throws IOException {
        refuses("its manifest is not the one of its manifest.sha256", withManifest("\"latent\" : 4", "\"latent\" : 5"));
        refuses("its manifest is not the one of its manifest.sha256", withManifest("\"seed\" : 3", "\"seed\" : 4"));
    }

    /** The saved forecaster with one change in its manifest. */
    private static byte[] withManifest(String part, String replacement) throws IOException {
        Path file = folder.resolve("changed.zip");
        ZipContent content = ZipContent.read(folder.resolve("forecaster.zip"));
        String manifest = content.text("manifest.json");
        assertTrue(manifest.contains(part), manifest);
        content.put("manifest.json", manifest.replace(part, replacement));
        content.write(file);
        return Files.readAllBytes(file);
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
        refuses("its manifest's \"format\" is missing", zip("manifest.json", "{}"));
        refuses("its manifest is 3, not a JSON object", zip("manifest.json", "3"));
        refuses("its entry manifest.json is not strict JSON", zip("manifest.json", "{"));
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
