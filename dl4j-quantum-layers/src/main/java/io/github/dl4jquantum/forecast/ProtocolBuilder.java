package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.Protocol.Split;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Options of a {@link Protocol}, which says what each means; {@link #build} checks them all. */
public final class ProtocolBuilder {
    private final String problem;
    private final Map<String, Double> parameters = new TreeMap<>();
    private InitialFamily initial = InitialFamily.RANDOM_SMOOTH;
    private Integer grid;
    private List<String> fields = List.of();
    private int coarsening = 2;
    private double saveInterval = 0.2;
    private int snapshots = 10;
    private Split split = Split.TRAJECTORIES;
    private int train = 500;
    private int validation = 60;
    private int test = 100;
    private int context = 3;
    private int horizon = 7;
    private Encoder encoder = Encoder.POD;
    private int latent = 32;
    private Normalization normalization = Normalization.STANDARD;
    private List<Double> learningRates = List.of(2e-3, 5e-3, 1e-2);
    private int updates = 2500;
    private long dataSeed = 1;
    private List<Long> modelSeeds = List.of(1L, 2L, 3L, 4L, 5L);

    ProtocolBuilder(String problem) {
        this.problem = problem;
    }

    ProtocolBuilder(Protocol other) {
        problem = other.problem();
        parameters.putAll(other.parameters());
        initial = other.initial();
        grid = other.grid();
        fields = other.fields();
        coarsening = other.coarsening();
        saveInterval = other.saveInterval();
        snapshots = other.snapshots();
        split = other.split();
        train = other.train();
        validation = other.validation();
        test = other.test();
        context = other.context();
        horizon = other.horizon();
        encoder = other.encoder();
        latent = other.latent();
        normalization = other.normalization();
        learningRates = other.learningRates();
        updates = other.updates();
        dataSeed = other.dataSeed();
        modelSeeds = other.modelSeeds();
    }

    /**
     * Sets a parameter of the equation.
     *
     * @param name such as {@code reynolds}
     * @param value in the problem's range; default: the problem's own
     * @return this builder
     */
    public ProtocolBuilder parameter(String name, double value) {
        parameters.put(name, value);
        return this;
    }

    /**
     * Sets the family of initial states.
     *
     * @param family default {@link InitialFamily#RANDOM_SMOOTH}
     * @return this builder
     */
    public ProtocolBuilder initial(InitialFamily family) {
        initial = family;
        return this;
    }

    /**
     * Sets the points along each axis before coarsening.
     *
     * @param points null, the default: the problem's own
     * @return this builder
     */
    public ProtocolBuilder grid(Integer points) {
        grid = points;
        return this;
    }

    /**
     * Sets the fields to forecast.
     *
     * @param fields their names, in the order of a snapshot; default none: all
     * @return this builder
     */
    public ProtocolBuilder fields(String... fields) {
        this.fields = List.of(fields);
        return this;
    }

    /**
     * Sets of how many points along each axis one is kept.
     *
     * @param every 1 or more; default 2
     * @return this builder
     */
    public ProtocolBuilder coarsening(int every) {
        coarsening = every;
        return this;
    }

    /**
     * Sets the time between snapshots.
     *
     * @param interval more than 0; default 0.2
     * @return this builder
     */
    public ProtocolBuilder saveInterval(double interval) {
        saveInterval = interval;
        return this;
    }

    /**
     * Sets the snapshots of a trajectory, the initial state included.
     *
     * @param snapshots the context's and the horizon's at least; default 10
     * @return this builder
     */
    public ProtocolBuilder snapshots(int snapshots) {
        this.snapshots = snapshots;
        return this;
    }

    /**
     * Splits by trajectory, as is the default.
     *
     * @param train trajectories to train on, 1 or more; default 500
     * @param validation trajectories to validate on, 1 or more; default 60
     * @param test trajectories to test on, 1 or more; default 100
     * @return this builder
     */
    public ProtocolBuilder byTrajectory(int train, int validation, int test) {
        return split(Split.TRAJECTORIES, train, validation, test);
    }

    /**
     * Splits each trajectory in time.
     *
     * @param trajectories how many there are, 1 or more
     * @return this builder
     */
    public ProtocolBuilder inTime(int trajectories) {
        return split(Split.TIME, trajectories, 0, 0);
    }

    /**
     * Splits the windows of all trajectories at random.
     *
     * @param trajectories how many there are, 1 or more
     * @return this builder
     */
    public ProtocolBuilder randomWindows(int trajectories) {
        return split(Split.RANDOM_WINDOWS, trajectories, 0, 0);
    }

    private ProtocolBuilder split(Split split, int train, int validation, int test) {
        this.split = split;
        this.train = train;
        this.validation = validation;
        this.test = test;
        return this;
    }

    /**
     * Sets how many snapshots are given.
     *
     * @param snapshots 1 or more; default 3
     * @return this builder
     */
    public ProtocolBuilder context(int snapshots) {
        context = snapshots;
        return this;
    }

    /**
     * Sets how many snapshots after them are asked for.
     *
     * @param snapshots 1 or more; default 7
     * @return this builder
     */
    public ProtocolBuilder horizon(int snapshots) {
        horizon = snapshots;
        return this;
    }

    /**
     * Sets the encoder of the latent space.
     *
     * @param encoder default {@link Encoder#POD}
     * @return this builder
     */
    public ProtocolBuilder encoder(Encoder encoder) {
        this.encoder = encoder;
        return this;
    }

    /**
     * Sets the numbers of a latent vector.
     *
     * @param latent 1 or more; default 32
     * @return this builder
     */
    public ProtocolBuilder latent(int latent) {
        this.latent = latent;
        return this;
    }

    /**
     * Sets how physical values become those that the encoder sees.
     *
     * @param normalization default {@link Normalization#STANDARD}
     * @return this builder
     */
    public ProtocolBuilder normalization(Normalization normalization) {
        this.normalization = normalization;
        return this;
    }

    /**
     * Sets the learning rates that every trained model may try.
     *
     * @param rates between 0 and 1, at least one; default 2e-3, 5e-3 and 1e-2
     * @return this builder
     */
    public ProtocolBuilder learningRates(double... rates) {
        learningRates = Arrays.stream(rates).boxed().toList();
        return this;
    }

    /**
     * Sets the updates of a latent model's training.
     *
     * @param updates 1 or more; default 2500
     * @return this builder
     */
    public ProtocolBuilder updates(int updates) {
        this.updates = updates;
        return this;
    }

    /**
     * Sets the seed of the data.
     *
     * @param seed any number; default 1
     * @return this builder
     */
    public ProtocolBuilder dataSeed(long seed) {
        dataSeed = seed;
        return this;
    }

    /**
     * Sets the seeds of the models, one training each.
     *
     * @param seeds at least one; default 1 to 5
     * @return this builder
     */
    public ProtocolBuilder modelSeeds(long... seeds) {
        modelSeeds = Arrays.stream(seeds).boxed().toList();
        return this;
    }

    /**
     * Checks the options.
     *
     * @return the protocol
     * @throws IllegalArgumentException if the options do not go together; what the problem refuses shows with its data
     */
    public Protocol build() {
        return new Protocol(
                problem,
                parameters,
                initial,
                grid,
                fields,
                coarsening,
                saveInterval,
                snapshots,
                split,
                train,
                validation,
                test,
                context,
                horizon,
                encoder,
                latent,
                normalization,
                learningRates,
                updates,
                dataSeed,
                modelSeeds);
    }
}
