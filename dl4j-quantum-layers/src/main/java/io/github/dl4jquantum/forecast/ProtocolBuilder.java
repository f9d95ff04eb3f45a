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

    /** A parameter of the equation. Default: the problem's own. */
    public ProtocolBuilder parameter(String name, double value) {
        parameters.put(name, value);
        return this;
    }

    /** Default {@link InitialFamily#RANDOM_SMOOTH}. */
    public ProtocolBuilder initial(InitialFamily family) {
        initial = family;
        return this;
    }

    /** Points along each axis before coarsening; null, the default: the problem's own. */
    public ProtocolBuilder grid(Integer points) {
        grid = points;
        return this;
    }

    /** The fields to forecast. Default none: all. */
    public ProtocolBuilder fields(String... fields) {
        this.fields = List.of(fields);
        return this;
    }

    /** Of so many points along each axis one is kept. Default 2. */
    public ProtocolBuilder coarsening(int every) {
        coarsening = every;
        return this;
    }

    /** Default 0.2. */
    public ProtocolBuilder saveInterval(double interval) {
        saveInterval = interval;
        return this;
    }

    /** Default 10. */
    public ProtocolBuilder snapshots(int snapshots) {
        this.snapshots = snapshots;
        return this;
    }

    /** Splits by trajectory, the default: 500, 60 and 100. */
    public ProtocolBuilder byTrajectory(int train, int validation, int test) {
        return split(Split.TRAJECTORIES, train, validation, test);
    }

    /** Splits each trajectory in time. */
    public ProtocolBuilder inTime(int trajectories) {
        return split(Split.TIME, trajectories, 0, 0);
    }

    /** Splits the windows of all trajectories at random. */
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

    /** Default 3. */
    public ProtocolBuilder context(int snapshots) {
        context = snapshots;
        return this;
    }

    /** Default 7. */
    public ProtocolBuilder horizon(int snapshots) {
        horizon = snapshots;
        return this;
    }

    /** Default {@link Encoder#POD}. */
    public ProtocolBuilder encoder(Encoder encoder) {
        this.encoder = encoder;
        return this;
    }

    /** Default 32. */
    public ProtocolBuilder latent(int latent) {
        this.latent = latent;
        return this;
    }

    /** Default {@link Normalization#STANDARD}. */
    public ProtocolBuilder normalization(Normalization normalization) {
        this.normalization = normalization;
        return this;
    }

    /** Default 2e-3, 5e-3 and 1e-2. */
    public ProtocolBuilder learningRates(double... rates) {
        learningRates = Arrays.stream(rates).boxed().toList();
        return this;
    }

    /** Default 2500. */
    public ProtocolBuilder updates(int updates) {
        this.updates = updates;
        return this;
    }

    /** Default 1. */
    public ProtocolBuilder dataSeed(long seed) {
        dataSeed = seed;
        return this;
    }

    /** Default 1 to 5. */
    public ProtocolBuilder modelSeeds(long... seeds) {
        modelSeeds = Arrays.stream(seeds).boxed().toList();
        return this;
    }

    /** @throws IllegalArgumentException if the options do not go together; what the problem refuses shows with its data */
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
