package io.github.dl4jquantum.forecast;

import java.util.List;

/**
 * The loss of one training, epoch by epoch: of normalised values for the autoencoder their mean squared error, of latents
 * for the latent model
 *
 * <pre>
 * mean over windows, steps and i of w_i (z_i - z^_i)^2      w_i = d_i^2 / mean(d^2)
 * </pre>
 *
 * <p>where d_i is what a unit of latent i means in the decoded field. It is in these units with a residual output too: two
 * latent models on one latent space compare directly. The latent model's validation loss is that of a rollout.
 *
 * @param initial on the validation part, before the first update
 * @param train mean over the epoch's minibatches, each taken before its own update
 * @param validation on the validation part, after the epoch
 */
public record LossCurve(double initial, List<Double> train, List<Double> validation) {

    /**
     * Copies both lists, which must be equally long and not empty.
     *
     * @param initial on the validation part, before the first update
     * @param train mean over the epoch's minibatches, each taken before its own update
     * @param validation on the validation part, after the epoch
     */
    public LossCurve {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        if (train.isEmpty() || train.size() != validation.size()) {
            throw new IllegalArgumentException("A loss curve has as many train as validation losses, at least one; got "
                    + train.size() + " and " + validation.size() + ".");
        }
    }

    /**
     * {@return the epoch, counted from 1, with the lowest validation loss: its parameters are the ones that were kept}
     * 0 if no epoch made the initial loss smaller.
     */
    public int bestEpoch() {
        int best = 0;
        double lowest = initial;
        for (int epoch = 1; epoch <= validation.size(); epoch++) {
            if (validation.get(epoch - 1) < lowest) {
                lowest = validation.get(epoch - 1);
                best = epoch;
            }
        }
        return best;
    }
}
