package io.github.dl4jquantum.bench.run;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.OutputFolder;
import io.github.dl4jquantum.bench.job.RunVersions;
import io.github.dl4jquantum.bench.result.ResultJson;
import io.github.dl4jquantum.bench.study.CellOptions;
import io.github.dl4jquantum.bench.study.TrainingOptions;
import io.github.dl4jquantum.file.AtomicFile;
import io.github.dl4jquantum.forecast.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * What determines the results in a folder: two commands with the same one lead to the same results.
 *
 * @param command that asked for it
 * @param version of the program
 * @param specification every option by its name, but where results go
 */
record Experiment(String command, String version, JsonNode specification) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a protocol says of training, and a run's own options decide: older files had both. */
    static final List<String> TRAINING = List.of("learningRates", "updates", "modelSeeds");

    /** Files by which a folder of another command is known. */
    private static final List<String> OTHERS = List.of("search.json", "compare.json");

    static Experiment of(String command, Map<String, Object> arguments) {
        return new Experiment(command, RunVersions.own(), specification(JSON.valueToTree(arguments)));
    }

    /**
     * Every option of a run by its name.
     *
     * @param cell complete, as is {@code training}
     */
    static Map<String, Object> arguments(
            RunOptions options, CellOptions cell, TrainingOptions training, Protocol protocol) {
        Map<String, Object> all = new LinkedHashMap<>(options.data().asMap());
        all.putAll(cell.asMap());
        all.putAll(training.asMap());
        all.putAll(options.noise().asMap());
        all.put("peers", options.peers());
        if (options.onCluster()) { // older results do not have it
            all.put("onCluster", true);
        }
        all.put("seed", options.seed());
        all.put("out", options.out().toString());
        Map<?, ?> tree = (Map<?, ?>) ResultJson.tree(protocol.toJson());
        tree.keySet().removeAll(TRAINING);
        all.put("protocol", tree);
        return all;
    }

    /**
     * Without what differs between two folders of one experiment, or older files alone have; through text, so that numbers
     * are of the same types.
     */
    private static JsonNode specification(JsonNode arguments) {
        try {
            ObjectNode all = (ObjectNode) JSON.readTree(JSON.writeValueAsString(arguments));
            all.remove(List.of("out", "baseUsed", "trainedBy", "dataModified"));
            if (all.get("protocol") instanceof ObjectNode protocol) {
                protocol.remove(TRAINING);
            }
            return all;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON of " + arguments, e);
        }
    }

    /** @param workers that train a model: as many as there were at the start, for their number changes numbers */
    void write(Path file, int workers) throws IOException {
        ObjectNode json = JSON.createObjectNode()
                .put("command", command)
                .put("version", version)
                .put("workers", workers);
        json.set("arguments", specification);
        AtomicFile.write(file, out -> out.write(JSON.writeValueAsBytes(json)));
    }

    /** The workers of what is in work in {@code folder}. */
    static int workers(Path folder) throws IOException {
        return JSON.readTree(OutputFolder.experiment(folder).toFile())
                .path("workers")
                .asInt(1);
    }

    private boolean isSame(Experiment other) {
        return version.equals(other.version) && specification.equals(other.specification);
    }

    /** What a folder holds: what is in work there, or else what was finished; null for nothing. */
    private static Experiment in(Path folder) throws IOException {
        Path inWork = OutputFolder.experiment(folder);
        Path file = Files.exists(inWork) ? inWork : folder.resolve("result.json");
        return Files.exists(file) ? read(file) : null;
    }

    private static Experiment read(Path file) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(file.toFile());
        } catch (JsonProcessingException damaged) {
            json = JSON.createObjectNode();
        }
        boolean whole = json.path("arguments").isObject();
        return new Experiment(
                json.path("command").asText("an unknown command"),
                json.path("version")
                        .asText(json.path("versions").path("dl4j-quantum").asText()),
                whole ? specification(json.get("arguments")) : JSON.createObjectNode());
    }

    /** Whether this experiment is in work in {@code folder}, by this program or one that was ended. */
    boolean isInWorkIn(Path folder) throws IOException {
        Path file = OutputFolder.experiment(folder);
        return Files.exists(file) && isSame(read(file));
    }

    /** What {@code --overwrite} began goes on with it alone: without it, nothing older is ever replaced. */
    private void requireNothingToReplace(Path folder, List<Path> files, boolean overwrite) throws IOException {
        if (overwrite || Files.notExists(OutputFolder.experiment(folder))) {
            return;
        }
        Path result = folder.resolve("result.json");
        boolean own = Files.exists(result) && isSame(read(result));
        boolean others = Stream.concat(OTHERS.stream().map(folder::resolve), files.stream())
                .anyMatch(Files::exists);
        require(own || !others, OutputFolder.replaces(folder));
    }

    /**
     * Whether {@code folder} holds the finished results of this experiment.
     *
     * @param files that these are, without their folder
     * @param overwrite whether results of another one may be replaced
     * @throws BadInputException if it holds results of another one and {@code overwrite} is false, also where this one is
     *     in work to replace them
     */
    boolean isFinishedIn(Path folder, List<Path> files, boolean overwrite) throws IOException {
        Experiment found = in(folder);
        if (found != null && isSame(found)) {
            requireNothingToReplace(folder, files, overwrite);
            return !Files.exists(OutputFolder.experiment(folder))
                    && files.stream().allMatch(Files::exists);
        }
        if (!overwrite) {
            require(
                    found == null,
                    found == null
                            ? ""
                            : folder + " holds another experiment, " + found.command
                                    + (found.version.equals(version) ? "" : " of version " + found.version)
                                    + ", and this is "
                                    + (found.command.equals(command)
                                            ? "the same command with data or options that changed since"
                                            : command)
                                    + ": choose another folder with --out, or replace what is there with --overwrite.");
            for (String other : OTHERS) {
                require(
                        !Files.exists(folder.resolve(other)),
                        folder + " holds the results of another command, with " + other + ", and this is " + command
                                + ": choose another folder with --out, or replace them with --overwrite.");
            }
            for (Path file : files) {
                require(
                        !Files.exists(file),
                        file + " is there already, and nothing says from what: choose another folder with --out, or"
                                + " replace it with --overwrite.");
            }
        }
        return false;
    }
}
