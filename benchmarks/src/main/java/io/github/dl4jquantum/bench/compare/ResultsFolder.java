package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.OutputFolder;
import io.github.dl4jquantum.bench.job.RunVersions;
import io.github.dl4jquantum.bench.result.ResultJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The folder of a comparison: {@code compare.json} says what is compared, {@code tunings/}, {@code cells/} and {@code
 * spaces/} are kept. More draws and seeds of the same are one experiment with it, whose cells they share. What replaces
 * another experiment grows hidden in its folder, and takes its place when it is concluded.
 */
final class ResultsFolder {
    /** Of the files in it; a change of their content or of what a cell means makes a new one. */
    static final int FORMAT = 3;

    private static final String MARKER = "compare.json";
    private static final List<String> RESULTS = List.of("report.html", "results.json", "results.csv");
    private static final List<String> OTHERS = List.of("search.json", "result.json", "report.html");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Marker own;
    private final boolean overwrite;
    private Path work;

    /** What {@code compare.json} holds. */
    private record Marker(
            @JsonProperty("format") int format,
            @JsonProperty("version") String version,
            @JsonProperty("command") String command,
            @JsonProperty("experiment") JsonNode experiment) {

        private String program() {
            return "format " + format + " by dl4j-quantum " + version;
        }
    }

    /**
     * Nothing is written yet.
     *
     * @param overwrite whether another experiment there may be replaced
     */
    ResultsFolder(Path folder, CompareSpec spec, String command, boolean overwrite) {
        this.folder = folder;
        this.overwrite = overwrite;
        work = folder;
        own = new Marker(FORMAT, RunVersions.own(), command, shared(spec));
    }

    /** What experiments that share their cells have in common. */
    private static JsonNode shared(CompareSpec spec) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(JSON.writeValueAsString(spec));
            return tree.without(List.of("draws", "seeds", "engine", "name"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON of " + spec, e);
        }
    }

    /**
     * Whether the folder is this experiment's already, or one begun that is to replace what is in it.
     *
     * @throws BadInputException if it holds anything else that may not be replaced
     */
    boolean isOwn() throws IOException {
        Path replacement = OutputFolder.replacement(folder);
        if (isOwn(replacement, true)) {
            require(overwrite || !isTaken(), OutputFolder.replaces(folder));
            work = replacement;
            return true;
        }
        boolean same = isOwn(folder, overwrite);
        work = same || !isTaken() ? folder : replacement;
        return same;
    }

    private boolean isTaken() {
        return Files.exists(folder.resolve(MARKER))
                || OTHERS.stream().map(folder::resolve).anyMatch(Files::exists);
    }

    private boolean isOwn(Path place, boolean replaceable) throws IOException {
        Path marker = place.resolve(MARKER);
        if (Files.notExists(marker)) {
            for (String other : OTHERS) {
                require(
                        replaceable || Files.notExists(place.resolve(other)),
                        place + " holds the " + (other.equals("report.html") ? "report" : other)
                                + " of something else: choose another with --out, or replace it with --overwrite.");
            }
            return false;
        }
        try {
            Marker found = JSON.readValue(marker.toFile(), Marker.class);
            boolean program = found.program().equals(own.program());
            boolean same = program && own.experiment.equals(found.experiment);
            require(
                    same || replaceable,
                    program
                            ? place + " holds another experiment, " + found.command + ", and this is "
                                    + (own.command.equals(found.command)
                                            ? "the same command with files that changed since"
                                            : own.command)
                                    + ": choose another folder with --out, or replace what is there with --overwrite."
                            : place + " holds results of " + found.program() + ", this program writes "
                                    + own.program()
                                    + ": choose another folder with --out, or replace what is there with --overwrite.");
            return same;
        } catch (JsonProcessingException e) {
            require(replaceable, marker + " is damaged: mend it, or choose another folder with --out.");
            return false;
        }
    }

    /** Makes the folder this experiment's; it is locked. */
    void create(OutputFolder locked) throws IOException {
        if (!isOwn()) {
            locked.forget();
            Files.createDirectories(work);
            ResultJson.write(own, work.resolve(MARKER));
        } else if (work == folder) {
            OutputFolder.delete(OutputFolder.replacement(folder));
        }
        Files.createDirectories(cells());
        Files.createDirectories(tunings());
        Files.createDirectories(spaces());
    }

    /** Whether the results of exactly this experiment are there, where {@link #isOwn}. */
    boolean isConcluded(JsonNode experiment) throws IOException {
        if (work != folder) {
            return false;
        }
        for (Path each : results()) {
            if (Files.notExists(each)) {
                return false;
            }
        }
        try {
            JsonNode written = JSON.readTree(folder.resolve("results.json").toFile());
            return written.path("experiment").equals(JSON.readTree(experiment.toString()));
        } catch (JsonProcessingException damaged) {
            return false;
        }
    }

    Path path() {
        return folder;
    }

    Path cells() {
        return work.resolve("cells");
    }

    Path tunings() {
        return work.resolve("tunings");
    }

    Path spaces() {
        return work.resolve("spaces");
    }

    /** Report, JSON and CSV. */
    List<Path> results() {
        return RESULTS.stream().map(folder::resolve).toList();
    }
}
