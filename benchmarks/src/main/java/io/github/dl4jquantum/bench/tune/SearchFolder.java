package io.github.dl4jquantum.bench.tune;

import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.bench.report.ResultJson;
import io.github.dl4jquantum.bench.study.BadInputException;
import io.github.dl4jquantum.bench.study.OutputFolder;
import io.github.dl4jquantum.bench.study.RunVersions;
import io.github.dl4jquantum.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The folder of one search; it belongs to its specification and to the version of this program that began it. */
final class SearchFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Content content;
    private final boolean overwrite;
    private boolean own;

    private SearchFolder(Path folder, Content content, boolean overwrite) {
        this.folder = folder;
        this.content = content;
        this.overwrite = overwrite;
    }

    private record Content(String version, String command, Map<String, Object> specification) {}

    /**
     * Finds a folder new or taken by this search.
     *
     * @param overwrite whether another one may be replaced
     * @throws BadInputException if it holds another search, one of another version, or anything else
     */
    static SearchFolder of(Path folder, String command, Map<String, Object> specification, boolean overwrite)
            throws IOException {
        SearchFolder search =
                new SearchFolder(folder, new Content(RunVersions.own(), command, specification), overwrite);
        search.own = search.isOwn();
        return search;
    }

    /** Takes the folder, which is locked. */
    void take(OutputFolder locked) throws IOException {
        if (!own) {
            if (overwrite) {
                for (Path each : new Path[] {marker(), candidates(), best(), latent(), result(), report()}) {
                    OutputFolder.delete(each);
                }
            }
            locked.forget();
            ResultJson.write(content, marker());
        }
    }

    private boolean isOwn() throws IOException {
        if (Files.notExists(marker())) {
            for (String other : List.of("candidates.jsonl", "compare.json", "result.json")) {
                require(
                        overwrite || Files.notExists(folder.resolve(other)),
                        folder + " holds " + other
                                + " but no search.json that says of what: choose another --out, or replace it with --overwrite.");
            }
            return false;
        }
        JsonNode found;
        try {
            found = JSON.readTree(Files.readString(marker()));
        } catch (JsonProcessingException e) {
            require(overwrite, marker() + " is not JSON: choose another --out, or replace it with --overwrite.");
            return false;
        }
        String version = found.path("version").asText();
        if (!content.version.equals(version)) {
            require(
                    overwrite,
                    folder + " holds a search of version " + version + ", this is version " + content.version
                            + ": choose another --out, or replace it with --overwrite.");
            return false;
        }
        JsonNode asked = JSON.valueToTree(content.specification);
        for (Iterator<String> options = asked.fieldNames(); options.hasNext(); ) {
            String option = options.next();
            String before = text(found.path("specification").path(option));
            String now = text(asked.get(option));
            if (!before.equals(now)) {
                require(
                        overwrite,
                        folder + " holds a search with --" + option + " " + before + ", not " + now + ", by "
                                + found.path("command").asText() + ", and this is " + content.command
                                + ": give the same options, choose another --out, or replace it with --overwrite.");
                return false;
            }
        }
        return true;
    }

    /** Whether the results of that many candidates are there. */
    boolean isConcluded(int candidates) throws IOException {
        if (!own || Files.notExists(result()) || Files.notExists(report())) {
            return false;
        }
        try {
            return JSON.readTree(Files.readString(result())).path("candidates").size() == candidates;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** As text: a number that was written as a long is read as an int. */
    private static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : "(default)";
    }

    /** The same for every run of this search, and for no other. */
    String id() {
        return UUID.nameUUIDFromBytes((content.version + content.specification).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private Path marker() {
        return folder.resolve("search.json");
    }

    Path candidates() {
        return folder.resolve("candidates.jsonl");
    }

    /** The folder of the best model. */
    Path best() {
        return folder.resolve("best");
    }

    /** The folder of the latent spaces. */
    Path latent() {
        return folder.resolve("latent");
    }

    Path result() {
        return folder.resolve("result.json");
    }

    Path report() {
        return folder.resolve("report.html");
    }

    /** Removes what the end of an earlier program left half-written. */
    void sweep() throws IOException {
        for (Path place : new Path[] {best(), latent()}) {
            if (Files.isDirectory(place)) {
                AtomicFile.sweep(place);
            }
        }
    }
}
