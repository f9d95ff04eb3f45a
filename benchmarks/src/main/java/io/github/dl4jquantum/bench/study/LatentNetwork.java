package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.forecast.LatentModel;
import io.github.dl4jquantum.layers.SequenceLayer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * The sizes of a latent network: a recurrent layer, latent -> hidden, and a linear output, hidden -> latent.
 *
 * @param latent values of a latent vector
 * @param hidden outputs of the recurrent layer; a matched model has a size of its own
 * @param qubits of each circuit
 * @param layers of each circuit
 * @param circuits of each gate
 * @param encoding how a circuit's inputs become angles
 * @param engine what evaluates circuits
 * @param seed of the initial parameters
 */
public record LatentNetwork(
        int latent,
        int hidden,
        int qubits,
        int layers,
        int circuits,
        InputEncoding encoding,
        Engine engine,
        long seed) {
    private static final int MOST_HIDDEN = 1 << 14;

    /** The network of a model. */
    public MultiLayerConfiguration of(StudyModel model, IUpdater updater) {
        return LatentModel.of(layer(model), latent, updater, seed);
    }

    /** The recurrent layer of that network. */
    public BaseRecurrentLayer layer(StudyModel model) {
        return model.layer(model.matched() == null ? this : withHidden(matchedHidden(model)));
    }

    /**
     * Has the layer's circuits prepared by what would evaluate them now.
     *
     * @throws IllegalArgumentException if it refuses them
     */
    public void checkCircuits(StudyModel model) {
        BaseRecurrentLayer layer = layer(model);
        layer.setNIn(latent);
        if (layer instanceof SequenceLayer<?> sequence) {
            sequence.evaluator(Precision.FLOAT).close();
        }
    }

    /** Trainable numbers of the network, the output layer's included. */
    public long parameters(StudyModel model) {
        return count(layer(model));
    }

    /** Rotation angles among them. */
    public long quantumParameters(StudyModel model) {
        return StudyModel.quantumParameters(layer(model));
    }

    /** The hidden size at which {@code model}'s network is nearest in parameters to that of the one it is matched to. */
    private int matchedHidden(StudyModel model) {
        long target = parameters(model.matched());
        int below = 0;
        int enough = MOST_HIDDEN; // the count grows with the size
        while (enough - below > 1) {
            int middle = (below + enough) / 2;
            if (count(model, middle) < target) {
                below = middle;
            } else {
                enough = middle;
            }
        }
        boolean smallerIsNearer = below > 0 && target - count(model, below) <= count(model, enough) - target;
        return smallerIsNearer ? below : enough;
    }

    private long count(StudyModel model, int size) {
        return count(model.layer(withHidden(size)));
    }

    private long count(BaseRecurrentLayer layer) {
        MultiLayerConfiguration network = LatentModel.of(layer, latent, new NoOp(), seed);
        return network.getConfs().stream()
                .mapToLong(each -> each.getLayer().initializer().numParams(each))
                .sum();
    }

    private LatentNetwork withHidden(int size) {
        return new LatentNetwork(latent, size, qubits, layers, circuits, encoding, engine, seed);
    }
}
