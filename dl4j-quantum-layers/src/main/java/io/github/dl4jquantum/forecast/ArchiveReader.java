package io.github.dl4jquantum.forecast;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Reads the entries that an {@link ArchiveWriter} wrote, each checked by length and CRC-32. */
final class ArchiveReader implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String kind;
    private final ZipFile zip;

    /**
     * Opens a file.
     *
     * @param kind what the file should be, for messages
     * @throws ForecasterFileException if there is no such file, or if it is no whole zip
     */
    ArchiveReader(Path file, String kind) throws IOException {
        this.file = file;
        this.kind = kind;
        if (!Files.isRegularFile(file)) {
            throw refuse("there is no such file; give one that a " + kind + " was saved to.", null);
        }
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw refuse("it is truncated or no " + kind + " at all (" + e.getMessage() + ").", e);
        }
    }

    /** The manifest, which must name {@code format} in a version that this program knows. */
    Manifest manifest(String format) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(entry("manifest.json"));
        } catch (JsonProcessingException e) {
            throw refuse("its manifest is not JSON.", e);
        }
        return new Manifest(this, json, format, ArchiveWriter.VERSION);
    }

    MultiLayerNetwork network(String name) throws IOException {
        MultiLayerNetwork net = new MultiLayerNetwork(configuration(name, MultiLayerConfiguration::fromJson));
        net.init();
        net.setParams(array(name + "/parameters.bin", net.params().shape()));
        return net;
    }

    ComputationGraph graph(String name) throws IOException {
        ComputationGraph graph = new ComputationGraph(configuration(name, ComputationGraphConfiguration::fromJson));
        graph.init();
        graph.setParams(array(name + "/parameters.bin", graph.params().shape()));
        return graph;
    }

    private <C> C configuration(String name, Function<String, C> fromJson) throws IOException {
        String json = new String(entry(name + "/configuration.json"), StandardCharsets.UTF_8);
        try {
            return fromJson.apply(json);
        } catch (RuntimeException e) { // a layer's class is not on the class path, or has another name by now
            throw refuse("the configuration of its " + name + " cannot be read.", e);
        }
    }

    /** @throws ForecasterFileException if the array has another shape */
    INDArray array(String name, long... shape) throws IOException {
        INDArray array = Nd4j.read(new DataInputStream(new ByteArrayInputStream(entry(name))));
        if (!Arrays.equals(shape, array.shape())) {
            throw refuse(
                    "its entry " + name + " has shape " + Arrays.toString(array.shape()) + ", not "
                            + Arrays.toString(shape) + ".",
                    null);
        }
        return array;
    }

    DataNormalization normalizer() throws IOException {
        byte[] bytes = entry("normalizer.bin");
        try {
            return NormalizerSerializer.getDefault().restore(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw refuse("its normaliser cannot be read (" + e.getMessage() + ").", e);
        }
    }

    ForecasterFileException refuse(String problem, Throwable cause) {
        return new ForecasterFileException(file, kind, problem, cause);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** The bytes of an entry, which the file must hold whole and unchanged. */
    private byte[] entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw refuse("it has no entry " + name + ": it is no " + kind + ".", null);
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            throw refuse("its entry " + name + " is damaged.", e);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (bytes.length != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw refuse("its entry " + name + " is damaged.", null);
        }
        return bytes;
    }
}
