package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.report.ResultJson;
import io.github.dl4jquantum.bench.study.BadInputException;
import io.github.dl4jquantum.bench.study.RunVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The folder of one search; it belongs to its specification and to the version of this program that began it. */
final class SearchFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    private SearchFolder(Path folder) {
        this.folder = folder;
    }

    private record Content(String version, Map<String, Object> specification) {}

    /**
     * Takes a folder for a search, or finds it taken by the same.
     *
     * @throws BadInputException if it holds another search, or one of another version
     */
    static SearchFolder of(Path folder, Map<String, Object> specification) throws IOException {
        SearchFolder search = new SearchFolder(folder);
        Path file = folder.resolve("search.json");
        if (Files.exists(file)) {
            search.requireSame(file, specification);
        } else {
            BadInputException.require(
                    !Files.exists(search.candidates()),
                    folder + " holds candidates.jsonl but no search.json that says of what: choose another --out.");
            ResultJson.write(new Content(RunVersions.own(), specification), file);
        }
        return search;
    }

    private void requireSame(Path file, Map<String, Object> specification) throws IOException {
        JsonNode found;
        try {
            found = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new BadInputException(file + " is not JSON: choose another --out.");
        }
        String version = found.path("version").asText();
        BadInputException.require(
                RunVersions.own().equals(version),
                folder + " holds a search of version " + version + ", this is version " + RunVersions.own()
                        + ": choose another --out.");
        JsonNode asked = JSON.valueToTree(specification);
        asked.fieldNames().forEachRemaining(option -> {
            String before = text(found.path("specification").path(option));
            String now = text(asked.get(option));
            BadInputException.require(
                    before.equals(now),
                    folder + " holds a search with --" + option + " " + before + ", not " + now
                            + ": give the same options, or choose another --out.");
        });
    }

    /** As text: a number that was written as a long is read as an int. */
    private static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : "(default)";
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

    /** Removes what the end of an earlier program left half-written; nobody else may be at work in the folder. */
    void sweep() throws IOException {
        for (Path place : new Path[] {folder, best(), latent()}) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    for (Path file : files.toList()) {
                        String name = file.getFileName().toString();
                        if (name.startsWith(".") && name.endsWith(".tmp")) {
                            Files.delete(file);
                        }
                    }
                }
            }
        }
    }
}
