package io.github.dl4jquantum.forecast;

import java.util.OptionalInt;

/** Choosing between candidates, such as learning rates, by their scores on the validation part. */
public final class ModelSelection {

    private ModelSelection() {}

    /**
     * The index of the lowest score; of equal ones the first. A score that is NaN or infinite, that of a training which
     * diverged, is never chosen.
     *
     * @param validationScores a loss or an error of each candidate: less is better
     * @return empty if no score is finite
     */
    public static OptionalInt lowest(double... validationScores) {
        int best = -1;
        for (int i = 0; i < validationScores.length; i++) {
            if (Double.isFinite(validationScores[i]) && (best < 0 || validationScores[i] < validationScores[best])) {
                best = i;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }
}
