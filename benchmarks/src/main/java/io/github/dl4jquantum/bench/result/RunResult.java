package io.github.dl4jquantum.bench.result;

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
 * @param encoder what made latent vectors: "pod", "pod-mlp", "mlp" or "none"
 * @param seed of everything random
 * @param data what was forecast
 * @param split how the data was divided
 * @param parameters trained numbers
 * @param errors of the model, on the test part
 * @param baselines by name, what else forecast the same test part
 * @param verdict in one sentence
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
        String encoder,
        long seed,
        Data data,
        Split split,
        Parameters parameters,
        Errors errors,
        Map<String, Baseline> baselines,
        String verdict,
        List<Double> loss,
        Curves curves,
        Seconds seconds,
        Map<String, String> versions) {

    /**
     * @param fields the fields that were forecast together
     * @param gridShape points along each axis, slowest first
     * @param trajectories how many solutions
     * @param snapshots snapshots of each
     * @param saveInterval time between snapshots
     * @param range largest minus smallest value of the part that trains: errors of a field scaled to [0, 1] are these over it
     * @param description the problem with its parameters, in words
     * @param sha256 of all snapshots
     */
    public record Data(
            List<String> fields,
            List<Integer> gridShape,
            int trajectories,
            int snapshots,
            double saveInterval,
            double range,
            String description,
            String sha256) {

        /** Points along the last axis: a picture's columns. */
        public int columns() {
            return gridShape.get(gridShape.size() - 1);
        }
    }

    /**
     * @param by what was divided: "trajectories", "time" or "random-windows"
     * @param train segments to train on: whole trajectories, stretches of them or windows
     * @param validation segments that choose the epoch and the baselines' settings
     * @param test segments that are scored
     * @param context true snapshots before a forecast; never scored
     * @param horizon steps of a rollout, all of which are scored
     * @param trajectories how many there were
     * @param saveInterval time between snapshots
     */
    public record Split(
            String by,
            int train,
            int validation,
            int test,
            int context,
            int horizon,
            int trajectories,
            double saveInterval) {}

    /**
     * @param quantum rotation angles of the latent model's circuits
     * @param classical all other numbers of the latent model
     * @param autoencoder numbers of encoder and decoder
     */
    public record Parameters(long quantum, long classical, long autoencoder) {}

    /**
     * @param oneStep each scored snapshot from the true ones before it
     * @param rollout all of them from the context alone
     * @param latent one step, in latent space, whose values have deviation 1 or less
     * @param autoencoderFloor what encoding and decoding the truth loses: no forecast through it can be better
     * @param persistence "nothing changes", one step
     * @param base the model's fixed part alone, if it has one: null without
     */
    public record Errors(
            ErrorMeasures oneStep,
            ErrorMeasures rollout,
            Latent latent,
            ErrorMeasures autoencoderFloor,
            ErrorMeasures persistence,
            Baseline base) {}

    /** @param mae mean absolute error of a latent value */
    public record Latent(double mae) {}

    /**
     * Another way to forecast.
     *
     * @param label what it is, for people
     * @param settings what was chosen or how it was trained; empty for none
     * @param parameters trained or fitted numbers, the encoder's not included
     * @param oneStep as the model's
     * @param rollout as the model's
     * @param ratio the model's rollout RMSE over this one's; null where too few segments are scored for an interval
     */
    public record Baseline(
            String label,
            String settings,
            long parameters,
            ErrorMeasures oneStep,
            ErrorMeasures rollout,
            Ratio ratio) {}

    /**
     * A ratio of errors, with its 95% interval over the test segments.
     *
     * @param ratio below 1 where the model's error is smaller
     * @param low lower end of the interval
     * @param high upper end of the interval
     */
    public record Ratio(double ratio, double low, double high) {}

    /**
     * @param latent losses of the latent model
     * @param autoencoder losses of the encoder and decoder; null if nothing of them is trained step by step
     * @param rolloutVrmse by way to forecast, its VRMSE at each step of the rollout
     */
    public record Curves(Losses latent, Losses autoencoder, Map<String, List<Double>> rolloutVrmse) {}

    /**
     * @param train loss per epoch
     * @param validation loss per epoch
     * @param keptEpoch the epoch whose parameters were kept, counted from 1; 0 for those before the first
     */
    public record Losses(List<Double> train, List<Double> validation, int keptEpoch) {}

    /** Wall time of each stage in seconds. */
    public record Seconds(double data, double autoencoder, double train, double evaluate) {}
}
