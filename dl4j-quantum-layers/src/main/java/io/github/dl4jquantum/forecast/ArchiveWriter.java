package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.file.Versions;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.serializer.NormalizerSerializer;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Writes the zip that an {@link ArchiveReader} reads; no entry is a serialised Java object. */
final class ArchiveWriter {
    /** Of all formats: each part of an archive is what it is in every kind of file. */
    static final int VERSION = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ZipOutputStream zip;

    /** {@code out} stays open: call {@link #finish}. */
    ArchiveWriter(OutputStream out) {
        zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.NO_COMPRESSION); // trained parameters hardly compress
    }

    static ObjectNode manifest(String format) {
        ObjectNode manifest = JSON.createObjectNode().put("format", format).put("version", VERSION);
        manifest.set("versions", JSON.valueToTree(Versions.current()));
        return manifest;
    }

    void manifest(ObjectNode manifest) throws IOException {
        entry("manifest.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    }

    /** {@code configuration.json} and {@code parameters.bin} in the folder {@code name}. */
    void network(String name, MultiLayerNetwork net) throws IOException {
        network(name, net.getLayerWiseConfigurations().toJson(), net.params());
    }

    /** The same of a graph. */
    void network(String name, ComputationGraph net) throws IOException {
        network(name, net.getConfiguration().toJson(), net.params());
    }

    private void network(String name, String configuration, INDArray parameters) throws IOException {
        entry(name + "/configuration.json", configuration.getBytes(StandardCharsets.UTF_8));
        array(name + "/parameters.bin", parameters);
    }

    void array(String name, INDArray array) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        // Buffered: ND4J writes number by number.
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(zip, 1 << 16));
        Nd4j.write(array, out);
        out.flush();
        zip.closeEntry();
    }

    void normalizer(DataNormalization normalizer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NormalizerSerializer.getDefault().write(normalizer, bytes);
        entry("normalizer.bin", bytes.toByteArray());
    }

    void finish() throws IOException {
        zip.finish();
    }

    private void entry(String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
