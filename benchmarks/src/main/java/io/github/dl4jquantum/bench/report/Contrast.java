package io.github.dl4jquantum.bench.report;

import java.util.Locale;

/**
 * Two rows of a comparison that differ in one thing, over the seeds that both have.
 *
 * @param question what is asked
 * @param measure of what the ratio is, such as "rollout MAE"
 * @param a one row
 * @param b the other
 * @param test on what it was measured; null where that makes no difference
 * @param ratio geometric mean over seeds of a's value to b's
 * @param low lower end of the ratio's 95% interval
 * @param high upper end
 * @param seeds how many pairs
 */
public record Contrast(
        Question question,
        String measure,
        RowKey a,
        RowKey b,
        String test,
        double ratio,
        double low,
        double high,
        int seeds) {

    /** Fewest pairs from which anything is concluded. */
    public static final int LEAST_SEEDS = 5;

    /** What a contrast asks. */
    public enum Question {
        QUANTUM("Quantum against classical, the same hidden size"),
        MATCHED("Quantum against classical, as many parameters"),
        BOUNDED("Quantum against an LSTM with bounded gates"),
        ENTANGLEMENT("With against without entanglement"),
        TRAINED_CIRCUITS("Trained against frozen random circuits"),
        RESIDUAL("With against without a residual output"),
        BASELINE("Against the best baseline"),
        ENCODER("Encoder against encoder"),
        LATENT("Latent size against the smallest"),
        CIRCUIT("Circuit size against the smallest"),
        UNSEEN("Out of distribution against in distribution");

        private final String text;

        Question(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What the interval allows to say. */
    public enum Outcome {
        A_SMALLER,
        B_SMALLER,
        UNDECIDED
    }

    /** Who has the smaller value, said only where the interval excludes 1 and there are enough seeds. */
    public Outcome outcome() {
        if (seeds < LEAST_SEEDS || !(high < 1 || low > 1)) {
            return Outcome.UNDECIDED;
        }
        return high < 1 ? Outcome.A_SMALLER : Outcome.B_SMALLER;
    }

    /** The ratio with its interval, such as "0.81 [0.70, 0.93]". */
    String interval() {
        return String.format(Locale.ROOT, "%s [%s, %s]", times(ratio), times(low), times(high));
    }

    /** A ratio in three digits. */
    static String times(double value) {
        return value >= 0.01 && value < 100 ? String.format(Locale.ROOT, "%.2f", value) : HtmlReport.number(value);
    }
}
