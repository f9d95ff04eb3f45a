package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.compare.CellSpec.SpaceSpec;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.run.Baseline;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.pde.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cells of an experiment. */
final class CellMatrix {
    static final String BY_TRAJECTORY = "trajectories";
    static final String BY_TIME = "time";
    static final String BY_WINDOWS = "random-windows";
    static final String NONE = "none";

    private final CompareSpec spec;
    private final String engine;
    private final Set<CellSpec> cells = new LinkedHashSet<>();

    private CellMatrix(CompareSpec spec, String engine) {
        this.spec = spec;
        this.engine = engine;
    }

    /**
     * Every cell once, those of one latent space together, seed by seed: the first draw is complete first.
     *
     * @param engine the name of what will evaluate circuits
     */
    static List<CellSpec> of(CompareSpec spec, String engine) {
        return List.copyOf(new CellMatrix(spec, engine).cells());
    }

    private Set<CellSpec> cells() {
        for (int draw = 1; draw <= spec.draws(); draw++) {
            for (Map.Entry<String, ProblemSpec> problem : spec.problems().entrySet()) {
                for (String split : spec.splits()) {
                    Protocol protocol = problem.getValue().protocol(problem.getKey(), split);
                    addBaselines(space(protocol, Encoder.POD, Collections.max(latents(problem.getValue())), draw));
                    addTrained(ofExperiment(protocol), latents(problem.getValue()), draw);
                }
            }
        }
        return cells;
    }

    private List<Integer> latents(ProblemSpec problem) {
        return problem.latent() == null ? spec.latents() : List.of(problem.latent());
    }

    private Protocol ofExperiment(Protocol protocol) {
        return protocol.toBuilder()
                .learningRates(
                        spec.learningRates().stream().mapToDouble(rate -> rate).toArray())
                .updates(spec.updates())
                .build();
    }

    private void addTrained(Protocol protocol, List<Integer> latents, int draw) {
        for (String name : spec.encoders()) {
            Encoder encoder = Limits.encoder(name);
            for (int latent : encoder == Encoder.NONE ? List.of(values(protocol)) : latents) {
                for (int seed = 1; seed <= spec.seeds(); seed++) {
                    addModels(space(protocol, encoder, latent, draw), seed);
                }
            }
        }
    }

    private SpaceSpec space(Protocol protocol, Encoder encoder, int latent, int draw) {
        boolean trained = encoder == Encoder.MLP || encoder == Encoder.POD_MLP;
        return new SpaceSpec(
                protocol.toBuilder().encoder(encoder).latent(latent).build(),
                draw,
                trained ? spec.autoencoderUpdates() : 0);
    }

    private void addBaselines(SpaceSpec space) {
        for (Baseline baseline : Baseline.within(space.protocol().context())) {
            cells.add(CellSpec.baseline(spec, space, baseline));
        }
    }

    private void addModels(SpaceSpec space, int seed) {
        for (String name : spec.models()) {
            ComparedModel model = ComparedModel.named(name);
            for (CircuitBank bank : model.knowsCircuits() ? spec.banks() : List.of(CircuitBank.NONE)) {
                cells.add(CellSpec.trained(spec, space, model, bank, seed, engine));
            }
        }
    }

    /** Values of a snapshot of all fields that are forecast. */
    static int values(Protocol protocol) {
        Problem problem = protocol.problemOf();
        int fields = protocol.fields().isEmpty()
                ? problem.fields().size()
                : protocol.fields().size();
        return Arrays.stream(problem.gridShape())
                .map(points -> (points + protocol.coarsening() - 1) / protocol.coarsening())
                .reduce(fields, Math::multiplyExact);
    }

    /** The name of a protocol's encoder. */
    static String encoder(Protocol protocol) {
        return Limits.name(protocol.encoder());
    }

    /** The tunings of the rows of these cells, each once. */
    static List<CellSpec> tunings(List<CellSpec> cells) {
        return cells.stream()
                .filter(cell -> !cell.isBaseline())
                .map(CellSpec::tuning)
                .distinct()
                .toList();
    }

    /**
     * The cells as jobs: one alone, or one that sets the pace and right after it, on the same thread, those that get its
     * training time.
     */
    static List<List<CellSpec>> jobs(List<CellSpec> cells) {
        List<List<CellSpec>> jobs = new ArrayList<>();
        for (CellSpec cell : cells) {
            if (!cell.isTimed()) {
                List<CellSpec> job = new ArrayList<>(List.of(cell));
                cells.stream()
                        .filter(other -> other.isTimed() && other.pacedBy(cell))
                        .forEach(job::add);
                jobs.add(job);
            }
        }
        return jobs;
    }

    /**
     * Jobs in an order that keeps {@code workers} threads busy: those of as many spaces as there are workers in turn, so
     * that no two threads wait for one space.
     */
    static List<List<CellSpec>> inTurns(List<List<CellSpec>> jobs, int workers) {
        List<SpaceSpec> spaces =
                jobs.stream().map(job -> job.get(0).space()).distinct().toList();
        List<List<CellSpec>> order = new ArrayList<>();
        for (int from = 0; from < spaces.size(); from += workers) {
            List<List<List<CellSpec>>> wave = spaces.subList(from, Math.min(spaces.size(), from + workers)).stream()
                    .map(space -> jobs.stream()
                            .filter(job -> job.get(0).space().equals(space))
                            .toList())
                    .toList();
            int longest = wave.stream().mapToInt(List::size).max().orElse(0);
            for (int i = 0; i < longest; i++) {
                for (List<List<CellSpec>> each : wave) {
                    if (i < each.size()) {
                        order.add(each.get(i));
                    }
                }
            }
        }
        return order;
    }
}
