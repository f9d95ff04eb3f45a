package io.github.dl4jquantum.forecast;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * A saved forecaster: a zip of {@code manifest.json}, of {@code configuration.json} and {@code parameters.bin} of each
 * network, and of {@code normalizer.bin}. No entry is a serialised Java object; each is checked by length and CRC-32.
 */
final class ForecasterFile {
    private static final String FORMAT = "dl4j-quantum forecaster";
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ForecasterFile() {}

    /** What is saved besides the networks and the normaliser. */
    record Manifest(int values, int latent, int context, long seed, String provenance) {}

    /** All that a file holds. */
    record Content(Manifest manifest, LatentSpace space, MultiLayerNetwork latentModel) {}

    static void write(Content content, Path file) throws IOException {
        AtomicFile.write(file, out -> write(content, out));
    }

    private static void write(Content content, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.NO_COMPRESSION); // trained parameters hardly compress
        add(zip, "manifest.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(toJson(content.manifest)));
        addNetwork(zip, "autoencoder", content.space.autoencoder().network());
        addNetwork(zip, "latentModel", content.latentModel);
        ByteArrayOutputStream normalizer = new ByteArrayOutputStream();
        NormalizerSerializer.getDefault().write(content.space.normalizer(), normalizer);
        add(zip, "normalizer.bin", normalizer.toByteArray());
        zip.finish();
    }

    static Content read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ForecasterFileException(file, "there is no such file; give one that a forecaster was saved to.");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Manifest manifest = manifest(file, entry(zip, file, "manifest.json"));
            Autoencoder autoencoder = new Autoencoder(network(zip, file, "autoencoder"));
            LatentSpace space = new LatentSpace(normalizer(zip, file), autoencoder);
            return new Content(manifest, space, network(zip, file, "latentModel"));
        } catch (ZipException e) {
            throw new ForecasterFileException(
                    file, "it is truncated or no forecaster at all (" + e.getMessage() + ").", e);
        }
    }

    private static JsonNode toJson(Manifest manifest) {
        ObjectNode json = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("values", manifest.values)
                .put("latent", manifest.latent)
                .put("context", manifest.context)
                .put("seed", manifest.seed)
                .put("provenance", manifest.provenance);
        json.set("versions", JSON.valueToTree(Versions.current()));
        return json;
    }

    private static Manifest manifest(Path file, byte[] bytes) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new ForecasterFileException(file, "its manifest is not JSON.", e);
        }
        if (!FORMAT.equals(json.path("format").asText())) {
            throw new ForecasterFileException(file, "its manifest does not say \"" + FORMAT + "\".");
        }
        if (json.path("version").asInt() != VERSION) {
            throw new ForecasterFileException(
                    file,
                    "it has format version " + json.path("version").asText() + ", this program reads version " + VERSION
                            + ": use the program that wrote it.");
        }
        return new Manifest(
                json.path("values").asInt(),
                json.path("latent").asInt(),
                json.path("context").asInt(),
                json.path("seed").asLong(),
                json.path("provenance").asText());
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void addNetwork(ZipOutputStream zip, String name, MultiLayerNetwork net) throws IOException {
        String json = net.getLayerWiseConfigurations().toJson();
        add(zip, name + "/configuration.json", json.getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(new ZipEntry(name + "/parameters.bin"));
        // Buffered: ND4J writes number by number.
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(zip, 1 << 16));
        Nd4j.write(net.params(), out);
        out.flush();
        zip.closeEntry();
    }

    private static MultiLayerNetwork network(ZipFile zip, Path file, String name) throws IOException {
        String json = new String(entry(zip, file, name + "/configuration.json"), StandardCharsets.UTF_8);
        MultiLayerNetwork net;
        try {
            net = new MultiLayerNetwork(MultiLayerConfiguration.fromJson(json));
        } catch (RuntimeException e) { // a layer's class is not on the class path, or has another name by now
            throw new ForecasterFileException(file, "the configuration of its " + name + " cannot be read.", e);
        }
        net.init();
        INDArray parameters =
                Nd4j.read(new DataInputStream(new ByteArrayInputStream(entry(zip, file, name + "/parameters.bin"))));
        if (parameters.length() != net.numParams()) {
            throw new ForecasterFileException(
                    file,
                    "the " + name + " has " + parameters.length() + " parameters, its configuration asks for "
                            + net.numParams() + ".");
        }
        net.setParams(parameters);
        return net;
    }

    private static DataNormalization normalizer(ZipFile zip, Path file) throws IOException {
        byte[] bytes = entry(zip, file, "normalizer.bin");
        try {
            return NormalizerSerializer.getDefault().restore(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new ForecasterFileException(file, "its normaliser cannot be read (" + e.getMessage() + ").", e);
        }
    }

    /** The bytes of an entry, which the file must hold whole and unchanged. */
    private static byte[] entry(ZipFile zip, Path file, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new ForecasterFileException(file, "it has no entry " + name + ": it is no forecaster.");
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw new ForecasterFileException(file, "its entry " + name + " is damaged.", e);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (bytes.length != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw new ForecasterFileException(file, "its entry " + name + " is damaged.");
        }
        return bytes;
    }
}
