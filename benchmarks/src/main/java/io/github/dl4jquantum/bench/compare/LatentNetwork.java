package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.forecast.LatentModel;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The sizes of a latent network: a recurrent layer, latent -> hidden, and a linear output, hidden -> latent.
 *
 * @param latent values of a latent vector
 * @param hidden outputs of the recurrent layer
 * @param qubits of each circuit
 * @param layers of each circuit
 * @param engine what evaluates circuits
 * @param seed of the initial parameters
 */
record LatentNetwork(int latent, int hidden, int qubits, int layers, Engine engine, long seed) {

    /** The network of a cell, of its own hidden size where its number of parameters is matched. */
    MultiLayerConfiguration of(ModelCell cell, IUpdater updater) {
        return LatentModel.of(layer(cell), latent, updater, seed);
    }

    /** The recurrent layer of that network. */
    BaseRecurrentLayer layer(ModelCell cell) {
        return cell.layer(cell.matched() == null ? this : withHidden(matchedHidden(cell)));
    }

    /** Trainable numbers of the network, the output layer's included. */
    long parameters(ModelCell cell) {
        MultiLayerNetwork net = new MultiLayerNetwork(of(cell, new Adam()));
        net.init();
        return net.numParams();
    }

    /** Rotation angles among them. */
    long quantumParameters(ModelCell cell) {
        return StudyModel.quantumParameters(layer(cell));
    }

    /** The hidden size at which {@code cell}'s network is nearest in parameters to that of the cell it is matched to. */
    private int matchedHidden(ModelCell cell) {
        long target = parameters(cell.matched());
        int size = 1;
        while (count(cell, size) < target) {
            size++;
        }
        boolean smallerIsNearer = size > 1 && target - count(cell, size - 1) <= count(cell, size) - target;
        return smallerIsNearer ? size - 1 : size;
    }

    private long count(ModelCell cell, int size) {
        MultiLayerNetwork net =
                new MultiLayerNetwork(LatentModel.of(cell.layer(withHidden(size)), latent, new Adam(), 1));
        net.init();
        return net.numParams();
    }

    private LatentNetwork withHidden(int size) {
        return new LatentNetwork(latent, size, qubits, layers, engine, seed);
    }
}
