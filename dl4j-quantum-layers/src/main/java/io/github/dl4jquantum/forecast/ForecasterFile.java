package io.github.dl4jquantum.forecast;

import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * A saved forecaster: an archive of {@code manifest.json}, of a latent space's entries and of the network
 * {@code latentModel}, with one scale per latent value in {@code scale.bin}.
 *
 * <p>Version 2 had one scale for all of them, a number in its manifest; version 1 had neither encoder, which was the MLP,
 * nor residual.
 */
final class ForecasterFile {
    private static final String KIND = "forecaster";
    private static final String FORMAT = "dl4j-quantum forecaster";

    private ForecasterFile() {}

    /** All that a file holds. */
    record Content(LatentSpace space, LatentDynamics dynamics, int context, long seed, String provenance) {}

    static void write(Content content, Path file) throws IOException {
        AtomicFile.write(file, out -> {
            ArchiveWriter archive = new ArchiveWriter(out);
            ObjectNode manifest = ArchiveWriter.manifest(FORMAT);
            LatentSpaceFile.describe(content.space, manifest);
            archive.manifest(manifest.put("context", content.context)
                    .put("seed", content.seed)
                    .put("residual", content.dynamics.residual())
                    .put("provenance", content.provenance));
            LatentSpaceFile.write(content.space, archive);
            archive.array("scale.bin", content.dynamics.scale());
            archive.network("latentModel", content.dynamics.net());
            archive.finish();
        });
    }

    static Content read(Path file) throws IOException {
        try (ArchiveReader archive = new ArchiveReader(file, KIND)) {
            Manifest manifest = archive.manifest(FORMAT);
            LatentSpace space = LatentSpaceFile.read(archive, manifest);
            LatentDynamics dynamics = new LatentDynamics(
                    archive.network("latentModel"),
                    manifest.flag("residual"),
                    scale(archive, manifest, space.latent()));
            Content content = new Content(
                    space,
                    dynamics,
                    manifest.integer("context"),
                    manifest.longInteger("seed"),
                    manifest.text("provenance", ""));
            manifest.complete();
            return content;
        }
    }

    private static INDArray scale(ArchiveReader archive, Manifest manifest, int latent) throws IOException {
        return manifest.version() < 3
                ? Nd4j.valueArrayOf(new long[] {1, latent}, manifest.number("scale", 1), DataType.DOUBLE)
                : archive.array("scale.bin", 1, latent);
    }
}
