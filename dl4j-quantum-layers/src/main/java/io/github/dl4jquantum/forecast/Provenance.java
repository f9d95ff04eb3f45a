package io.github.dl4jquantum.forecast;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What made a forecaster, and what it scored: enough to make it again and to see whether the numbers agree. It is the entry
 * {@code provenance.json} of a saved forecaster, which other programs read with a zip and a JSON library alone.
 *
 * @param command that made it, as a shell takes it; whatever names its origin where no command did
 * @param versions of software and machine, by name
 * @param engine what evaluated its circuits
 * @param seed of everything random
 * @param data what it was fitted and scored on; null where that is not known
 * @param split how the data was divided; null where that is not known
 * @param curves by name, such as {@code curves.latent.train}: one number an epoch or a step
 * @param scores by name, such as {@code errors.rollout.vrmse}
 */
public record Provenance(
        @JsonProperty("command") String command,
        @JsonProperty("versions") SortedMap<String, String> versions,
        @JsonProperty("engine") String engine,
        @JsonProperty("seed") long seed,
        @JsonProperty("data") Data data,
        @JsonProperty("split") Split split,
        @JsonProperty("curves") SortedMap<String, List<Double>> curves,
        @JsonProperty("scores") SortedMap<String, Double> scores) {

    /**
     * What was learned from.
     *
     * @param description in words
     * @param sha256 of the snapshots themselves: {@link Protocol.Parts#sha256}
     */
    public record Data(@JsonProperty("description") String description, @JsonProperty("sha256") String sha256) {

        /**
         * Checks that the checksum is one.
         *
         * @param description in words
         * @param sha256 of the snapshots themselves: {@link Protocol.Parts#sha256}
         */
        public Data {
            given("description", description);
            given("sha256", sha256);
            if (!sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "the sha256 \"" + sha256 + "\" is none: give 64 digits of 0 to 9 and a to f");
            }
        }
    }

    /**
     * How snapshots were divided.
     *
     * @param by what was divided: "trajectories", "time" or "random-windows"
     * @param train segments to train on
     * @param validation segments that choose the epoch
     * @param test segments that are scored
     * @param context true snapshots before a forecast
     * @param horizon steps of a rollout
     */
    public record Split(
            @JsonProperty("by") String by,
            @JsonProperty("train") int train,
            @JsonProperty("validation") int validation,
            @JsonProperty("test") int test,
            @JsonProperty("context") int context,
            @JsonProperty("horizon") int horizon) {

        /**
         * Checks everything.
         *
         * @param by what was divided: "trajectories", "time" or "random-windows"
         * @param train segments to train on
         * @param validation segments that choose the epoch
         * @param test segments that are scored
         * @param context true snapshots before a forecast
         * @param horizon steps of a rollout
         */
        public Split {
            given("by", by);
            if (Math.min(Math.min(train, validation), Math.min(test, Math.min(context, horizon))) < 1) {
                throw new IllegalArgumentException("a split has train " + train + ", validation " + validation
                        + ", test " + test + ", context " + context + ", horizon " + horizon
                        + ": each must be 1 or more");
            }
        }
    }

    /**
     * Checks everything.
     *
     * @param command that made it, as a shell takes it; whatever names its origin where no command did
     * @param versions of software and machine, by name
     * @param engine what evaluated its circuits
     * @param seed of everything random
     * @param data what it was fitted and scored on; null where that is not known
     * @param split how the data was divided; null where that is not known
     * @param curves by name, such as {@code curves.latent.train}: one number an epoch or a step
     * @param scores by name, such as {@code errors.rollout.vrmse}
     * @throws IllegalArgumentException if a text or map is missing, or a number is not finite
     */
    public Provenance {
        given("command", command);
        given("versions", versions);
        given("engine", engine);
        given("curves", curves);
        given("scores", scores);
        versions.forEach((name, version) -> given("version of " + name, version));
        scores.forEach((name, score) -> finite("score " + name, score));
        curves.forEach((name, curve) -> {
            given("curve " + name, curve);
            curve.forEach(value -> finite("curve " + name, value));
        });
        versions = sorted(versions);
        scores = sorted(scores);
        SortedMap<String, List<Double>> copies = new TreeMap<>();
        curves.forEach((name, curve) -> copies.put(name, List.copyOf(curve)));
        curves = Collections.unmodifiableSortedMap(copies);
    }

    /** Of a forecaster of which only this much is known. */
    static Provenance of(String command, Map<String, String> versions, long seed) {
        return new Provenance(
                command, new TreeMap<>(versions), "unknown", seed, null, null, new TreeMap<>(), new TreeMap<>());
    }

    private static <T> SortedMap<String, T> sorted(Map<String, T> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    private static void given(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException("the " + name + " is null: give one");
        }
    }

    private static void finite(String name, Double value) {
        if (value == null || !Double.isFinite(value)) {
            throw new IllegalArgumentException("the " + name + " holds " + value + ": leave out what is not finite");
        }
    }
}
