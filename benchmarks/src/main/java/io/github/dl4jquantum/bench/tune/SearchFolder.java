package io.github.dl4jquantum.bench.tune;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.OutputFolder;
import io.github.dl4jquantum.bench.job.RunVersions;
import io.github.dl4jquantum.bench.result.ResultJson;
import io.github.dl4jquantum.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * The folder of one search; it belongs to its specification and to the version of this program that began it. A search
 * that replaces what is there grows hidden in the folder, and takes its place at its end.
 */
final class SearchFolder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARKER = "search.json";
    private static final List<String> OTHERS = List.of("candidates.jsonl", "compare.json", "result.json");

    private final Path folder;
    private final Content content;
    private final boolean overwrite;
    private Path work;
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
        Path replacement = OutputFolder.replacement(folder);
        if (search.isOwn(replacement, true)) {
            require(overwrite || !search.isTaken(), OutputFolder.replaces(folder));
            search.work = replacement;
            search.own = true;
        } else {
            search.own = search.isOwn(folder, overwrite);
            search.work = search.own || !search.isTaken() ? folder : replacement;
        }
        return search;
    }

    private boolean isTaken() {
        return Stream.concat(Stream.of(MARKER), OTHERS.stream())
                .map(folder::resolve)
                .anyMatch(Files::exists);
    }

    /** Takes the folder, which is locked. */
    void take(OutputFolder locked) throws IOException {
        if (!own) {
            locked.forget();
            Files.createDirectories(latent()); // in place of another's, even where a cluster keeps them
            ResultJson.write(content, work.resolve(MARKER));
        } else if (work == folder) {
            OutputFolder.delete(OutputFolder.replacement(folder));
        }
    }

    private boolean isOwn(Path place, boolean replaceable) throws IOException {
        Path marker = place.resolve(MARKER);
        if (Files.notExists(marker)) {
            for (String other : OTHERS) {
                require(
                        replaceable || Files.notExists(place.resolve(other)),
                        place + " holds " + other
                                + " but no search.json that says of what: choose another --out, or replace it with --overwrite.");
            }
            return false;
        }
        JsonNode found;
        try {
            found = JSON.readTree(Files.readString(marker));
        } catch (JsonProcessingException e) {
            require(replaceable, marker + " is not JSON: choose another --out, or replace it with --overwrite.");
            return false;
        }
        String version = found.path("version").asText();
        if (!content.version.equals(version)) {
            require(
                    replaceable,
                    place + " holds a search of version " + version + ", this is version " + content.version
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
                        replaceable,
                        place + " holds a search with --" + option + " " + before + ", not " + now + ", by "
                                + found.path("command").asText() + ", and this is " + content.command
                                + ": give the same options, choose another --out, or replace it with --overwrite.");
                return false;
            }
        }
        return true;
    }

    /** Whether the results of that many candidates are there. */
    boolean isConcluded(int candidates) throws IOException {
        if (!own || work != folder || Files.notExists(result()) || Files.notExists(report())) {
            return false;
        }
        try {
            return JSON.readTree(Files.readString(result())).path("candidates").size() == candidates;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Refuses a search of which more candidates have ended than are asked for. */
    void requireNoMore(int asked) throws IOException {
        if (Files.exists(candidates())) {
            try (CandidateLog log = CandidateLog.open(candidates())) {
                require(
                        log.all().size() <= asked,
                        candidates() + " holds " + log.all().size() + " candidates, --candidates " + asked
                                + " asks for fewer: ask for as many or more.");
            }
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

    Path candidates() {
        return work.resolve("candidates.jsonl");
    }

    /** The folder of the best model. */
    Path best() {
        return work.resolve("best");
    }

    /** The folder of the latent spaces. */
    Path latent() {
        return work.resolve("latent");
    }

    Path result() {
        return work.resolve("result.json");
    }

    Path report() {
        return work.resolve("report.html");
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
