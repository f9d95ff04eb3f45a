package io.github.dl4jquantum.bench.result;

import java.util.Locale;

/**
 * Two rows of a comparison that differ in one thing, over the draws and seeds that both have.
 *
 * @param question what is asked
 * @param measure of what the ratio is, such as "rollout VRMSE"
 * @param a one row
 * @param b the other
 * @param test on what it was measured; null where that makes no difference
 * @param ratio geometric mean of a's value to b's
 * @param low lower end of the ratio's 95% interval
 * @param high upper end
 * @param draws of the data
 * @param seeds pairs of the draw that has the fewest
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
        int draws,
        int seeds) {
    /** Fewest draws of the data from which anything is concluded. */
    public static final int LEAST_DRAWS = 3;

    /** Fewest seeds of each draw from which anything is concluded. */
    public static final int LEAST_SEEDS = 5;

    /** The measure of smoothness at the learning rates of both rows. */
    public static final String ROUGHNESS = "roughness of the loss";

    /** The same where both rows have one learning rate. */
    public static final String ROUGHNESS_AT_ONE_RATE = "roughness at one learning rate";

    /** What a contrast asks. */
    public enum Question {
        TWIN("Circuits against bounded functions in the same cell"),
        SIZE("Quantum against classical, the same hidden size"),
        PARAMETERS("Quantum against classical, as many parameters"),
        TIME("Quantum against classical, as much training time"),
        BASELINE("Against the best baseline"),
        ENTANGLEMENT("With against without entanglement"),
        TRAINED_CIRCUITS("Trained against frozen random circuits"),
        BOUNDED("Bounded gates"),
        RESIDUAL("With against without a residual output"),
        CIRCUITS("Circuits per gate"),
        QUBITS("Qubits of a circuit"),
        LAYERS("Layers of a circuit"),
        ENCODING("Encoding of a circuit's inputs"),
        ENCODER("Encoder against encoder"),
        LATENT("Latent size against the smallest"),
        UNSEEN("Out of distribution against in distribution"),
        NOISE("Under noise, or by shots, against exact circuits"),
        NOISY_TRAINING("Trained under noise against trained exactly"),
        PERSISTENCE("Under noise, or by shots, against persistence"),
        MITIGATION("Mitigated against the same noise and shots as they are"),
        FLATNESS("Gradients under noise against those of exact circuits");

        private final String text;

        Question(String text) {
            this.text = text;
        }

        /** Whether it asks what conditions under which circuits are run do. */
        public boolean ofConditions() {
            return compareTo(NOISE) >= 0;
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

    /** Whether there are enough draws and seeds to conclude anything. */
    public boolean suffices() {
        return draws >= LEAST_DRAWS && seeds >= LEAST_SEEDS;
    }

    /** Who has the smaller value, said only where the interval excludes 1 and there is enough of it. */
    public Outcome outcome() {
        if (!suffices() || !(high < 1 || low > 1)) {
            return Outcome.UNDECIDED;
        }
        return high < 1 ? Outcome.A_SMALLER : Outcome.B_SMALLER;
    }

    /** The ratio with its interval, such as "0.81 [0.70, 0.93]"; without it where there is too little to resample. */
    public String interval() {
        return !suffices()
                ? times(ratio)
                : String.format(Locale.ROOT, "%s [%s, %s]", times(ratio), times(low), times(high));
    }

    /** A ratio in three digits. */
    public static String times(double value) {
        return value >= 0.01 && value < 100 ? String.format(Locale.ROOT, "%.2f", value) : ThreeDigits.of(value);
    }
}
