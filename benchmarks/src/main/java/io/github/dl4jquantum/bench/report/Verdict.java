package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.result.RunResult.Baseline;
import io.github.dl4jquantum.bench.result.RunResult.Errors;
import io.github.dl4jquantum.bench.result.RunResult.Ratio;
import io.github.dl4jquantum.bench.result.ThreeDigits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Says in a sentence who forecast a rollout better than the model and who worse. "Smaller" and "larger" are said only where
 * the interval of the ratio excludes 1; where there is none, the errors stand beside each other without a word on who wins.
 */
public final class Verdict {
    private final String model;
    private final Errors errors;
    private final Collection<Baseline> baselines;
    private final int horizon;
    private final int segments;
    private final int keptEpoch;

    /**
     * Of a run.
     *
     * @param model its name for people
     * @param horizon steps of the rollout
     * @param segments that were scored
     * @param keptEpoch whose parameters the model has; 0 for those before the first update
     */
    public Verdict(
            String model, Errors errors, Map<String, Baseline> baselines, int horizon, int segments, int keptEpoch) {
        this.model = model;
        this.errors = errors;
        this.baselines = baselines.values();
        this.horizon = horizon;
        this.segments = segments;
        this.keptEpoch = keptEpoch;
    }

    /** The sentence. */
    public String text() {
        String rollout = horizon == 1 ? "One step ahead" : "Over a rollout of " + horizon + " steps";
        String own = rollout + " the VRMSE of " + model + " is "
                + ThreeDigits.of(errors.rollout().vrmse());
        List<String> smaller = new ArrayList<>();
        List<String> larger = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        List<String> beside = new ArrayList<>();
        for (Baseline each : baselines) {
            Ratio ratio = each.ratio();
            List<String> group =
                    ratio == null ? beside : ratio.high() < 1 ? smaller : ratio.low() > 1 ? larger : undecided;
            group.add(each.label() + " (" + ThreeDigits.of(each.rollout().vrmse()) + ")");
        }
        List<String> parts = new ArrayList<>();
        part(parts, "smaller than that of ", smaller);
        part(parts, "larger than that of ", larger);
        part(parts, "not distinguishable from that of ", undecided);
        part(parts, "beside ", beside);
        String untrained = keptEpoch > 0
                ? ""
                : model + " forecast best before its first update and is as it was then: train it for longer. ";
        return untrained + own + (parts.isEmpty() ? "" : ", ") + String.join("; ", parts)
                + ". Encoding and decoding the truth alone costs "
                + ThreeDigits.of(errors.autoencoderFloor().vrmse()) + "." + hedge();
    }

    private static void part(List<String> parts, String what, List<String> who) {
        if (!who.isEmpty()) {
            parts.add(what + list(who));
        }
    }

    private static String list(List<String> who) {
        int last = who.size() - 1;
        return last == 0 ? who.get(0) : String.join(", ", who.subList(0, last)) + " and " + who.get(last);
    }

    private String hedge() {
        return baselines.stream().allMatch(each -> each.ratio() == null)
                ? " So few segments are scored that who is better is not said."
                : " Smaller and larger are said where the 95% interval of the ratio over the " + segments
                        + " test segments excludes 1; other data or another seed may say otherwise (compare tells).";
    }
}
