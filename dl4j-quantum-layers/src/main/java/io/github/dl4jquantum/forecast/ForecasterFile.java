package io.github.dl4jquantum.forecast;

import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * A saved forecaster: an archive of {@code manifest.json}, of a latent space's entries and of the network
 * {@code latentModel}.
 *
 * <p>Version 1 had neither encoder, which was the MLP, nor residual in its manifest.
 */
final class ForecasterFile {
    private static final String KIND = "forecaster";
    private static final String FORMAT = "dl4j-quantum forecaster";
    private static final int VERSION = 2;

    private ForecasterFile() {}

    /** All that a file holds. */
    record Content(LatentSpace space, LatentDynamics dynamics, int context, long seed, String provenance) {}

    static void write(Content content, Path file) throws IOException {
        AtomicFile.write(file, out -> {
            ArchiveWriter archive = new ArchiveWriter(out);
            ObjectNode manifest = ArchiveWriter.manifest(FORMAT, VERSION);
            LatentSpaceFile.describe(content.space, manifest);
            archive.manifest(manifest.put("context", content.context)
                    .put("seed", content.seed)
                    .put("residual", content.dynamics.residual())
                    .put("scale", content.dynamics.scale())
                    .put("provenance", content.provenance));
            LatentSpaceFile.write(content.space, archive);
            archive.network("latentModel", content.dynamics.net());
            archive.finish();
        });
    }

    static Content read(Path file) throws IOException {
        try (ArchiveReader archive = new ArchiveReader(file, KIND)) {
            JsonNode manifest = archive.manifest(FORMAT, VERSION);
            LatentSpace space = LatentSpaceFile.read(archive, manifest);
            LatentDynamics dynamics = new LatentDynamics(
                    archive.network("latentModel"),
                    manifest.path("residual").asBoolean(false),
                    manifest.path("scale").asDouble(1));
            return new Content(
                    space,
                    dynamics,
                    manifest.path("context").asInt(),
                    manifest.path("seed").asLong(),
                    manifest.path("provenance").asText());
        }
    }
}
