package io.github.dl4jquantum.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * Reads a model file that a {@link ModelFileWriter} wrote, and the older ones of forecasters (versions 1 and 2, arrays in
 * ND4J's format, no checksums but the zip's). Whatever is not as it should be is a {@link ModelFileException}.
 *
 * <p>In this order: {@link #manifest}, all its keys, {@link Manifest#complete}, the entries, {@link #complete}.
 */
public final class ModelFileReader implements Closeable {
    private static final int MAX_MANIFEST = 1 << 20;
    private static final int MAX_CONFIGURATION = 1 << 24;
    static final int MAX_VALUE = 1 << 22;
    private static final int MAX_CHECKSUM = 100;
    private static final int MAX_ENTRIES = 10_000;

    private final Path file;
    private final String kind;
    private final ConfigurationReader configurations;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new HashMap<>();
    private final Set<String> read = new HashSet<>();
    private byte[] manifestBytes;
    private Manifest manifest;

    /**
     * Opens a file.
     *
     * @param file to be read and not changed
     * @param kind what the file should be, for messages
     * @param trusted classes besides DL4J's and this project's that a network's configuration may name
     * @throws ModelFileException if there is no such file, if it is no whole zip, or if it has an entry twice
     */
    public ModelFileReader(Path file, String kind, Class<?>... trusted) throws ModelFileException {
        this.file = file;
        this.kind = kind;
        configurations = ConfigurationReader.of(trusted);
        if (!Files.isRegularFile(file)) {
            throw refuse("there is no such file; give one that a " + kind + " was saved to.", null);
        }
        try {
            zip = new ZipFile(file.toFile());
        } catch (IOException | IllegalArgumentException e) { // the latter of names that are no UTF-8
            throw refuse("it is truncated or no " + kind + " at all (" + e.getMessage() + ").", e);
        }
        boolean whole = false;
        try {
            listEntries();
            whole = true;
        } finally {
            if (!whole) {
                closeQuietly();
            }
        }
    }

    private void listEntries() throws ModelFileException {
        if (zip.size() > MAX_ENTRIES) {
            throw refuse("it has " + zip.size() + " entries, more than any " + kind + ".", null);
        }
        try {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entries.put(entry.getName(), entry) != null) {
                    throw refuse("it has the entry " + entry.getName() + " twice.", null);
                }
            }
        } catch (IllegalArgumentException e) {
            throw refuse("its list of entries is damaged (" + e.getMessage() + ").", e);
        }
    }

    /**
     * {@return the manifest, which must be of that format}
     *
     * @param format what the manifest has to call it
     * @param oldest version that this kind of file ever had
     * @throws ModelFileException if it is missing, no valid JSON, of another format or version, or not what its
     *     checksum says
     */
    public Manifest manifest(String format, int oldest) throws ModelFileException {
        manifestBytes = bytes(ModelFileWriter.MANIFEST, MAX_MANIFEST);
        try {
            manifest = new Manifest(this, StrictJson.parse(manifestBytes), format, oldest, ModelFileWriter.VERSION);
        } catch (MalformedException e) {
            throw malformed(ModelFileWriter.MANIFEST, e);
        }
        if (manifest.version() >= Manifest.LISTED) {
            requireListed();
        }
        return manifest;
    }

    /** The zip has what the manifest lists, and nothing else. */
    private void requireListed() throws ModelFileException {
        Set<String> others = new HashSet<>(entries.keySet());
        others.removeAll(Set.of(ModelFileWriter.MANIFEST, ModelFileWriter.CHECKSUM));
        for (Map.Entry<String, Manifest.Entry> each : manifest.entries().entrySet()) {
            String name = each.getKey();
            if (!others.remove(name)) {
                throw refuse("it has no entry " + name + ", which its manifest lists.", null);
            }
            if (entries.get(name).getSize() != each.getValue().length()) {
                throw refuse(
                        "its entry " + name + " has " + entries.get(name).getSize() + " bytes, not "
                                + each.getValue().length() + " as its manifest says.",
                        null);
            }
        }
        if (!others.isEmpty()) {
            throw refuse(
                    "its manifest does not list its entry " + others.iterator().next() + ".", null);
        }
    }

    void requireManifestChecksum() throws ModelFileException {
        byte[] checksum = bytes(ModelFileWriter.CHECKSUM, MAX_CHECKSUM);
        String expected = ModelFileWriter.checksumFile(manifestBytes);
        if (!expected.equals(new String(checksum, StandardCharsets.ISO_8859_1))) {
            throw refuse("its manifest is not the one of its " + ModelFileWriter.CHECKSUM + ": it was changed.", null);
        }
    }

    /**
     * {@return the array that was written as {@code name}}
     *
     * @param name as it was given to the writer
     * @param shape which it has to have
     * @throws ModelFileException if it has another shape
     */
    public INDArray array(String name, long... shape) throws ModelFileException {
        boolean old = manifest.version() < Manifest.LISTED;
        String entry = name + (old ? ".bin" : ".npy");
        try {
            return old ? oldArray(entry, shape) : listedArray(entry, shape);
        } catch (MalformedException e) {
            throw malformed(entry, e);
        } catch (OutOfMemoryError e) { // of one large array: all else goes on
            throw refuse(
                    "its entry " + entry + " of shape " + Arrays.toString(shape)
                            + " needs more memory than there is: give Java more, by -Xmx.",
                    e);
        }
    }

    private INDArray listedArray(String name, long... shape) throws ModelFileException, MalformedException {
        Manifest.Entry listed = manifest.entries().get(name);
        if (listed == null || listed.type() == null) {
            throw missing(name);
        }
        if (!Arrays.equals(shape, listed.shape())) {
            throw new MalformedException("has shape " + Arrays.toString(listed.shape()) + ", not "
                    + Arrays.toString(shape) + " as the rest of the file has it");
        }
        return Npy.read(bytes(name, Npy.length(listed.type(), shape)), listed.type(), shape);
    }

    private INDArray oldArray(String name, long... shape) throws ModelFileException, MalformedException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(name, Nd4jArray.maxLength(shape)));
        INDArray array = Nd4jArray.read(bytes, shape);
        if (bytes.hasRemaining()) {
            throw new MalformedException("goes on behind its array");
        }
        return array;
    }

    /**
     * {@return the network that was written as {@code name}}
     *
     * @param name as it was given to the writer
     * @throws ModelFileException if it is missing, damaged, or names a class that is not trusted
     */
    public MultiLayerNetwork network(String name) throws ModelFileException {
        String entry = name + ModelFileWriter.CONFIGURATION;
        byte[] json = bytes(entry, MAX_CONFIGURATION);
        try {
            MultiLayerConfiguration configuration = configurations.layers(json);
            long number = ConfigurationReader.parameters(configuration);
            INDArray parameters = parameters(name, configuration.getDataType(), number);
            MultiLayerNetwork net = new MultiLayerNetwork(configuration);
            initialize(() -> net.init(parameters, false));
            return net;
        } catch (MalformedException e) {
            throw malformed(entry, e);
        }
    }

    /**
     * {@return the graph that was written as {@code name}}
     *
     * @param name as it was given to the writer
     * @throws ModelFileException if it is missing, damaged, or names a class that is not trusted
     */
    public ComputationGraph graph(String name) throws ModelFileException {
        String entry = name + ModelFileWriter.CONFIGURATION;
        byte[] json = bytes(entry, MAX_CONFIGURATION);
        try {
            ComputationGraphConfiguration configuration = configurations.graph(json);
            long number = ConfigurationReader.parameters(configuration);
            INDArray parameters = parameters(name, configuration.getDataType(), number);
            ComputationGraph net = new ComputationGraph(configuration);
            initialize(() -> net.init(parameters, false));
            return net;
        } catch (MalformedException e) {
            throw malformed(entry, e);
        }
    }

    /** As a row, which DL4J asks for; null of a network without any. */
    private INDArray parameters(String name, DataType type, long number) throws ModelFileException, MalformedException {
        if (number == 0) {
            return null;
        }
        INDArray parameters = array(name + "/parameters", number);
        if (parameters.dataType() != type) {
            throw new MalformedException(
                    "is of a network of type " + type + ", but its parameters are of type " + parameters.dataType());
        }
        return parameters.reshape(1, number);
    }

    private static void initialize(Runnable init) throws MalformedException {
        try {
            init.run();
        } catch (RuntimeException e) { // what DL4J throws of a configuration that makes no sense is anything
            throw new MalformedException("is no configuration of a network (" + ConfigurationReader.reason(e) + ")", e);
        }
    }

    /**
     * {@return whether the file has a value of that name}
     *
     * @param name as it was given to the writer
     */
    public boolean hasValue(String name) {
        return entries.containsKey(name + ".json");
    }

    /**
     * {@return the value that was written as {@code name}}
     *
     * @param <T> the record
     * @param name as it was given to the writer
     * @param type a record whose every component is annotated with its name
     * @throws ModelFileException if a key of the record is missing or of another type, or if there is one more
     */
    public <T> T value(String name, Class<T> type) throws ModelFileException {
        String entry = name + ".json";
        byte[] json = bytes(entry, MAX_VALUE);
        try {
            return StrictJson.value(json, type);
        } catch (MalformedException e) {
            throw malformed(entry, e);
        }
    }

    /**
     * {@return the normaliser of a file of version 1 or 2}
     *
     * @param values numbers that the model reads at a time step
     * @throws ModelFileException if it is missing or damaged
     */
    public DataNormalization oldNormalizer(long values) throws ModelFileException {
        String name = "normalizer.bin";
        try {
            return OldNormalizer.read(ByteBuffer.wrap(bytes(name, OldNormalizer.maxLength(values))), values);
        } catch (MalformedException e) {
            throw malformed(name, e);
        }
    }

    /**
     * To be called once everything was read.
     *
     * @throws ModelFileException if the file holds an entry that nobody asked for
     */
    public void complete() throws ModelFileException {
        for (String name : entries.keySet()) {
            if (!read.contains(name)) {
                throw refuse("its entry " + name + " belongs to no " + kind + " of this format version.", null);
            }
        }
    }

    /**
     * {@return a refusal of this file}
     *
     * @param problem what is wrong where, and what helps
     * @param cause what showed it, or null
     */
    public ModelFileException refuse(String problem, Throwable cause) {
        return new ModelFileException("load the " + kind, file, problem, cause);
    }

    private ModelFileException malformed(String entry, MalformedException e) {
        return refuse("its entry " + entry + " " + e.getMessage() + ".", e);
    }

    private ModelFileException missing(String entry) {
        return refuse("it has no entry " + entry + ": it is no " + kind + ".", null);
    }

    /** The bytes of an entry, which the file must hold whole and unchanged. */
    private byte[] bytes(String name, long limit) throws ModelFileException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw missing(name);
        }
        read.add(name);
        long size = entry.getSize();
        if (size < 0 || size > Math.min(limit, Integer.MAX_VALUE - 8)) {
            throw refuse(
                    "its entry " + name + " has " + size + " bytes; " + limit + " are the most it can have.", null);
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes((int) size);
            if (bytes.length < size || in.read() >= 0) {
                throw damaged(name, null);
            }
        } catch (ModelFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // java.util.zip throws both of a damaged file
            throw damaged(name, e);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        Manifest.Entry listed = manifest == null ? null : manifest.entries().get(name);
        if (crc.getValue() != entry.getCrc()
                || listed != null && !listed.sha256().equals(ModelFileWriter.sha256(bytes))) {
            throw damaged(name, null);
        }
        return bytes;
    }

    private ModelFileException damaged(String name, Throwable cause) {
        return refuse("its entry " + name + " is damaged: make the file again, or copy it again.", cause);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private void closeQuietly() {
        try {
            zip.close();
        } catch (IOException e) {
            // The refusal says more.
        }
    }
}
