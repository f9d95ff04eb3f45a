package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.forecast.LatentSpace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Forecasts through a latent space: encoder, a model of the latent vectors, decoder. */
final class LatentForecast implements Forecast {
    private final LatentSpace space;
    private final LatentMap map;
    private final int context;

    /** A model of latent vectors. */
    @FunctionalInterface
    interface LatentMap {
        /**
         * The {@code steps} vectors after each sequence.
         *
         * @param latents [sequences, latent, time]
         * @return [sequences, latent, steps]
         */
        INDArray rollout(INDArray latents, int steps);
    }

    /** @param context true snapshots before a forecast */
    LatentForecast(LatentSpace space, LatentMap map, int context) {
        this.space = space;
        this.map = map;
        this.context = context;
    }

    @Override
    public INDArray oneStep(INDArray snapshots, int first) {
        return decode(oneStepLatents(encode(snapshots), first));
    }

    @Override
    public INDArray rollout(INDArray snapshots, int first) {
        return decode(rolloutLatents(encode(Forecast.rows(snapshots, 0, first)), first, snapshots.rows() - first));
    }

    /** [time, values] -> [time, latent] */
    INDArray encode(INDArray snapshots) {
        return rows(space.encode(sequence(snapshots)));
    }

    /** [time, latent] -> [time, values] */
    INDArray decode(INDArray latents) {
        return rows(space.decode(sequence(latents)));
    }

    /** {@link #oneStep} in latent space, [time, latent] -> [time - first, latent]. */
    INDArray oneStepLatents(INDArray latents, int first) {
        int steps = latents.rows() - first;
        INDArray[] windows = new INDArray[steps];
        for (int step = 0; step < steps; step++) {
            windows[step] = Forecast.rows(latents, first + step - context, first + step)
                    .transpose()
                    .dup('c');
        }
        INDArray next = map.rollout(Nd4j.stack(0, windows), 1);
        return next.reshape(steps, latents.columns());
    }

    /** {@link #rollout} in latent space, [time, latent] -> [steps, latent]. */
    INDArray rolloutLatents(INDArray latents, int first, int steps) {
        return rows(map.rollout(sequence(Forecast.rows(latents, first - context, first)), steps));
    }

    /** [time, size] -> [1, size, time] */
    private static INDArray sequence(INDArray rows) {
        return rows.transpose().dup('c').reshape(1, rows.columns(), rows.rows());
    }

    /** [1, size, time] -> [time, size] */
    private static INDArray rows(INDArray sequence) {
        return sequence.reshape(sequence.size(1), sequence.size(2)).transpose().dup('c');
    }
}
