package io.github.dl4jquantum.forecast;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A latent model R, of single or double precision, and what its output means, latent value by latent value:
 *
 * <pre>
 * z_{t+1} = R(z_1, ..., z_t)            without residual
 * z_{t+1} = z_t + s R(z_1, ..., z_t)    with residual
 * </pre>
 *
 * @param scale s, [1, latent]; ones without residual
 */
record LatentDynamics(MultiLayerNetwork net, boolean residual, INDArray scale) {

    /** Predicts {@code steps} vectors after {@code latents} [minibatch, latent, time], each from those before it. */
    INDArray rollout(INDArray latents, int steps) {
        INDArray[] predicted = new INDArray[steps];
        INDArray input = inTypeOfNet(latents);
        net.rnnClearPreviousState();
        for (int step = 0; step < steps; step++) {
            INDArray next = lastStep(net.rnnTimeStep(input));
            if (residual) {
                next.muliRowVector(inTypeOfNet(scale)).addi(lastStep(input));
            }
            input = next.reshape(next.size(0), next.size(1), 1);
            predicted[step] = input;
        }
        net.rnnClearPreviousState();
        return Nd4j.concat(2, predicted).castTo(DataType.FLOAT);
    }

    INDArray inTypeOfNet(INDArray array) {
        return array.castTo(net.getLayerWiseConfigurations().getDataType());
    }

    /** [minibatch, latent, time] -> [minibatch, latent], a copy. */
    private static INDArray lastStep(INDArray sequences) {
        return sequences
                .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(sequences.size(2) - 1))
                .dup('c');
    }
}
