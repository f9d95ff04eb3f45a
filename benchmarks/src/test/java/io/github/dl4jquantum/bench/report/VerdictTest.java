package io.github.dl4jquantum.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.result.ErrorMeasures;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.bench.result.RunResult.Baseline;
import io.github.dl4jquantum.bench.result.RunResult.Ratio;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the intervals. */
@Timeout(60)
class VerdictTest {
    private final Map<String, Baseline> baselines = new LinkedHashMap<>();

    @Test
    void theIntervalDecidesWhoWins() {
        add("persistence", 0.87, new Ratio(0.17, 0.15, 0.19));
        add("DMD", 0.2, new Ratio(0.75, 0.7, 0.8));
        add("quadratic map", 0.148, new Ratio(1.01, 0.97, 1.05));
        add("classical twin", 0.125, new Ratio(1.2, 1.1, 1.3));
        String text = text();
        assertTrue(
                text.startsWith(
                        "Over a rollout of 7 steps the VRMSE of QLSTM is 0.150, smaller than that of persistence"
                                + " (0.870) and DMD (0.200); larger than that of classical twin (0.125); not distinguishable from that"
                                + " of quadratic map (0.148). Encoding and decoding the truth alone costs 0.102."),
                text);
        assertTrue(text.contains("over the 100 test segments excludes 1"), text);
    }

    @Test
    void withoutIntervalsNobodyWins() {
        add("persistence", 0.001, null);
        String text = text();
        assertTrue(text.contains("beside persistence (0.00100)"), text);
        assertFalse(text.contains("smaller than") || text.contains("larger than"), text);
        assertTrue(text.contains("who is better is not said"), text);
    }

    @Test
    void anIntervalThatTouchesOneDecidesNothing() {
        add("DMD", 0.2, new Ratio(0.9, 0.8, 1));
        assertTrue(text().contains("not distinguishable from that of DMD"), text());
        assertEquals(1, baselines.size());
    }

    private void add(String label, double vrmse, Ratio ratio) {
        baselines.put(label, new Baseline(label, "", 0, measures(vrmse), measures(vrmse), ratio));
    }

    @Test
    void aModelThatTrainingDidNotImproveIsCalledThat() {
        add("persistence", 0.15, null);
        String text = text(0);
        assertTrue(text.startsWith("QLSTM forecast best before its first update and is as it was then"), text);
        assertFalse(text().contains("first update"), text());
    }

    private String text() {
        return text(1);
    }

    private String text(int keptEpoch) {
        RunResult.Errors errors = new RunResult.Errors(
                measures(0.1), measures(0.15), new RunResult.Latent(0.1), measures(0.102), measures(0.9), null);
        return new Verdict("QLSTM", errors, baselines, 7, 100, keptEpoch).text();
    }

    private static ErrorMeasures measures(double vrmse) {
        return new ErrorMeasures(10 * vrmse, 20 * vrmse, 30 * vrmse, vrmse);
    }
}
