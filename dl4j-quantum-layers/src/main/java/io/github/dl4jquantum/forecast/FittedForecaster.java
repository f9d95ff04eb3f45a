package io.github.dl4jquantum.forecast;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * What a fit makes and a file holds: the arithmetic of a {@link LatentForecaster}.
 *
 * @param contextLength time steps of the windows it was fitted on
 * @param anchor steps over which what the encoder loses of the last given snapshot fades out; 0 for none
 */
record FittedForecaster(LatentSpace space, LatentDynamics dynamics, int contextLength, int anchor)
        implements Forecaster {

    /** A model of latent vectors, [minibatch, latent, time] -> [minibatch, latent, steps]. */
    @FunctionalInterface
    private interface LatentRollout {
        INDArray rollout(INDArray latents, int steps);
    }

    @Override
    public INDArray rollout(INDArray context, int steps) {
        return rollout(context, steps, dynamics::rollout);
    }

    INDArray rolloutLatents(INDArray latents, int steps) {
        requireRollout(latents, steps);
        return dynamics.rollout(latents, steps);
    }

    Forecaster baseOnly() {
        if (dynamics.base() instanceof Base.None) {
            throw new IllegalStateException("This forecaster has no base: build it with residual(true) or base(map).");
        }
        return new Forecaster() {
            @Override
            public int contextLength() {
                return contextLength;
            }

            @Override
            public INDArray rollout(INDArray context, int steps) {
                return FittedForecaster.this.rollout(context, steps, dynamics::rolloutOfBase);
            }
        };
    }

    private INDArray rollout(INDArray context, int steps, LatentRollout model) {
        INDArray latents = space.encode(context);
        requireRollout(latents, steps);
        INDArray fields = space.decode(model.rollout(latents, steps));
        if (anchor > 0) {
            addWhatIsLost(fields, steps(context, context.size(2) - 1), latents);
        }
        return fields;
    }

    /** @param last the context's last snapshot, [minibatch, values, 1] */
    private void addWhatIsLost(INDArray fields, INDArray last, INDArray latents) {
        INDArray lost = last.sub(space.decode(steps(latents, latents.size(2) - 1)));
        for (int k = 1; k <= Math.min(anchor, fields.size(2)); k++) {
            steps(fields, k - 1).addi(lost.mul(1 - (k - 1.0) / anchor));
        }
    }

    private static INDArray steps(INDArray sequences, long one) {
        return sequences.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(one, one + 1));
    }

    private void requireRollout(INDArray latents, int steps) {
        LatentSpace.requireShape("latents", latents, space.latent());
        if (steps < 1) {
            throw new IllegalArgumentException("A rollout of " + steps + " steps: ask for 1 or more.");
        }
        if (latents.size(2) < dynamics.base().lags()) {
            throw new IllegalArgumentException("A context of " + latents.size(2) + " time steps for a base of "
                    + dynamics.base().lags() + " lags: give as many or more.");
        }
    }
}
