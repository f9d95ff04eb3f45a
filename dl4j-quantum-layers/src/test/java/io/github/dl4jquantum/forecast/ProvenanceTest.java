package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.ZipContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Oracles: JSON written by hand, and Python's hashlib for the checksum. */
@Timeout(60)
class ProvenanceTest {
    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final String JSON = "{\"command\": \"qpde run --out 'a b'\", \"versions\": {\"java\": \"17\"},"
            + " \"engine\": \"cpu\", \"seed\": -7, \"data\": {\"description\": \"a wave\", \"sha256\": \"" + SHA256
            + "\"},"
            + " \"split\": {\"by\": \"time\", \"train\": 7, \"validation\": 1, \"test\": 2, \"context\": 5, \"horizon\": 3},"
            + " \"curves\": {\"latent.train\": [0.5, 0.25]}, \"scores\": {\"mae\": 0.125}}";

    @TempDir
    private static Path folder;

    private static LatentForecaster forecaster;

    @BeforeAll
    static void save() throws IOException {
        forecaster = TravellingWave.forecaster(TravellingWave.mlp().encoder(Encoder.POD))
                .latentEpochs(1)
                .build()
                .fit(TravellingWave.iterator(0, 60), TravellingWave.iterator(60, 80));
        assertEquals(Optional.empty(), forecaster.provenance());
        forecaster.save(folder.resolve("forecaster.zip"), provenance(List.of(0.5, 0.25)));
    }

    private static Provenance provenance(List<Double> curve) {
        return new Provenance(
                "qpde run --out 'a b'",
                new TreeMap<>(Map.of("java", "17")),
                "cpu",
                -7,
                new Provenance.Data("a wave", SHA256),
                new Provenance.Split("time", 7, 1, 2, 5, 3),
                new TreeMap<>(Map.of("latent.train", curve)),
                new TreeMap<>(Map.of("mae", 0.125)));
    }

    @Test
    void theFileHoldsItAsJsonAndGivesItBack() throws IOException {
        Path file = folder.resolve("forecaster.zip");
        ObjectMapper mapper = new ObjectMapper();
        assertEquals(
                mapper.readTree(JSON), mapper.readTree(ZipContent.read(file).text("provenance.json")));
        LatentForecaster loaded = LatentForecaster.load(file);
        assertEquals(provenance(List.of(0.5, 0.25)), loaded.provenance().orElseThrow());

        Path again = folder.resolve("again.zip");
        loaded.save(again);
        assertEquals(loaded.provenance(), LatentForecaster.load(again).provenance());
    }

    @Test
    void anotherTrainingHasNoneAndNeitherHasItsFile() throws IOException {
        Path file = folder.resolve("none.zip");
        LatentForecaster twice = TravellingWave.forecaster(TravellingWave.mlp().encoder(Encoder.POD))
                .latentEpochs(1)
                .build()
                .fit(TravellingWave.iterator(0, 60), TravellingWave.iterator(60, 80));
        twice.save(file, provenance(List.of()));
        assertEquals(provenance(List.of()), twice.provenance().orElseThrow());
        twice.fit(TravellingWave.iterator(0, 60), TravellingWave.iterator(60, 80));
        assertEquals(Optional.empty(), twice.provenance());
        twice.save(file);
        assertFalse(ZipContent.read(file).names().contains("provenance.json"));
        assertEquals(Optional.empty(), LatentForecaster.load(file).provenance());
    }

    /** Versions and seed are the manifest's: that seed is 3, as TravellingWave has it. */
    @Test
    void theLineOfOlderFilesIsACommandOfKnownVersionsAndSeed() throws IOException {
        ZipContent content = ZipContent.read(folder.resolve("forecaster.zip"));
        content.remove("provenance.json");
        String manifest = content.text("manifest.json");
        String entry = manifest.substring(manifest.indexOf("{\n    \"name\" : \"provenance.json\""));
        entry = entry.substring(0, entry.indexOf("},") + 3);
        Path file = folder.resolve("line.zip");
        write(
                content,
                manifest.replace(entry, "").replace("\"seed\" : 3", "\"provenance\" : \"my program\", \"seed\" : 3"),
                file);
        Provenance old = LatentForecaster.load(file).provenance().orElseThrow();
        assertEquals("my program", old.command());
        assertEquals(3, old.seed());
        assertEquals(System.getProperty("java.version"), old.versions().get("java"));
        assertTrue(old.data() == null && old.split() == null && old.scores().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"seed\": -7                | \"seed\": -7, \"colour\": 1   | has the key colour, which nothing reads",
                "\"by\": \"time\"            | \"by\": \"time\", \"bye\": 1  | has the key split.bye, which nothing reads",
                "\"engine\": \"cpu\",        | ''                            | property 'engine'",
                "\"horizon\": 3              | \"x\": 3                      | property 'horizon'",
                "\"seed\": -7                | \"seed\": \"-7\"              | has \"-7\" as seed",
                "\"seed\": -7                | \"seed\": 1.5                 | has 1.5 as seed",
                "\"engine\": \"cpu\"         | \"engine\": 4                 | has 4 as engine",
                "\"engine\": \"cpu\"         | \"engine\": null              | is none: the engine is null",
                "\"train\": 7                | \"train\": null               | null",
                "\"train\": 7                | \"train\": 0                  | is none: a split has train 0",
                "0123456789abcdef01          | 0123456789ABCDEF01            | is none: the sha256",
                "0.125                       | 1e999                         | is none: the score mae holds Infinity",
                "0.25]                       | null]                         | the curve latent.train holds null",
                "0.25]                       | 0.25, [1]]                    | provenance.json is none",
                "{\"mae\": 0.125}            | {\"mae\": 1, \"mae\": 1}      | Duplicate field 'mae'",
                "{\"mae\": 0.125}            | []                            | provenance.json is none",
            })
    void itIsReadKeyByKey(String part, String replacement, String problem) throws IOException {
        assertTrue(JSON.contains(part), part);
        Path file = folder.resolve("changed.zip");
        write(JSON.replace(part, replacement), file);
        ForecasterFileException refused =
                assertThrows(ForecasterFileException.class, () -> LatentForecaster.load(file));
        assertTrue(refused.getMessage().contains("its entry provenance.json "), refused.getMessage());
        assertTrue(refused.getMessage().contains(problem), refused.getMessage());
    }

    @Test
    void theHandWrittenOneItselfIsTaken() throws IOException {
        Path file = folder.resolve("unchanged.zip");
        write(JSON, file);
        assertEquals(
                provenance(List.of(0.5, 0.25)),
                LatentForecaster.load(file).provenance().orElseThrow());
    }

    /** Two bytes a number, ", " included three: 2 million are beyond 4 MiB. */
    @Test
    void whatNoReaderTakesIsNotWritten() throws IOException {
        Path file = folder.resolve("long.zip");
        Provenance tooLong = provenance(Collections.nCopies(2_000_000, 0.0));
        IOException refused = assertThrows(IOException.class, () -> forecaster.save(file, tooLong));
        assertTrue(refused.getMessage().contains("4194304 are the most"), refused.getMessage());
        assertFalse(file.toFile().exists());
        write(JSON + " ".repeat(1 << 22), file);
        ForecasterFileException tooLarge =
                assertThrows(ForecasterFileException.class, () -> LatentForecaster.load(file));
        assertTrue(tooLarge.getMessage().contains("4194304 are the most"), tooLarge.getMessage());
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        SortedMap<String, Double> scores = new TreeMap<>(Map.of("mae", Double.NaN));
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new Provenance("", new TreeMap<>(), "", 0, null, null, new TreeMap<>(), scores));
        assertTrue(refused.getMessage().contains("score mae holds NaN"), refused.getMessage());
    }

    /** By Python: hashlib.sha256(struct.pack('<16f', 1, 3, 2, 4, 5, 7, 6, 8, 9, 11, 10, 12, 13, 15, 14, 16)). */
    @Test
    void theChecksumIsThatOfTheSnapshots() {
        Protocol.Parts parts = new Protocol.Parts(
                segments(new double[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}),
                segments(new double[][][] {{{9, 10}, {11, 12}}}),
                segments(new double[][][] {{{13, 14}, {15, 16}}}));
        assertEquals("443581e6f2b1ada743cb30d04294dc4484e01aa15e0acd167e658e476ec24d3d", parts.sha256());
    }

    /** @param values [segments][values][time] */
    private static Segments segments(double[][][] values) {
        return Segments.of(Nd4j.create(values), new double[values.length][2], 1, List.of("u"), 2);
    }

    /** The saved forecaster with another provenance, its checksums as they should be. */
    private static void write(String provenance, Path file) throws IOException {
        ZipContent content = ZipContent.read(folder.resolve("forecaster.zip"));
        byte[] before = content.bytes("provenance.json");
        byte[] after = provenance.getBytes(StandardCharsets.UTF_8);
        content.put("provenance.json", after);
        write(
                content,
                content.text("manifest.json")
                        .replace("\"length\" : " + before.length + ",", "\"length\" : " + after.length + ",")
                        .replace(sha256(before), sha256(after)),
                file);
    }

    private static void write(ZipContent content, String manifest, Path file) throws IOException {
        content.put("manifest.json", manifest);
        content.put("manifest.sha256", sha256(manifest.getBytes(StandardCharsets.UTF_8)) + "  manifest.json\n");
        content.write(file);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
