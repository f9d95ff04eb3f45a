package io.github.dl4jquantum.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * Writes a model file: a zip of uncompressed entries, arrays as .npy, networks as their configuration's JSON and an array
 * of their parameters. {@code manifest.json} lists each with its length, type, shape and SHA-256;
 * {@code manifest.sha256} is the manifest's own, as sha256sum writes it. The same content gives the same bytes.
 *
 * <p>Other programs read it with a zip and a NumPy library alone.
 */
public final class ModelFileWriter {
    /** Of all kinds of files: each part is what it is in every one. */
    static final int VERSION = 3;

    static final String MANIFEST = "manifest.json";
    static final String CHECKSUM = "manifest.sha256";
    static final String CONFIGURATION = "/configuration.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Path file;
    private final String kind;
    private final ZipOutputStream zip;
    private final ObjectNode manifest;
    private final ArrayNode entries = JSON.createArrayNode();

    /** What a file holds. */
    @FunctionalInterface
    public interface Content {
        /**
         * Puts keys into the manifest and writes entries.
         *
         * @param file what to write to
         * @throws IOException if the file cannot be written
         */
        void writeTo(ModelFileWriter file) throws IOException;
    }

    private ModelFileWriter(Path file, String kind, String format, OutputStream out) {
        this.file = file;
        this.kind = kind;
        zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED); // trained parameters hardly compress
        manifest = JSON.createObjectNode().put("format", format).put("version", VERSION);
        manifest.set("versions", JSON.valueToTree(Versions.current()));
    }

    /**
     * Writes a file, complete or not at all.
     *
     * @param file complete when this returns
     * @param kind what it is, for messages
     * @param format what its manifest calls it
     * @param content writes keys and entries
     * @throws ModelFileException if the content could not be read again
     * @throws IOException if the file cannot be written; an older file of that name is then still there
     */
    public static void write(Path file, String kind, String format, Content content) throws IOException {
        AtomicFile.write(file, out -> {
            ModelFileWriter writer = new ModelFileWriter(file, kind, format, out);
            content.writeTo(writer);
            writer.finish();
        });
    }

    /** {@return the manifest, for keys of one's own} */
    public ObjectNode manifest() {
        return manifest;
    }

    /**
     * Writes an array, {@code NAME.npy}.
     *
     * @param name without ending
     * @param array FLOAT or DOUBLE, finite
     * @throws ModelFileException if it is neither FLOAT nor DOUBLE, or a number is not finite
     */
    public void array(String name, INDArray array) throws IOException {
        ObjectNode entry = JSON.createObjectNode();
        byte[] bytes;
        try {
            entry.put("type", Npy.name(array.dataType())).set("shape", JSON.valueToTree(array.shape()));
            bytes = Npy.write(array);
        } catch (MalformedException e) {
            throw refuse(name, e);
        }
        entry(name + ".npy", bytes, entry);
    }

    /**
     * Writes a network, {@code NAME/configuration.json} and, if it has any, {@code NAME/parameters.npy}.
     *
     * @param name of its folder in the file
     * @param net a network with parameters that are finite
     * @throws IOException if the file cannot be written
     */
    public void network(String name, MultiLayerNetwork net) throws IOException {
        network(name, net.getLayerWiseConfigurations().toJson(), net.params());
    }

    /**
     * Writes a network that is a graph, as {@link #network(String, MultiLayerNetwork)} does.
     *
     * @param name of its folder in the file
     * @param net a graph with parameters that are finite
     * @throws IOException if the file cannot be written
     */
    public void network(String name, ComputationGraph net) throws IOException {
        network(name, net.getConfiguration().toJson(), net.params());
    }

    private void network(String name, String configuration, INDArray parameters) throws IOException {
        entry(name + CONFIGURATION, configuration.getBytes(StandardCharsets.UTF_8), JSON.createObjectNode());
        if (parameters != null && parameters.length() > 0) {
            array(name + "/parameters", parameters.reshape(parameters.length()));
        }
    }

    /**
     * Writes a record, {@code NAME.json}.
     *
     * @param name without ending
     * @param value whose every component is annotated with its name
     * @throws ModelFileException if it is longer than a reader takes
     */
    public void value(String name, Record value) throws IOException {
        byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        if (json.length > ModelFileReader.MAX_VALUE) {
            throw refuse(
                    name,
                    new MalformedException("has " + json.length + " bytes; " + ModelFileReader.MAX_VALUE
                            + " are the most it can have: leave the longest parts out"));
        }
        entry(name + ".json", json, JSON.createObjectNode());
    }

    private void finish() throws IOException {
        manifest.set("entries", entries);
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        store(MANIFEST, bytes);
        store(CHECKSUM, checksumFile(bytes).getBytes(StandardCharsets.US_ASCII));
        zip.finish();
    }

    private void entry(String name, byte[] bytes, ObjectNode description) throws IOException {
        ObjectNode entry = JSON.createObjectNode()
                .put("name", name)
                .put("length", (long) bytes.length)
                .put("sha256", sha256(bytes));
        entries.add(entry.setAll(description));
        store(name, bytes);
    }

    private void store(String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private ModelFileException refuse(String name, MalformedException e) {
        return new ModelFileException("save the " + kind, file, "its entry " + name + " " + e.getMessage() + ".", e);
    }

    static String checksumFile(byte[] manifest) {
        return sha256(manifest) + "  " + MANIFEST + "\n";
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
