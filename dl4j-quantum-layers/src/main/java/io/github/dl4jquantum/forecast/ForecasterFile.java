package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.file.Manifest;
import io.github.dl4jquantum.file.ModelFileException;
import io.github.dl4jquantum.file.ModelFileReader;
import io.github.dl4jquantum.file.ModelFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * A saved forecaster: a latent space's entries, the network {@code latentModel}, one scale per latent value in {@code
 * scale}, the weights of a base that is a map in {@code base} and, of whom it is known, the {@code provenance}, which was a
 * line in the manifest once.
 *
 * <p>Version 2 had one scale for all of them, a number in its manifest; version 1 had neither encoder, which was the MLP,
 * nor residual, which is now the base PERSISTENCE.
 */
final class ForecasterFile {
    private static final String KIND = "forecaster";
    private static final String FORMAT = "dl4j-quantum forecaster";
    private static final String PROVENANCE = "provenance";

    /** What a forecast starts from. */
    private enum Kind {
        NONE,
        PERSISTENCE,
        RIDGE_MAP
    }

    /**
     * What a manifest says of the base and the scale.
     *
     * @param scale of versions 1 and 2; in later ones it is an array
     */
    private record Dynamics(Kind base, int lags, int quadratic, int features, double scale) {}

    private ForecasterFile() {}

    /** All that a file holds; provenance and data are null where they are not known. */
    record Content(FittedForecaster fitted, long seed, Provenance provenance, FittedData data) {}

    static void write(Content content, Path path) throws IOException {
        ModelFileWriter.write(path, KIND, FORMAT, file -> {
            LatentDynamics dynamics = content.fitted.dynamics();
            LatentSpaceFile.write(content.fitted.space(), file);
            write(dynamics.base(), file);
            file.manifest()
                    .put("context", content.fitted.contextLength())
                    .put("seed", content.seed)
                    .put("anchor", content.fitted.anchor());
            if (content.data != null) {
                write(content.data, file.manifest());
            }
            if (content.provenance != null) {
                file.value(PROVENANCE, content.provenance);
            }
            file.array("scale", dynamics.scale());
            file.network("latentModel", dynamics.net());
        });
    }

    private static void write(FittedData data, ObjectNode manifest) {
        ObjectNode described = manifest.putObject("data");
        data.fields().forEach(described.putArray("fields")::add);
        data.gridShape().forEach(described.putArray("grid")::add);
        described.put("saveInterval", data.saveInterval());
    }

    private static void write(Base base, ModelFileWriter file) throws IOException {
        ObjectNode manifest = file.manifest();
        if (base instanceof Base.Map fitted) {
            manifest.put("base", Kind.RIDGE_MAP.name())
                    .put("baseLags", fitted.map().lags())
                    .put("baseQuadratic", fitted.map().quadratic())
                    .put("baseFeatures", fitted.map().weights().rows());
            file.array("base", fitted.map().weights());
        } else {
            manifest.put("base", (base instanceof Base.Persistence ? Kind.PERSISTENCE : Kind.NONE).name());
        }
    }

    static Content read(Path path, Class<?>... trusted) throws IOException {
        try (ModelFileReader file = new ModelFileReader(path, KIND, trusted)) {
            Manifest manifest = file.manifest(FORMAT, 1);
            int version = manifest.version();
            LatentSpaceFile.Description description = LatentSpaceFile.describe(manifest, version > 1);
            Dynamics described = describe(manifest);
            int context = manifest.integer("context", 1);
            int anchor = version < 3 ? 0 : manifest.integer("anchor", 0);
            long seed = manifest.longInteger("seed");
            String line = manifest.has(PROVENANCE) ? manifest.text(PROVENANCE) : "";
            Provenance old = line.isEmpty() ? null : Provenance.of(line, manifest.versions(), seed);
            FittedData data = manifest.has("data") ? data(file, manifest, description.values()) : null;
            manifest.complete();

            LatentSpace space = LatentSpaceFile.read(file, description);
            int latent = space.latent();
            INDArray scale = version < 3
                    ? Nd4j.valueArrayOf(new long[] {1, latent}, described.scale, DataType.DOUBLE)
                    : scale(file, latent);
            LatentDynamics dynamics =
                    new LatentDynamics(file.network("latentModel"), base(file, described, latent), scale);
            Provenance provenance = file.hasValue(PROVENANCE) ? file.value(PROVENANCE, Provenance.class) : old;
            file.complete();
            FittedForecaster fitted = new FittedForecaster(space, dynamics, context, anchor);
            requireUsable(file, fitted);
            return new Content(fitted, seed, provenance, data);
        } catch (ModelFileException e) {
            throw new ForecasterFileException(e);
        }
    }

    private static FittedData data(ModelFileReader file, Manifest manifest, int values) throws ModelFileException {
        ObjectNode described = manifest.object("data", Set.of("fields", "grid", "saveInterval"));
        List<String> fields = new ArrayList<>();
        List<Integer> grid = new ArrayList<>();
        described.path("fields").forEach(field -> fields.add(field.isTextual() ? field.asText() : null));
        described.path("grid").forEach(points -> grid.add(points.isInt() ? points.asInt() : null));
        JsonNode interval = described.path("saveInterval");
        try {
            if (!interval.isNull() && !interval.isNumber()) {
                throw new IllegalArgumentException("saveInterval is neither a number nor null");
            }
            FittedData data = new FittedData(fields, grid, interval.isNull() ? null : interval.asDouble());
            if (data.values() != values) {
                throw new IllegalArgumentException(
                        "it has " + data.values() + " values a snapshot, the encoder " + values);
            }
            return data;
        } catch (ArithmeticException | IllegalArgumentException | NullPointerException e) {
            throw file.refuse("its manifest's \"data\" is none: " + e.getMessage(), e);
        }
    }

    private static Dynamics describe(Manifest manifest) throws ModelFileException {
        if (manifest.version() == 1) {
            return new Dynamics(Kind.NONE, 0, 0, 0, 1);
        }
        if (manifest.version() == 2) {
            Kind base = manifest.flag("residual") ? Kind.PERSISTENCE : Kind.NONE;
            return new Dynamics(base, 0, 0, 0, manifest.positiveNumber("scale"));
        }
        Kind base = manifest.constant("base", Kind.class);
        return base == Kind.RIDGE_MAP
                ? new Dynamics(
                        base,
                        manifest.integer("baseLags", 1),
                        manifest.integer("baseQuadratic", 0),
                        manifest.integer("baseFeatures", 1),
                        1)
                : new Dynamics(base, 0, 0, 0, 1);
    }

    private static Base base(ModelFileReader file, Dynamics described, int latent) throws ModelFileException {
        switch (described.base) {
            case NONE:
                return new Base.None();
            case PERSISTENCE:
                return new Base.Persistence();
            default:
                INDArray weights = file.array("base", described.features, latent);
                try {
                    return new Base.Map(RidgeMap.of(weights, described.lags, described.quadratic));
                } catch (IllegalArgumentException e) {
                    throw file.refuse("its base is none: " + e.getMessage(), e);
                }
        }
    }

    /** 0 of a latent value that never changed. */
    private static INDArray scale(ModelFileReader file, int latent) throws ModelFileException {
        INDArray scale = file.array("scale", 1, latent);
        if (scale.minNumber().doubleValue() < 0) {
            throw file.refuse("its entry scale holds " + scale.minNumber() + "; scales are 0 or more.", null);
        }
        return scale;
    }

    /** The latent model can be any network: whether it fits is seen by using it. */
    private static void requireUsable(ModelFileReader file, FittedForecaster fitted) throws ModelFileException {
        LatentSpace space = fitted.space();
        int lags = fitted.dynamics().base().lags();
        try {
            INDArray context = Nd4j.zeros(space.dataType(), 1, space.values(), lags);
            LatentSpaceFile.requireShape(fitted.rollout(context, 1), 1, space.values(), 1);
        } catch (RuntimeException e) {
            throw file.refuse("its latent model does not fit its latent space (" + e.getMessage() + ").", e);
        }
    }
}
