package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.file.Manifest;
import io.github.dl4jquantum.file.ModelFileException;
import io.github.dl4jquantum.file.ModelFileReader;
import io.github.dl4jquantum.file.ModelFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * A saved latent space: its normaliser ({@link NormalizerEntries}) and what its encoder is made of, the network {@code
 * autoencoder}, the arrays of {@code pod}, or both these and the graph {@code correction}. A forecaster's file has the
 * same entries.
 */
final class LatentSpaceFile {
    private static final String KIND = "latent space";
    private static final String FORMAT = "dl4j-quantum latent space";

    /** The first version whose manifests say all there is to say. */
    private static final int FULL = 3;

    /** The types of values that a space can have. */
    private enum Type {
        FLOAT,
        DOUBLE
    }

    /**
     * What a manifest says.
     *
     * @param modes of the larger POD of a POD_MLP, else those of a POD
     * @param normalizer null of older files, which say it elsewhere
     */
    record Description(
            int values, int latent, DataType dataType, Encoder encoder, int modes, NormalizerEntries normalizer) {}

    private LatentSpaceFile() {}

    static void write(LatentSpace space, Path path) throws IOException {
        ModelFileWriter.write(path, KIND, FORMAT, file -> write(space, file));
    }

    static LatentSpace read(Path path) throws IOException {
        try (ModelFileReader file = new ModelFileReader(path, KIND)) {
            Manifest manifest = file.manifest(FORMAT, 1);
            Description description = describe(manifest, true);
            manifest.complete();
            LatentSpace space = read(file, description);
            file.complete();
            requireUsable(file, space);
            return space;
        } catch (ModelFileException e) {
            throw new ForecasterFileException(e);
        }
    }

    static void write(LatentSpace space, ModelFileWriter file) throws IOException {
        ObjectNode manifest = file.manifest()
                .put("values", space.values())
                .put("latent", space.latent())
                .put("dataType", space.dataType().name())
                .put("encoder", space.encoder().name());
        NormalizerEntries.write(space.normalizer(), file);
        if (space.codec() instanceof Autoencoder autoencoder) {
            file.network("autoencoder", autoencoder.network());
        } else if (space.codec() instanceof Pod pod) {
            write(pod, file);
        } else if (space.codec() instanceof PodMlp corrected) {
            manifest.put("modes", corrected.pod().modes().rows());
            write(corrected.pod(), file);
            file.network("correction", corrected.graph());
            file.array("correction/mean", corrected.mean());
            file.array("correction/deviation", corrected.deviation());
        }
    }

    private static void write(Pod pod, ModelFileWriter file) throws IOException {
        file.array("pod/mean", pod.mean());
        file.array("pod/modes", pod.modes());
        file.array("pod/deviation", pod.deviation());
    }

    /** @param named whether the manifest names the encoder: the first forecasters knew but one */
    static Description describe(Manifest manifest, boolean named) throws ModelFileException {
        boolean full = manifest.version() >= FULL;
        int latent = manifest.integer("latent", 1);
        Encoder encoder = named ? manifest.constant("encoder", Encoder.class) : Encoder.MLP;
        return new Description(
                manifest.integer("values", 1),
                latent,
                full
                        ? DataType.valueOf(
                                manifest.constant("dataType", Type.class).name())
                        : DataType.FLOAT,
                encoder,
                encoder == Encoder.POD_MLP ? manifest.integer("modes", latent) : latent,
                full ? NormalizerEntries.describe(manifest) : null);
    }

    static LatentSpace read(ModelFileReader file, Description description) throws ModelFileException {
        int values = description.values;
        int latent = description.latent;
        if (description.encoder == Encoder.NONE ? latent != values : latent >= values || description.modes > values) {
            throw file.refuse(
                    "its encoder " + description.encoder + " has " + values + " values, " + latent + " latent ones and "
                            + description.modes + " modes, which do not fit together.",
                    null);
        }
        Codec codec =
                switch (description.encoder) {
                    case MLP -> new Autoencoder(file.network("autoencoder"));
                    case POD -> pod(file, description);
                    case POD_MLP -> new PodMlp(
                            pod(file, description),
                            file.graph("correction"),
                            file.array("correction/mean", 1, latent),
                            positive(file, "correction/deviation", latent));
                    case NONE -> new Identity();
                };
        return new LatentSpace(
                values,
                latent,
                description.dataType,
                description.normalizer == null ? file.oldNormalizer(values) : description.normalizer.read(file, values),
                codec,
                null);
    }

    private static Pod pod(ModelFileReader file, Description description) throws ModelFileException {
        int values = description.values;
        int modes = description.modes;
        return new Pod(
                file.array("pod/mean", 1, values),
                file.array("pod/modes", modes, values),
                positive(file, "pod/deviation", modes));
    }

    /** An array [1, length] of numbers above 0. */
    static INDArray positive(ModelFileReader file, String name, long length) throws ModelFileException {
        INDArray array = file.array(name, 1, length);
        if (!(array.minNumber().doubleValue() > 0)) {
            throw file.refuse("its entry " + name + " holds " + array.minNumber() + "; units are above 0.", null);
        }
        return array;
    }

    /** Networks can have any layers: whether these fit together is seen by using them. */
    private static void requireUsable(ModelFileReader file, LatentSpace space) throws ModelFileException {
        try {
            INDArray latents = space.encode(Nd4j.zeros(space.dataType(), 1, space.values(), 1));
            requireShape(latents, 1, space.latent(), 1);
            requireShape(space.decode(latents), 1, space.values(), 1);
        } catch (RuntimeException e) {
            throw file.refuse("its encoder is no " + space.encoder() + " (" + e.getMessage() + ").", e);
        }
    }

    /** @throws IllegalStateException if it has another shape */
    static void requireShape(INDArray array, long... shape) {
        if (!Arrays.equals(array.shape(), shape)) {
            throw new IllegalStateException(
                    "it gives shape " + Arrays.toString(array.shape()) + ", not " + Arrays.toString(shape));
        }
    }
}
