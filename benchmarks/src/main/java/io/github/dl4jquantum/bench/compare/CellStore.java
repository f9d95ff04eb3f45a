package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.report.CellResult;
import io.github.dl4jquantum.bench.report.FieldFrame;
import io.github.dl4jquantum.forecast.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The finished cells, a file each. A damaged file counts as not finished: its cell is made again. */
final class CellStore {
    private static final Logger LOG = LoggerFactory.getLogger(CellStore.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /** What a file holds. */
    private record CellFile(
            @JsonProperty("spec") CellSpec spec,
            @JsonProperty("result") CellResult result,
            @JsonProperty("frames") List<StoredFrame> frames) {}

    /** What a cell found, and moments of its first test's rollout. */
    record Finished(CellResult result, List<FieldFrame> frames) {}

    CellStore(Path folder) {
        this.folder = folder;
    }

    /** The cell, if it is finished. */
    Optional<Finished> get(CellSpec spec) throws IOException {
        Path file = folder.resolve(FileName.of(spec));
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            CellFile cell = JSON.readValue(file.toFile(), CellFile.class);
            if (spec.equals(cell.spec) && cell.result != null && cell.frames != null) {
                return Optional.of(new Finished(
                        cell.result,
                        cell.frames.stream().map(StoredFrame::frame).toList()));
            }
        } catch (JsonProcessingException damaged) {
            LOG.debug("{}", file, damaged);
        }
        LOG.warn("{} is damaged: this cell is made again.", file);
        return Optional.empty();
    }

    void put(CellSpec spec, Finished cell) throws IOException {
        List<StoredFrame> frames = cell.frames.stream().map(StoredFrame::of).toList();
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new CellFile(spec, cell.result, frames));
        AtomicFile.write(folder.resolve(FileName.of(spec)), out -> out.write(json));
    }
}
