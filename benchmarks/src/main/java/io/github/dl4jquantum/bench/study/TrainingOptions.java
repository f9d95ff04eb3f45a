package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How latent models are trained; null is the usual.
 *
 * @param updates of each model
 * @param minutes of each model instead
 * @param minibatch windows in an update
 * @param learningRate the largest
 * @param anchored whether forecasts begin at the last given snapshot itself, see LatentForecaster
 * @param base what the model's output is added to
 */
public record TrainingOptions(
        Integer updates, Double minutes, Integer minibatch, Double learningRate, boolean anchored, ModelBase base) {
    private static final double MOST_MINUTES = 60 * 24 * 30;
    private static final TrainingOptions BANK =
            new TrainingOptions(1500, null, 128, 1e-2, false, ModelBase.PERSISTENCE);
    private static final TrainingOptions PAPER = new TrainingOptions(600, null, 64, 2e-2, false, ModelBase.PERSISTENCE);

    /** These options, and the usual ones where they are null. */
    public TrainingOptions complete(boolean paper) {
        TrainingOptions usual = paper ? PAPER : BANK;
        require(
                minutes == null || (minutes > 0 && minutes <= MOST_MINUTES),
                "--minutes " + minutes + " is not within 0 to " + MOST_MINUTES + ": choose some of these, such as 20.");
        require(updates == null || minutes == null, "--updates and --minutes are two budgets: give one of them.");
        TrainingOptions all = new TrainingOptions(
                minutes != null ? null : updates == null ? usual.updates : updates,
                minutes,
                minibatch == null ? usual.minibatch : minibatch,
                learningRate == null ? usual.learningRate : learningRate,
                anchored,
                base);
        Limits.atLeastOne("--minibatch", all.minibatch);
        if (all.updates != null) {
            Limits.atLeastOne("--updates", all.updates);
        }
        require(
                all.learningRate > 0 && all.learningRate < 1,
                "--learning-rate " + learningRate + " is not within 0 to 1: choose one of these, such as 5e-3.");
        return all;
    }

    /** Every option by its name. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("updates", updates);
        map.put("minutes", minutes);
        map.put("minibatch", minibatch);
        map.put("learningRate", learningRate);
        map.put("anchored", anchored);
        map.put("base", base.toString());
        return map;
    }
}
