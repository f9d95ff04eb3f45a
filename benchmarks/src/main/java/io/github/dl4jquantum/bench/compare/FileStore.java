package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JavaType;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is finished of cells or of tunings, a file each. A damaged file counts as not finished: its work is done again.
 *
 * @param <R> what was found
 */
final class FileStore<R> {
    private static final Logger LOG = LoggerFactory.getLogger(FileStore.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Class<R> result;
    private final JavaType type;

    /** What a file holds. */
    private record Content<R>(@JsonProperty("spec") CellSpec spec, @JsonProperty("result") R result) {}

    /** What a cell found, and moments of its first test's rollout. */
    record Finished(@JsonProperty("cell") CellResult cell, @JsonProperty("frames") List<StoredFrame> frames) {}

    FileStore(Path folder, Class<R> type) {
        this.folder = folder;
        this.result = type;
        this.type = JSON.getTypeFactory().constructParametricType(Content.class, type);
    }

    /** What was found, if it is finished. */
    Optional<R> get(CellSpec spec) throws IOException {
        Path file = file(spec);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Content<R> content = JSON.readValue(file.toFile(), type);
            if (spec.equals(content.spec) && content.result != null) {
                return Optional.of(content.result);
            }
        } catch (JsonProcessingException damaged) {
            LOG.debug("{}", file, damaged);
        }
        LOG.warn("{} is damaged: what it held is done again.", file);
        return Optional.empty();
    }

    /** What was found elsewhere, from its JSON. */
    R parse(String json) throws IOException {
        return JSON.readValue(json, result);
    }

    void put(CellSpec spec, R result) throws IOException {
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Content<>(spec, result));
        AtomicFile.write(file(spec), out -> out.write(json));
    }

    private Path file(CellSpec spec) {
        return folder.resolve(SpecFileName.of(spec) + ".json");
    }
}
