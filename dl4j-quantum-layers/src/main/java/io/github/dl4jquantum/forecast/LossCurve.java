package io.github.dl4jquantum.forecast;

import java.util.List;

/**
 * The loss of one training, epoch by epoch: mean squared error per value, of normalised values for the autoencoder, of
 * latents for the latent model, with a residual output too: two latent models on one latent space compare directly.
 *
 * @param train mean over the epoch's minibatches, each taken before its own update
 * @param validation on the validation part, after the epoch
 */
public record LossCurve(List<Double> train, List<Double> validation) {

    /** Copies both lists, which must be equally long and not empty. */
    public LossCurve {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        if (train.isEmpty() || train.size() != validation.size()) {
            throw new IllegalArgumentException("A loss curve has as many train as validation losses, at least one; got "
                    + train.size() + " and " + validation.size() + ".");
        }
    }

    /** The epoch, counted from 1, with the lowest validation loss: its parameters are the ones that were kept. */
    public int bestEpoch() {
        int best = 0;
        for (int i = 1; i < validation.size(); i++) {
            if (validation.get(i) < validation.get(best)) {
                best = i;
            }
        }
        return best + 1;
    }
}
