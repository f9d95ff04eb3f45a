package io.github.dl4jquantum.forecast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * A saved latent space: an archive of {@code manifest.json}, of {@code normalizer.bin} and of what its encoder is made
 * of, the network {@code autoencoder}, the arrays of {@code pod}, or both these and the graph {@code correction}. A forecaster's file has the same entries.
 */
final class LatentSpaceFile {
    private static final String KIND = "latent space";
    private static final String FORMAT = "dl4j-quantum latent space";

    private LatentSpaceFile() {}

    static void write(LatentSpace space, Path file) throws IOException {
        AtomicFile.write(file, out -> {
            ArchiveWriter archive = new ArchiveWriter(out);
            ObjectNode manifest = ArchiveWriter.manifest(FORMAT);
            describe(space, manifest);
            archive.manifest(manifest);
            write(space, archive);
            archive.finish();
        });
    }

    static LatentSpace read(Path file) throws IOException {
        try (ArchiveReader archive = new ArchiveReader(file, KIND)) {
            Manifest manifest = archive.manifest(FORMAT);
            LatentSpace space = read(archive, manifest);
            manifest.complete();
            return space;
        }
    }

    static void describe(LatentSpace space, ObjectNode manifest) {
        manifest.put("values", space.values())
                .put("latent", space.latent())
                .put("dataType", space.dataType().name())
                .put("encoder", space.encoder().name());
        if (space.codec() instanceof PodMlp corrected) {
            manifest.put("modes", corrected.pod().modes().rows());
        }
    }

    static void write(LatentSpace space, ArchiveWriter archive) throws IOException {
        archive.normalizer(space.normalizer());
        if (space.codec() instanceof Autoencoder autoencoder) {
            archive.network("autoencoder", autoencoder.network());
        } else if (space.codec() instanceof Pod pod) {
            write(pod, archive);
        } else if (space.codec() instanceof PodMlp corrected) {
            write(corrected.pod(), archive);
            archive.network("correction", corrected.graph());
            archive.array("correction/mean.bin", corrected.mean());
            archive.array("correction/deviation.bin", corrected.deviation());
        }
    }

    private static void write(Pod pod, ArchiveWriter archive) throws IOException {
        archive.array("pod/mean.bin", pod.mean());
        archive.array("pod/modes.bin", pod.modes());
        archive.array("pod/deviation.bin", pod.deviation());
    }

    static LatentSpace read(ArchiveReader archive, Manifest manifest) throws IOException {
        int values = manifest.integer("values", 1);
        int latent = manifest.integer("latent", 1);
        // The first forecasters knew one encoder and did not name it.
        String encoder = manifest.text("encoder", Encoder.MLP.name());
        Codec codec =
                switch (encoder) {
                    case "MLP" -> new Autoencoder(archive.network("autoencoder"));
                    case "POD" -> pod(archive, latent, values);
                    case "POD_MLP" -> new PodMlp(
                            pod(archive, manifest.integer("modes", 1), values),
                            archive.graph("correction"),
                            archive.array("correction/mean.bin", 1, latent),
                            archive.array("correction/deviation.bin", 1, latent));
                    case "NONE" -> new Identity();
                    default -> throw archive.refuse(
                            "its encoder " + encoder + " is none of " + Arrays.toString(Encoder.values()) + ".", null);
                };
        return new LatentSpace(values, latent, dataType(archive, manifest), archive.normalizer(), codec, null);
    }

    private static Pod pod(ArchiveReader archive, int modes, int values) throws IOException {
        return new Pod(
                archive.array("pod/mean.bin", 1, values),
                archive.array("pod/modes.bin", modes, values),
                archive.array("pod/deviation.bin", 1, modes));
    }

    private static DataType dataType(ArchiveReader archive, Manifest manifest) throws IOException {
        String type = manifest.version() < 3 ? "FLOAT" : manifest.text("dataType", "FLOAT");
        if (!type.equals("FLOAT") && !type.equals("DOUBLE")) {
            throw archive.refuse("its data type " + type + " is none of FLOAT, DOUBLE.", null);
        }
        return DataType.valueOf(type);
    }
}
