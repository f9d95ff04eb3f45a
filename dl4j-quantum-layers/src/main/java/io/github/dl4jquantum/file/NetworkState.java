package io.github.dl4jquantum.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.deeplearning4j.optimize.solvers.BaseOptimizer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a network's next updates depend on besides their data: parameters, the updater's state, the numbers of iterations
 * and epochs that schedules go by, and the state of ND4J's random numbers, which dropout and noise draw from. ND4J keeps
 * the latter for each thread: it is that of the calling one.
 *
 * @param iteration of the next update
 * @param epoch of the next update
 * @param randomRoot of the random numbers
 * @param randomNode of the random numbers
 */
public record NetworkState(int iteration, int epoch, long randomRoot, long randomNode) {
    private static final String PARAMETERS = "parameters";
    private static final String UPDATER = "updater";

    /**
     * Writes the state of a network between two updates.
     *
     * @param file what to write to
     * @param net a MultiLayerNetwork or ComputationGraph
     * @throws IOException if the file cannot be written
     */
    public static void write(ModelFileWriter file, Model net) throws IOException {
        write(file, net, BaseOptimizer.getIterationCount(net), BaseOptimizer.getEpochCount(net));
    }

    static void write(ModelFileWriter file, Model net, int iteration, int epoch) throws IOException {
        Random random = Nd4j.getRandom();
        file.manifest()
                .put("iteration", iteration)
                .put("epoch", epoch)
                .put("randomRoot", random.rootState())
                .put("randomNode", random.nodeState());
        INDArray parameters = net.params();
        file.array(PARAMETERS, parameters.reshape(parameters.length()));
        INDArray updater = updaterState(net);
        if (updater != null) { // plain gradient descent has none
            file.array(UPDATER, updater.reshape(updater.length()));
        }
    }

    /**
     * {@return what a manifest says of the state}
     *
     * @param manifest of a file to which {@link #write} wrote
     * @throws ModelFileException if a key is missing or of another type
     */
    public static NetworkState describe(Manifest manifest) throws ModelFileException {
        return new NetworkState(
                manifest.integer("iteration", 0),
                manifest.integer("epoch", 0),
                manifest.longInteger("randomRoot"),
                manifest.longInteger("randomNode"));
    }

    /**
     * Puts the state into a network that was made as the saved one, on the thread that trains it.
     *
     * @param file to which {@link #write} wrote
     * @param net a MultiLayerNetwork or ComputationGraph
     * @throws ModelFileException if the network has other sizes; it is then as it was
     */
    public void restore(ModelFileReader file, Model net) throws ModelFileException {
        INDArray saved = file.array(PARAMETERS, net.params().length());
        INDArray updater = updaterState(net);
        INDArray savedUpdater = updater == null ? null : file.array(UPDATER, updater.length());
        net.params().assign(saved.reshape(net.params().shape()));
        if (updater != null) {
            updater.assign(savedUpdater.reshape(updater.shape()));
        }
        if (net instanceof ComputationGraph graph) {
            graph.getConfiguration().setIterationCount(iteration);
            graph.getConfiguration().setEpochCount(epoch);
        } else {
            ((MultiLayerNetwork) net).setIterationCount(iteration);
            ((MultiLayerNetwork) net).setEpochCount(epoch);
        }
        Nd4j.getRandom().setStates(randomRoot, randomNode);
    }

    private static INDArray updaterState(Model net) {
        if (net instanceof ComputationGraph graph) {
            ComputationGraphUpdater updater = graph.getUpdater();
            return updater.getStateViewArray();
        }
        Updater updater = ((MultiLayerNetwork) net).getUpdater();
        return updater.getStateViewArray();
    }

    /**
     * {@return the SHA-256 of a network's configuration as it is before the first update}
     *
     * @param net a MultiLayerNetwork or ComputationGraph
     */
    public static String configuration(Model net) {
        String json = net instanceof ComputationGraph graph
                ? graph.getConfiguration().toJson()
                : ((MultiLayerNetwork) net).getLayerWiseConfigurations().toJson();
        String first = json.replaceAll("(\"(?:iteration|epoch)Count\"\\s*:\\s*)\\d+", "$10");
        return ModelFileWriter.sha256(first.getBytes(StandardCharsets.UTF_8));
    }
}
