package io.github.dl4jquantum.bench.tune;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Trains and scores candidates, several at once, each on a thread of its own. What it throws but IOException fails the
 * candidate alone.
 */
interface Trial {

    /** A trained model. */
    @FunctionalInterface
    interface Model {
        /** Writes it to one file, complete or not at all. */
        void save(Path file) throws IOException;
    }

    /**
     * What became of a candidate.
     *
     * @param score less is better
     * @param model what was scored
     */
    record Outcome(double score, Model model) {}

    /** Makes ready what candidates share; no part of the candidate's own time. */
    default void prepare(Map<String, Object> parameters, Deadline deadline) throws IOException {}

    /**
     * Trains and scores one candidate.
     *
     * @param deadline asked in every iteration, and told where that was
     */
    Outcome run(Map<String, Object> parameters, Deadline deadline) throws IOException;

    /** The candidate is in the log: nothing of its training needs to be kept. */
    default void ended(Map<String, Object> parameters) throws IOException {}
}
