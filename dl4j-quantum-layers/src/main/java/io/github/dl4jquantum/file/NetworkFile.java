package io.github.dl4jquantum.file;

import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Saves and restores any network of DL4J: its configuration, with iteration and epoch, its parameters, and the state of
 * its updater if one will train it on.
 *
 * <pre>
 * NetworkFile.write(net, Path.of("model.zip"), true);
 * MultiLayerNetwork again = NetworkFile.readMultiLayerNetwork(Path.of("model.zip"), true);
 * </pre>
 *
 * <p>Where DL4J's ModelSerializer writes over the old file and takes what a damaged one gives, this writes a complete new
 * file or leaves the old one, and reads only what was written: each part has a checksum, numbers must be finite,
 * keys of the configuration known, and the updater's state, if asked for, there.
 *
 * <p>A file from a stranger can hold a model that predicts nonsense or needs much memory, but runs no code: arrays are
 * parsed here, not in native code, and of classes those of DL4J's and this project's configurations are loaded, and the
 * {@code trusted} ones, with which the caller vouches for what their constructors and setters do.
 */
public final class NetworkFile {
    private static final String KIND = "network";
    private static final String LAYERS = "dl4j-quantum layers";
    private static final String GRAPH = "dl4j-quantum graph";
    private static final String NETWORK = "network";
    private static final String UPDATER = "updater";
    private static final int FIRST_VERSION = 3;

    private NetworkFile() {}

    /**
     * Writes a network to one file: complete, or not at all.
     *
     * @param net any network
     * @param file created or replaced
     * @param withUpdater whether the updater's state is written too, such as Adam's moments: up to twice the parameters
     * @throws ModelFileException if a number is not finite, or is neither float nor double
     * @throws IOException if the file cannot be written; an older file of that name is then still there
     */
    public static void write(MultiLayerNetwork net, Path file, boolean withUpdater) throws IOException {
        INDArray state = withUpdater ? net.getUpdater().getStateViewArray() : null;
        ModelFileWriter.write(file, KIND, LAYERS, out -> {
            out.network(NETWORK, net);
            updater(out, withUpdater, state);
        });
    }

    /**
     * Writes a graph to one file: complete, or not at all.
     *
     * @param net any graph
     * @param file created or replaced
     * @param withUpdater whether the updater's state is written too, such as Adam's moments: up to twice the parameters
     * @throws ModelFileException if a number is not finite, or is neither float nor double
     * @throws IOException if the file cannot be written; an older file of that name is then still there
     */
    public static void write(ComputationGraph net, Path file, boolean withUpdater) throws IOException {
        INDArray state = withUpdater ? net.getUpdater().getStateViewArray() : null;
        ModelFileWriter.write(file, KIND, GRAPH, out -> {
            out.network(NETWORK, net);
            updater(out, withUpdater, state);
        });
    }

    /**
     * Reads a network.
     *
     * @param file what {@link #write} wrote
     * @param withUpdater whether the updater's state must be there and is restored; without it, the updater begins anew
     * @param trusted classes of one's own that the configuration may name, such as layers and activations
     * @return the network, ready to predict or to be trained on
     * @throws ModelFileException if the file is missing, truncated, damaged, of another format or without the state
     */
    public static MultiLayerNetwork readMultiLayerNetwork(Path file, boolean withUpdater, Class<?>... trusted)
            throws IOException {
        try (ModelFileReader reader = new ModelFileReader(file, KIND, trusted)) {
            boolean written = updaterIsWritten(reader, LAYERS, withUpdater);
            MultiLayerNetwork net = reader.network(NETWORK);
            if (written) {
                restore(reader, net.getUpdater().getStateViewArray(), withUpdater);
            }
            reader.complete();
            return net;
        }
    }

    /**
     * Reads a graph.
     *
     * @param file what {@link #write} wrote
     * @param withUpdater whether the updater's state must be there and is restored; without it, the updater begins anew
     * @param trusted classes of one's own that the configuration may name, such as layers and activations
     * @return the graph, ready to predict or to be trained on
     * @throws ModelFileException if the file is missing, truncated, damaged, of another format or without the state
     */
    public static ComputationGraph readComputationGraph(Path file, boolean withUpdater, Class<?>... trusted)
            throws IOException {
        try (ModelFileReader reader = new ModelFileReader(file, KIND, trusted)) {
            boolean written = updaterIsWritten(reader, GRAPH, withUpdater);
            ComputationGraph net = reader.graph(NETWORK);
            if (written) {
                restore(reader, net.getUpdater().getStateViewArray(), withUpdater);
            }
            reader.complete();
            return net;
        }
    }

    private static void updater(ModelFileWriter out, boolean withUpdater, INDArray state) throws IOException {
        out.manifest().put(UPDATER, withUpdater);
        if (state != null) { // plain gradient descent has none
            out.array(UPDATER, state.reshape(state.length()));
        }
    }

    private static boolean updaterIsWritten(ModelFileReader reader, String format, boolean required)
            throws ModelFileException {
        Manifest manifest = reader.manifest(format, FIRST_VERSION);
        boolean written = manifest.flag(UPDATER);
        manifest.complete();
        if (required && !written) {
            throw reader.refuse(
                    "it was saved without its updater's state: read it without, and training begins anew.", null);
        }
        return written;
    }

    private static void restore(ModelFileReader reader, INDArray state, boolean wanted) throws ModelFileException {
        if (state != null) {
            INDArray saved = reader.array(UPDATER, state.length());
            if (wanted) {
                state.assign(saved.reshape(state.shape()));
            }
        }
    }
}
