package io.github.dl4jquantum.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Kills commands (-9) at random moments and gives the same command again. Oracle: the folder of a command that nobody
 * disturbed, in every file and number but seconds.
 *
 * <p>{@code -Dkills=50} kills each command 50 times; by default it is once.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 1);
    private static final int KILLS_A_FOLDER = 5;
    private static final String DATA = " --param reynolds=10 --grid 16 --coarsening 1 --interval 0.02 --snapshots 6"
            + " --trajectories 12 --context 2";
    private static final String SPEC =
            """
            problems:
              burgers2d: {grid: 12, snapshots: 8, horizon: 4, parameters: {reynolds: 8}, trajectories: [6, 2, 2]}
            encoders: [pod-mlp]
            models: [qlstm, lstm]
            latents: [3]
            circuits: [1]
            qubits: [2]
            layers: [1]
            hidden: 4
            draws: 1
            seeds: 1
            updates: 80
            minibatch: 8
            learningRates: [0.01, 0.003]
            autoencoderUpdates: 60
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run | run DATA --encoder pod-mlp --latent 4 --hidden 4 --qubits 2 --layers 1 --circuits 2 --updates 150 --minibatch 16",
                "tune | tune DATA --latent 3,4 --hidden 3..5 --qubits 2 --layers 1 --circuits 1,2 --updates 80"
                        + " --candidates 2 --workers 1",
                "compare | compare --spec ../spec.yaml",
                "generate | generate --problem burgers2d --grid 64 --trajectories 16"
            })
    void theSameCommandEndsWithTheUndisturbedResult(String name, String words) throws Exception {
        Files.writeString(folder.resolve("spec.yaml"), SPEC);
        List<String> command =
                new ArrayList<>(List.of(words.replace(" DATA", DATA).trim().split("\\s+")));
        command.addAll(List.of("--out", name.equals("generate") ? "data.h5" : "out"));
        Path undisturbed = Files.createDirectory(folder.resolve("undisturbed"));
        long began = System.nanoTime();
        assertEquals(0, start(undisturbed, command).waitFor(), () -> log(undisturbed));
        long millis = (System.nanoTime() - began) / 1_000_000;
        Map<String, Object> expected = content(undisturbed);

        Random random = new Random(name.hashCode());
        int kills = 0;
        int ends = 0;
        while (kills < KILLS) {
            Path disturbed = Files.createDirectory(folder.resolve("disturbed-" + ends));
            boolean over = false;
            for (int i = 0; i < KILLS_A_FOLDER && kills < KILLS && !over; i++) {
                Process process = start(disturbed, command);
                over = process.waitFor(random.nextInt((int) millis), TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
                kills += over ? 0 : 1;
            }
            assertEquals(0, start(disturbed, command).waitFor(), () -> log(disturbed));
            Map<String, Object> actual = content(disturbed);
            assertEquals(expected.keySet(), actual.keySet(), "files");
            expected.forEach((file, content) -> assertEquals(content, actual.get(file), file));
            ends++;
        }
        System.err.println(name + ": " + kills + " kills, " + ends + " times the undisturbed result");
        assertTrue(ends > 0);
    }

    private static Process start(Path where, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-Ddl4jquantum.checkpointMillis=50",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .reduce((all, next) -> all + File.pathSeparator + next)
                        .orElseThrow(),
                Qpde.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(where.resolveSibling("log").toFile())
                .start();
    }

    private static String log(Path where) {
        try {
            return Files.readString(where.resolveSibling("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Every file by its name; of JSON all but the seconds, of a page nothing, for it has pictures of the same numbers. */
    private static Map<String, Object> content(Path where) throws IOException {
        Map<String, Object> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(where)) {
            for (Path file : files.toList()) {
                String name = where.relativize(file).toString();
                if (Files.isDirectory(file)) {
                    content.put(name, "a folder");
                } else if (name.endsWith(".json") || name.endsWith(".jsonl")) {
                    List<JsonNode> all = new ArrayList<>();
                    for (String text :
                            name.endsWith("l") ? Files.readAllLines(file) : List.of(Files.readString(file))) {
                        all.add(withoutSeconds(new ObjectMapper().readTree(text)));
                    }
                    content.put(name, all);
                } else if (name.endsWith(".html") || name.endsWith(".csv")) {
                    content.put(name, "there");
                } else {
                    content.put(name, Arrays.hashCode(Files.readAllBytes(file)));
                }
            }
        }
        return content;
    }

    private static JsonNode withoutSeconds(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove("seconds");
        }
        json.forEach(KillTest::withoutSeconds);
        return json;
    }
}
