package io.github.dl4jquantum.forecast;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A latent model R, of single or double precision, and what it adds to its base, latent value by latent value:
 *
 * <pre>
 * z_{t+1} = base(z_1, ..., z_t) + s R(z_1, ..., z_t)
 * </pre>
 *
 * @param scale s, [1, latent]; ones without a base
 */
record LatentDynamics(MultiLayerNetwork net, Base base, INDArray scale) {

    /** Predicts {@code steps} vectors after {@code latents} [minibatch, latent, time], each from those before it. */
    INDArray rollout(INDArray latents, int steps) {
        INDArray units = inTypeOfNet(scale);
        net.rnnClearPreviousState();
        INDArray predicted = rollout(latents, steps, (seen, base) -> {
            INDArray output = net.rnnTimeStep(seen);
            return base.addi(lastStep(output).muliRowVector(units));
        });
        net.rnnClearPreviousState();
        return predicted;
    }

    /** {@link #rollout} as if R were 0. */
    INDArray rolloutOfBase(INDArray latents, int steps) {
        return rollout(latents, steps, (seen, base) -> base);
    }

    /** What is predicted, from the vectors that were not seen yet and the base's prediction. */
    @FunctionalInterface
    private interface Step {
        INDArray next(INDArray seen, INDArray base);
    }

    private INDArray rollout(INDArray latents, int steps, Step step) {
        INDArray[] predicted = new INDArray[steps];
        INDArray history = inTypeOfNet(latents);
        INDArray seen = history;
        for (int i = 0; i < steps; i++) {
            INDArray next = step.next(seen, base.next(history));
            seen = next.reshape(next.size(0), next.size(1), 1);
            history = base.lags() == 1 ? seen : Nd4j.concat(2, history, seen);
            predicted[i] = seen;
        }
        return Nd4j.concat(2, predicted).castTo(latents.dataType());
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
