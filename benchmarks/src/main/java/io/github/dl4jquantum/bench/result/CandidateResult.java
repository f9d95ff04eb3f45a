package io.github.dl4jquantum.bench.result;

import java.util.Locale;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonValue;

/**
 * One candidate of a search that has ended: a line of {@code candidates.jsonl}.
 *
 * @param index of the proposal, counted from 0
 * @param parameters what was proposed, by name
 * @param score less is better; null unless it completed
 * @param status how it ended
 * @param reason why it did not complete, or null
 * @param seconds its own training and scoring took
 */
public record CandidateResult(
        int index, Map<String, Object> parameters, Double score, Status status, String reason, double seconds) {

    /** How a candidate ended. */
    public enum Status {
        /** Trained and scored. */
        COMPLETED,
        /** Refused by the layer, or its training left the finite numbers. */
        FAILED,
        /** The budget of time ended before it did. */
        STOPPED;

        /** The status of that name. */
        public static Status named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it completed, and better than {@code other}; the earlier of two equals is the better. */
    public boolean isBetterThan(CandidateResult other) {
        return score != null
                && (other == null || score < other.score || (score.equals(other.score) && index < other.index));
    }
}
