package io.github.dl4jquantum.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What one run found; its components are the fields of {@code result.json}, in this order.
 *
 * @param command the command that made it
 * @param arguments the value of every option, given or default
 * @param problem name of the PDE problem
 * @param model name of the latent model
 * @param engine what evaluated its circuits; "none" for a classical model
 * @param seed of everything random
 * @param data what was forecast
 * @param split how the data was divided
 * @param parameters trained numbers
 * @param errors on the test part
 * @param loss training loss of the latent model, epoch by epoch
 * @param curves every other curve
 * @param seconds wall time of each stage
 * @param versions of what ran
 */
public record RunResult(
        String command,
        Map<String, Object> arguments,
        String problem,
        String model,
        String engine,
        long seed,
        Data data,
        Split split,
        Parameters parameters,
        Errors errors,
        List<Double> loss,
        Curves curves,
        Seconds seconds,
        Map<String, String> versions) {

    /**
     * @param field the field that was forecast
     * @param gridShape points along each axis, slowest first
     * @param trajectories how many solutions
     * @param snapshots snapshots of each
     * @param saveInterval time between snapshots
     * @param description the problem with its parameters, in words
     */
    public record Data(
            String field,
            List<Integer> gridShape,
            int trajectories,
            int snapshots,
            double saveInterval,
            String description) {

        /** Points along the last axis: a picture's columns. */
        public int columns() {
            return gridShape.get(gridShape.size() - 1);
        }
    }

    /**
     * @param by "time": every trajectory is cut into the three parts, in this order
     * @param train snapshots of each trajectory to train on
     * @param validation snapshots that choose the epoch
     * @param test snapshots that are scored
     * @param context true snapshots before a prediction; never scored
     */
    public record Split(String by, int train, int validation, int test, int context) {}

    /**
     * @param quantum rotation angles of the latent model's circuits
     * @param classical all other numbers of the latent model
     * @param autoencoder numbers of encoder and decoder
     */
    public record Parameters(long quantum, long classical, long autoencoder) {}

    /**
     * @param oneStep the model, each test snapshot from the true ones before it
     * @param rollout the model, from its own predictions
     * @param latent the model's one-step error in latent space, whose values have deviation 1
     * @param autoencoderFloor what encoding and decoding the truth loses
     * @param persistence "nothing changes", one step
     * @param linearExtrapolation "it changes as it did last": 2 u(t) - u(t-1), one step
     * @param persistenceRollout the last snapshot before the test part, for all of it
     * @param linearExtrapolationRollout the line through the last two, for all of it
     */
    public record Errors(
            ErrorMeasures oneStep,
            ErrorMeasures rollout,
            Latent latent,
            ErrorMeasures autoencoderFloor,
            ErrorMeasures persistence,
            ErrorMeasures linearExtrapolation,
            ErrorMeasures persistenceRollout,
            ErrorMeasures linearExtrapolationRollout) {}

    /** @param mae mean absolute error of a latent value */
    public record Latent(double mae) {}

    /**
     * @param latent losses of the latent model
     * @param autoencoder losses of the encoder and decoder; null if they are no MLP
     * @param rolloutMae by way to forecast, its mean absolute error at each step of the rollout
     */
    public record Curves(Losses latent, Losses autoencoder, Map<String, List<Double>> rolloutMae) {}

    /**
     * @param train loss per epoch
     * @param validation loss per epoch
     * @param keptEpoch the epoch whose parameters were kept, counted from 1
     */
    public record Losses(List<Double> train, List<Double> validation, int keptEpoch) {}

    /** Wall time of each stage in seconds. */
    public record Seconds(double data, double autoencoder, double train, double evaluate) {}
}
