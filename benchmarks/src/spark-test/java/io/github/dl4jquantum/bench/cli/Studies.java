package io.github.dl4jquantum.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import picocli.CommandLine;

/** Studies of seconds, and what they leave. */
public final class Studies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SPEC =
            """
            name: tiny
            problems:
              burgers2d: {grid: 12, snapshots: 8, horizon: 4, parameters: {reynolds: 8}, trajectories: [6, 2, 2]}
            latents: [3]
            encoders: [pod-mlp]
            models: [qlstm, lstm]
            hidden: 3
            circuits: [2]
            qubits: [2]
            layers: [1]
            draws: 2
            seeds: 2
            updates: %d
            autoencoderUpdates: 60
            minibatch: 4
            learningRates: [0.01, 0.02]
            """;

    private Studies() {}

    /** What a command said and how it ended. */
    public record Said(int code, String out, String err) {}

    /** Runs the program in this JVM. */
    public static Said qpde(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program = Qpde.commandLine();
        int code = program.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Said(code, out.toString(), err.toString());
    }

    /** A comparison of 18 cells and 2 tunings. */
    public static List<String> compare(Path folder, int updates, Path out) throws IOException {
        Path spec = Files.writeString(folder.resolve("spec-" + updates + ".yaml"), SPEC.formatted(updates));
        return new ArrayList<>(List.of("compare", "--spec", spec.toString(), "--out", out.toString()));
    }

    /** A search of so many candidates in two latent spaces. */
    public static List<String> tune(String strategy, int candidates, int updates, Path out) {
        return new ArrayList<>(List.of(
                ("tune --problem burgers2d --grid 12 --coarsening 1 --snapshots 8 --trajectories 10 --param reynolds=8"
                                + " --encoder pod --latent 3,4 --hidden 3..5 --qubits 2 --layers 1 --circuits 1,2"
                                + " --strategy " + strategy + " --candidates " + candidates + " --updates " + updates
                                + " --out " + out)
                        .split(" ")));
    }

    /** A run of so many updates, 25 an epoch. */
    public static List<String> run(int updates, Path out) {
        return new ArrayList<>(List.of(
                ("run --problem burgers2d --grid 12 --coarsening 1 --snapshots 8 --trajectories 40 --param reynolds=8"
                                + " --encoder pod --latent 3 --hidden 6 --qubits 2 --layers 1 --circuits 2"
                                + " --minibatch 7 --updates " + updates + " --out " + out)
                        .split(" ")));
    }

    /** Rows and cells of a folder by name, without what depends on time, place and order. */
    public static Map<String, JsonNode> numbers(Path out) throws IOException {
        Map<String, JsonNode> numbers = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.toList()) {
                String name = out.relativize(file).toString();
                if (name.equals("candidates.jsonl")) {
                    for (String line : Files.readAllLines(file)) {
                        JsonNode row = clean(JSON.readTree(line));
                        JsonNode twin = numbers.put("candidate " + row.get("index"), row);
                        if (twin != null) {
                            throw new AssertionError("twice: " + row);
                        }
                    }
                } else if (name.matches(
                        "(cells|tunings)/[^.].*[.]json|results[.]json")) { // hidden ones are half-written
                    numbers.put(name, clean(JSON.readTree(file.toFile())));
                }
            }
        }
        return numbers;
    }

    private static JsonNode clean(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(List.of("seconds", "command", "versions")); // of the jar there is one, of classes none
        }
        json.forEach(Studies::clean);
        return json;
    }
}
