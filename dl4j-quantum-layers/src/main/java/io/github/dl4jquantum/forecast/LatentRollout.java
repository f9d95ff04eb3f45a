package io.github.dl4jquantum.forecast;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Latent vectors through a recurrent network that may be of single or double precision. */
final class LatentRollout {

    private LatentRollout() {}

    /** Predicts {@code steps} vectors after {@code latents} [minibatch, latent, time], each from those before it. */
    static INDArray run(MultiLayerNetwork net, INDArray latents, int steps) {
        INDArray[] predicted = new INDArray[steps];
        INDArray input = inTypeOf(net, latents);
        net.rnnClearPreviousState();
        for (int step = 0; step < steps; step++) {
            input = lastStep(net.rnnTimeStep(input));
            predicted[step] = input;
        }
        net.rnnClearPreviousState();
        return Nd4j.concat(2, predicted).castTo(DataType.FLOAT);
    }

    /** {@code data} in the network's precision. */
    static DataSet inTypeOf(MultiLayerNetwork net, DataSet data) {
        return new DataSet(inTypeOf(net, data.getFeatures()), inTypeOf(net, data.getLabels()));
    }

    private static INDArray inTypeOf(MultiLayerNetwork net, INDArray array) {
        return array.castTo(net.getLayerWiseConfigurations().getDataType());
    }

    private static INDArray lastStep(INDArray sequences) {
        long last = sequences.size(2) - 1;
        return sequences
                .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(last, last + 1))
                .dup();
    }
}
