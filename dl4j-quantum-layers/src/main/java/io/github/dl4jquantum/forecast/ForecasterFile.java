package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.baseline.RidgeMap;
import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * A saved forecaster: an archive of {@code manifest.json}, of a latent space's entries and of the network
 * {@code latentModel}, with one scale per latent value in
 * {@code scale.bin} and the weights of a base that is a map in {@code base.bin}.
 *
 * <p>Version 2 had one scale for all of them, a number in its manifest; version 1 had neither encoder, which was the MLP,
 * nor residual, which is now the base PERSISTENCE.
 */
final class ForecasterFile {
    private static final String KIND = "forecaster";
    private static final String FORMAT = "dl4j-quantum forecaster";

    private static final String NONE = "NONE";
    private static final String PERSISTENCE = "PERSISTENCE";
    private static final String MAP = "RIDGE_MAP";

    private ForecasterFile() {}

    /** All that a file holds. */
    record Content(FittedForecaster fitted, long seed, String provenance) {}

    static void write(Content content, Path file) throws IOException {
        AtomicFile.write(file, out -> {
            ArchiveWriter archive = new ArchiveWriter(out);
            LatentSpace space = content.fitted.space();
            LatentDynamics dynamics = content.fitted.dynamics();
            ObjectNode manifest = ArchiveWriter.manifest(FORMAT);
            LatentSpaceFile.describe(space, manifest);
            describe(dynamics.base(), manifest);
            archive.manifest(manifest.put("context", content.fitted.contextLength())
                    .put("seed", content.seed)
                    .put("anchor", content.fitted.anchor())
                    .put("provenance", content.provenance));
            LatentSpaceFile.write(space, archive);
            archive.array("scale.bin", dynamics.scale());
            if (dynamics.base() instanceof Base.Map base) {
                archive.array("base.bin", base.map().weights());
            }
            archive.network("latentModel", dynamics.net());
            archive.finish();
        });
    }

    static Content read(Path file) throws IOException {
        try (ArchiveReader archive = new ArchiveReader(file, KIND)) {
            Manifest manifest = archive.manifest(FORMAT);
            LatentSpace space = LatentSpaceFile.read(archive, manifest);
            LatentDynamics dynamics = new LatentDynamics(
                    archive.network("latentModel"),
                    base(archive, manifest, space.latent()),
                    scale(archive, manifest, space.latent()));
            int anchor = manifest.version() < 3 ? 0 : manifest.integer("anchor", 0);
            FittedForecaster fitted = new FittedForecaster(space, dynamics, manifest.integer("context", 1), anchor);
            Content content = new Content(fitted, manifest.longInteger("seed"), manifest.text("provenance", ""));
            manifest.complete();
            return content;
        }
    }

    private static void describe(Base base, ObjectNode manifest) {
        if (base instanceof Base.Map fitted) {
            manifest.put("base", MAP)
                    .put("baseLags", fitted.map().lags())
                    .put("baseQuadratic", fitted.map().quadratic())
                    .put("baseFeatures", fitted.map().weights().rows());
        } else {
            manifest.put("base", base instanceof Base.Persistence ? PERSISTENCE : NONE);
        }
    }

    private static Base base(ArchiveReader archive, Manifest manifest, int latent) throws IOException {
        if (manifest.version() < 3) {
            return manifest.flag("residual") ? new Base.Persistence() : new Base.None();
        }
        String base = manifest.text("base", NONE);
        switch (base) {
            case NONE:
                return new Base.None();
            case PERSISTENCE:
                return new Base.Persistence();
            case MAP:
                INDArray weights = archive.array("base.bin", manifest.integer("baseFeatures", 1), latent);
                int lags = manifest.integer("baseLags", 1);
                int quadratic = manifest.integer("baseQuadratic", 0);
                try {
                    return new Base.Map(RidgeMap.of(weights, lags, quadratic));
                } catch (IllegalArgumentException e) {
                    throw archive.refuse("its base is none: " + e.getMessage(), e);
                }
            default:
                throw archive.refuse(
                        "its base " + base + " is none of " + NONE + ", " + PERSISTENCE + ", " + MAP + ".", null);
        }
    }

    private static INDArray scale(ArchiveReader archive, Manifest manifest, int latent) throws IOException {
        return manifest.version() < 3
                ? Nd4j.valueArrayOf(new long[] {1, latent}, manifest.number("scale", 1), DataType.DOUBLE)
                : archive.array("scale.bin", 1, latent);
    }
}
