package io.github.dl4jquantum.bench.run;

import io.github.dl4jquantum.bench.result.ErrorMeasures;
import io.github.dl4jquantum.bench.result.RunResult.Baseline;
import io.github.dl4jquantum.bench.study.RolloutErrors;
import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.Scores;
import io.github.dl4jquantum.forecast.Segments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that forecasts the test part, scored on it alike. */
public final class Contest {
    private final Segments test;
    private final Entry model;
    private final Map<String, Entry> others = new LinkedHashMap<>();

    /**
     * What forecasts.
     *
     * @param label for people
     * @param settings what was chosen, or how it was trained
     * @param parameters trained or fitted numbers
     */
    private record Entry(String label, String settings, long parameters, Evaluation evaluation, RolloutErrors rollout) {

        static Entry of(String label, String settings, long parameters, Forecaster forecaster, Segments test) {
            return new Entry(
                    label, settings, parameters, Evaluation.of(forecaster, test), RolloutErrors.of(forecaster, test));
        }
    }

    /** Begins with the model that the contest is about. */
    public Contest(String label, long parameters, Forecaster model, Segments test) {
        this.test = test;
        this.model = Entry.of(label, "", parameters, model, test);
    }

    /** Another way to forecast; one that needs more snapshots than a context has is left out. */
    public void add(String name, String label, String settings, long parameters, Forecaster forecaster) {
        if (forecaster.contextLength() <= test.context()) {
            others.put(name, Entry.of(label, settings, parameters, forecaster, test));
        }
    }

    /** The model's errors. */
    public Evaluation evaluation() {
        return model.evaluation;
    }

    /** The others, by name. */
    public Map<String, Baseline> baselines() {
        Map<String, Baseline> baselines = new LinkedHashMap<>();
        others.forEach((name, entry) -> baselines.put(name, baseline(entry)));
        return baselines;
    }

    private Baseline baseline(Entry entry) {
        return new Baseline(
                entry.label,
                entry.settings,
                entry.parameters,
                measures(entry.evaluation.oneStep()),
                measures(entry.evaluation.rollout()),
                model.rollout.over(entry.rollout));
    }

    /** VRMSE at each step of the rollout, by who forecasts. */
    Map<String, List<Double>> rolloutVrmse() {
        Map<String, List<Double>> curves = new LinkedHashMap<>();
        curves.put(model.label, perStep(model.evaluation.rollout()));
        others.values().forEach(entry -> curves.put(entry.label, perStep(entry.evaluation.rollout())));
        return curves;
    }

    static List<Double> perStep(Scores scores) {
        List<Double> steps = new ArrayList<>();
        scores.perStep().forEach(errors -> steps.add(errors.vrmse()));
        return steps;
    }

    /** All measures over all fields and steps. */
    public static ErrorMeasures measures(Scores scores) {
        Scores.Errors all = scores.all();
        return new ErrorMeasures(all.mae(), all.rmse(), all.nrmse(), all.vrmse());
    }
}
