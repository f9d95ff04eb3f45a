package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.Problem;
import io.github.dl4jquantum.pde.problem.ProblemBuilder;
import io.github.dl4jquantum.pde.problem.Progress;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * How forecasts are made and scored: which data, cut into which parts, what is given and what is asked for, and what every
 * model may try. Two results are comparable if their protocols are equal.
 *
 * <p>{@link #named} and {@link #paper} are ready ones; {@link #builder} starts others. A protocol is a value: immutable,
 * equal to any other of the same numbers, and JSON.
 *
 * @param problem {@link Problem#name}, or any name of data that comes from elsewhere
 * @param parameters of the equation by name; those left out are the problem's own
 * @param initial family of initial states
 * @param grid points along each axis before coarsening; null for the problem's own
 * @param fields that are forecast, in this order; empty for all
 * @param coarsening every so many points along each axis one is kept, from the first on
 * @param saveInterval time between snapshots
 * @param snapshots of a trajectory, the initial state included
 * @param split how the parts are cut
 * @param train trajectories to train on; with another split than {@link Split#TRAJECTORIES} all there are
 * @param validation trajectories to validate on; with another split 0
 * @param test trajectories to test on; with another split 0
 * @param context snapshots that are given
 * @param horizon snapshots after them that are asked for
 * @param encoder of the latent space
 * @param latent numbers of a latent vector
 * @param normalization of what the encoder sees
 * @param learningRates that every trained model may try; the validation part chooses
 * @param updates of a latent model's training
 * @param dataSeed of the initial states and of {@link Split#RANDOM_WINDOWS}: trajectory i depends on (seed, i) alone
 * @param modelSeeds of the models, one training each
 */
public record Protocol(
        @JsonProperty("problem") String problem,
        @JsonProperty("parameters") Map<String, Double> parameters,
        @JsonProperty("initial") InitialFamily initial,
        @JsonProperty("grid") Integer grid,
        @JsonProperty("fields") List<String> fields,
        @JsonProperty("coarsening") int coarsening,
        @JsonProperty("saveInterval") double saveInterval,
        @JsonProperty("snapshots") int snapshots,
        @JsonProperty("split") Split split,
        @JsonProperty("train") int train,
        @JsonProperty("validation") int validation,
        @JsonProperty("test") int test,
        @JsonProperty("context") int context,
        @JsonProperty("horizon") int horizon,
        @JsonProperty("encoder") Encoder encoder,
        @JsonProperty("latent") int latent,
        @JsonProperty("normalization") Normalization normalization,
        @JsonProperty("learningRates") List<Double> learningRates,
        @JsonProperty("updates") int updates,
        @JsonProperty("dataSeed") long dataSeed,
        @JsonProperty("modelSeeds") List<Long> modelSeeds) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /** The part of the heap that may be full of them, as a divisor. */
    private static final int HEAP_FOR_SNAPSHOTS = 4;

    /** How trajectories become three parts. Each window belongs to one of them alone. */
    public enum Split {
        /** Whole trajectories, in their order: the first train, the last test. */
        TRAJECTORIES,
        /**
         * Each trajectory is cut in time: its first 70% train, the next 10% validate, the last 20% test. Validation and test
         * stretches are preceded by true snapshots as context, which are never scored there.
         */
        TIME,
        /**
         * All windows of context + horizon snapshots, shuffled by the data seed: 70% train, 10% validate, 20% test. Windows
         * overlap in time: what is asked of a test window may be seen in a training window, so that scores are those of an
         * interpolation.
         */
        RANDOM_WINDOWS
    }

    /**
     * The data of a protocol: each part in segments of context + horizon snapshots, but whole stretches to train on.
     *
     * @param train to learn from
     * @param validation to choose by
     * @param test to report on
     */
    public record Parts(Segments train, Segments validation, Segments test) {

        /**
         * {@return the SHA-256 of the snapshots, 64 digits: of their numbers as float32, low byte first, of train,
         * validation and test in turn, segment by segment and in each snapshot by snapshot}
         */
        public String sha256() {
            Fingerprint fingerprint = new Fingerprint();
            train.addTo(fingerprint);
            validation.addTo(fingerprint);
            test.addTo(fingerprint);
            return fingerprint.toString();
        }
    }

    /**
     * Checks everything that the problem does not check.
     *
     * @param problem {@link Problem#name}, or any name of data that comes from elsewhere
     * @param parameters of the equation by name; those left out are the problem's own
     * @param initial family of initial states
     * @param grid points along each axis before coarsening; null for the problem's own
     * @param fields that are forecast, in this order; empty for all
     * @param coarsening every so many points along each axis one is kept, from the first on
     * @param saveInterval time between snapshots
     * @param snapshots of a trajectory, the initial state included
     * @param split how the parts are cut
     * @param train trajectories to train on; with another split than {@link Split#TRAJECTORIES} all there are
     * @param validation trajectories to validate on; with another split 0
     * @param test trajectories to test on; with another split 0
     * @param context snapshots that are given
     * @param horizon snapshots after them that are asked for
     * @param encoder of the latent space
     * @param latent numbers of a latent vector
     * @param normalization of what the encoder sees
     * @param learningRates that every trained model may try; the validation part chooses
     * @param updates of a latent model's training
     * @param dataSeed of the initial states and of {@link Split#RANDOM_WINDOWS}: trajectory i depends on (seed, i)
     *     alone
     * @param modelSeeds of the models, one training each
     */
    public Protocol {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(initial, "initial");
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(normalization, "normalization");
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        fields = List.copyOf(fields);
        learningRates = List.copyOf(learningRates);
        modelSeeds = List.copyOf(modelSeeds);
        ProtocolChecks.check(
                snapshots, split, List.of(train, validation, test), context, horizon, learningRates, modelSeeds);
        ProtocolChecks.positive("coarsening", coarsening);
        ProtocolChecks.positive("latent", latent);
        ProtocolChecks.positive("updates", updates);
        if (!(saveInterval > 0 && saveInterval < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("saveInterval = " + saveInterval + ": give a positive, finite number.");
        }
    }

    /**
     * {@return the protocol of a problem, at a save interval at which persistence and extrapolation fail: burgers2d,
     * grayscott2d, hamiltonjacobibellman2d or michaelismenten3d; and of every other name in ProblemBuilder.names(), at
     * save intervals that no study has been run at yet} Random smooth initial states, 10 snapshots, of which 3 are
     * given; whole trajectories are held out. VRMSE of the rollout over the test part, data seed 1:
     *
     * <pre>
     *                           persistence  linear  DMD, best lags  quadratic map  encoder's floor
     * burgers2d                        0.86    2.46            0.19           0.14            0.096
     * grayscott2d                      0.52    2.52            0.43           2.93             0.18
     * hamiltonjacobibellman2d          0.78    1.01            0.10           0.11            0.074
     * michaelismenten3d                3.92    9.37           0.057          0.071            0.042
     * </pre>
     *
     * <p>Gray-Scott has eight times the problem's own diffusivities, on 24 x 24 points: patterns nearly three times as wide,
     * of which fewer fill the square, so that few POD modes hold them. Michaelis-Menten has slow diffusion and a small
     * constant, so that uptake ends at a time of its own at each point; with the problem's own numbers it is nearly linear,
     * and DMD reaches the encoder's floor. Since all of it is used up, persistence is worse than the truth's mean.
     *
     * @param problem its name
     * @throws IllegalArgumentException if there is no such problem
     */
    public static Protocol named(String problem) {
        return Protocols.named(problem);
    }

    /**
     * {@return the terms of arXiv 2502.13370 as far as they are known: one trajectory from the state that the
     * literature starts from, windows split at random, values scaled to [0, 1], one step}
     *
     * @param problem its name
     * @throws IllegalArgumentException if there is no such problem
     */
    public static Protocol paper(String problem) {
        return Protocols.paper(problem);
    }

    /**
     * Starts from the settings of {@code named("burgers2d")} for another problem, its own grid and all its fields, with 500
     * trajectories to train on, 60 to validate and 100 to test.
     *
     * @param problem its name, or any name of data that comes from elsewhere
     * @return a builder of these settings
     */
    public static ProtocolBuilder builder(String problem) {
        return new ProtocolBuilder(problem);
    }

    /** {@return a builder of this protocol's settings} */
    public ProtocolBuilder toBuilder() {
        return new ProtocolBuilder(this);
    }

    /** {@return how many trajectories all parts have together} */
    public int trajectories() {
        return train + validation + test;
    }

    /**
     * {@return the problem with these settings}
     *
     * @throws IllegalArgumentException if there is no such problem, or it cannot have them
     */
    public Problem problemOf() {
        ProblemBuilder<?> options = ProblemBuilder.named(problem);
        options.initial(initial).saveInterval(saveInterval).snapshots(snapshots);
        if (grid != null) {
            options.grid(grid);
        }
        parameters.forEach(options::parameter);
        return options.build();
    }

    /** {@return the data, generated from {@link #dataSeed}} */
    public Parts parts() {
        return parts(dataSeed, Progress.NONE);
    }

    /**
     * {@return an independent draw of the data: generated, and with {@link Split#RANDOM_WINDOWS} shuffled, from
     * {@code seed} in place of {@link #dataSeed}}
     *
     * @param seed any number
     * @param progress told of the snapshots that are solved
     */
    public Parts parts(long seed, Progress progress) {
        Problem source = problemOf();
        Cutter cutter = new Cutter(this, source.fields(), source.gridShape(), true);
        source.generate(trajectories(), seed, progress, cutter::add);
        return cutter.parts(seed);
    }

    /**
     * {@return the parts of given trajectories, the first {@link #trajectories} of them}
     *
     * @param trajectories solutions of one problem on one grid
     * @throws IllegalArgumentException if there are too few, they are too short, lack a field, hold values that are not
     *     finite, or two of them differ in grid, fields, names of parameters or save interval
     */
    public Parts parts(List<Trajectory> trajectories) {
        return parts(trajectories, Progress.NONE);
    }

    /**
     * {@return the parts of given trajectories, as {@link #parts(List)} does} Snapshots that take more than a quarter
     * of the heap are not held in memory, but read from the trajectories each time that they are used, which for those
     * of files means from the files.
     *
     * @param trajectories solutions of one problem on one grid
     * @param progress told of the snapshots that are read
     */
    public Parts parts(List<Trajectory> trajectories, Progress progress) {
        return parts(trajectories, progress, mostHeld());
    }

    /** Bytes of snapshots that are held in memory where they could be read again. */
    static long mostHeld() {
        return Runtime.getRuntime().maxMemory() / HEAP_FOR_SNAPSHOTS;
    }

    /** @param most bytes of snapshots that are held in memory; more are read again each time that they are used */
    Parts parts(List<Trajectory> trajectories, Progress progress, double most) {
        ProtocolChecks.enough(trajectories.size(), trajectories());
        ProtocolChecks.alike(trajectories);
        Trajectory one = trajectories.get(0);
        boolean hold = Cutter.bytes(this, one.fields(), one.gridShape()) <= most;
        Cutter cutter = new Cutter(this, one.fields(), one.gridShape(), hold);
        for (int i = 0; i < trajectories(); i++) {
            cutter.add(trajectories.get(i));
            progress.snapshots((i + 1L) * snapshots, (long) trajectories() * snapshots);
        }
        return cutter.parts(dataSeed);
    }

    /**
     * {@return the parts of trajectories that are divided already, all of them}
     *
     * @param train as many as {@link #train} says
     * @param validation as many as {@link #validation} says
     * @param test as many as {@link #test} says
     * @throws IllegalArgumentException if the split is not {@link Split#TRAJECTORIES} into as many as there are, or as
     *     {@link #parts(List)} does
     */
    public Parts parts(List<Trajectory> train, List<Trajectory> validation, List<Trajectory> test) {
        ProtocolChecks.divided(this, List.of(train.size(), validation.size(), test.size()));
        List<Trajectory> all = new ArrayList<>(train);
        all.addAll(validation);
        all.addAll(test);
        return parts(all);
    }

    /**
     * {@return a latent space of this protocol, to be fitted to the train part; seed and training are the caller's}
     *
     * @param parts the data
     */
    public LatentSpace.Builder latentSpace(Parts parts) {
        return LatentSpace.builder(parts.train().valuesPerSnapshot(), latent)
                .encoder(encoder)
                .normalization(normalization);
    }

    /** {@return the protocol as JSON, which {@link #fromJson} reads} */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @param json the text
     * @return the protocol
     * @throws IllegalArgumentException if it is no protocol, or a bad one
     */
    public static Protocol fromJson(String json) {
        try {
            return JSON.readValue(json, Protocol.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no protocol: " + e.getOriginalMessage(), e);
        }
    }
}
