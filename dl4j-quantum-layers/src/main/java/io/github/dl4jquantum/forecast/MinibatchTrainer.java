package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.layers.listener.NonFiniteException;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Makes the updates of a training; by default a network's own {@code fit} does, one minibatch after another. Others may
 * train copies of the network side by side and average their parameters:
 *
 * <pre>
 * one call of fit        W workers, each from the network's parameters, each K updates on minibatches of its own
 * minibatches            W K, fewer at the end of an epoch or of the training
 * iterations of the net  K, fewer there: ceil(minibatches / W)
 * </pre>
 *
 * <p>A budget counts minibatches, and a {@link WarmupCosineSchedule} the network's iterations, of which a training by W
 * workers has a W-th: both end together.
 *
 * @param <N> the network, such as MultiLayerNetwork
 */
@FunctionalInterface
public interface MinibatchTrainer<N> {

    /**
     * Trains on each minibatch once, and leaves the network with new parameters, their updater's state and the number of
     * iterations above. The network's listeners are told of {@code iterationDone}: one of them looks for what is not
     * finite.
     *
     * @param network as the last call left it, or as a checkpoint or {@code setParams} did
     * @param minibatches in their order, {@code workers() * updates()} at most; the last one of an epoch may be small
     * @return the network's score in each, before its own update, times its examples; summed
     * @throws NonFiniteException if a number is not finite
     * @throws RuntimeException if it could not be done; the network is then as it was, and the training can go on from
     *     there
     */
    double fit(N network, List<DataSet> minibatches);

    /** {@return W, the copies that are trained side by side; it does not change during a training} */
    default int workers() {
        return 1;
    }

    /** {@return K, the updates that each copy makes in one call} */
    default int updates() {
        return 1;
    }
}
