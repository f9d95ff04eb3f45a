package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.compare.CellSpec.DataSpec;
import io.github.dl4jquantum.bench.compare.CellSpec.SpaceSpec;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The cells of an experiment. */
final class Matrix {
    static final String MLP = "mlp";
    static final String POD = "pod";
    static final String NONE = "none";

    private final CompareSpec spec;
    private final String engine;
    private final Set<CellSpec> cells = new LinkedHashSet<>();

    private Matrix(CompareSpec spec, String engine) {
        this.spec = spec;
        this.engine = engine;
    }

    /**
     * Every cell once, those of one latent space together, seed by seed: the first seed is complete first.
     *
     * @param engine the name of what will evaluate circuits
     */
    static List<CellSpec> of(CompareSpec spec, String engine) {
        return List.copyOf(new Matrix(spec, engine).cells());
    }

    private Set<CellSpec> cells() {
        for (long seed = 1; seed <= spec.seeds(); seed++) {
            for (String problem : spec.problems().keySet()) {
                DataSpec data = new DataSpec(problem, spec.problems().get(problem), spec.trajectories(), seed);
                for (String split : spec.splits()) {
                    addBaselines(data, split);
                    for (String encoder : spec.encoders()) {
                        for (int latent : latents(encoder, data)) {
                            int updates = encoder.equals(MLP) ? spec.autoencoderUpdates() : 0;
                            addModels(new SpaceSpec(data, split, spec.context(), encoder, latent, updates));
                        }
                    }
                }
            }
        }
        return cells;
    }

    private void addBaselines(DataSpec data, String split) {
        SpaceSpec fields = new SpaceSpec(data, split, spec.context(), NONE, 0, 0);
        cells.add(baseline(fields, Baseline.PERSISTENCE));
        cells.add(baseline(fields, Baseline.LINEAR_EXTRAPOLATION));
        for (int latent : spec.latents()) {
            cells.add(baseline(new SpaceSpec(data, split, spec.context(), POD, latent, 0), Baseline.DMD));
        }
    }

    private CellSpec baseline(SpaceSpec space, Baseline baseline) {
        return new CellSpec(space, spec.tests(), baseline.toString(), 0, 0, 0, 0, 0, List.of(), "none");
    }

    private void addModels(SpaceSpec space) {
        for (String name : spec.models()) {
            ModelCell cell = ComparedModel.named(name).cell();
            boolean circuits = cell.isQuantum() || cell.matched() != null;
            for (int qubits : circuits ? spec.qubits() : List.of(0)) {
                for (int layers : circuits ? spec.layers() : List.of(0)) {
                    cells.add(new CellSpec(
                            space,
                            spec.tests(),
                            name,
                            spec.hidden(),
                            qubits,
                            layers,
                            spec.epochs(),
                            spec.minibatch(),
                            spec.learningRates(),
                            cell.isQuantum() ? engine : "none"));
                }
            }
        }
    }

    private List<Integer> latents(String encoder, DataSpec data) {
        return encoder.equals(NONE) ? List.of(values(data)) : spec.latents();
    }

    /** Values of a snapshot of the field that is forecast. */
    static int values(DataSpec data) {
        int[] grid = data.create(InitialFamily.RANDOM_SMOOTH).problem().gridShape();
        return Arrays.stream(grid).reduce(1, Math::multiplyExact);
    }

    /**
     * The cells in an order that keeps {@code workers} threads busy: those of as many spaces as there are workers in
     * turn, so that no two threads wait for one space.
     */
    static List<CellSpec> inTurns(List<CellSpec> cells, int workers) {
        List<SpaceSpec> spaces = new ArrayList<>(
                new LinkedHashSet<>(cells.stream().map(CellSpec::space).toList()));
        List<CellSpec> order = new ArrayList<>();
        for (int from = 0; from < spaces.size(); from += workers) {
            List<List<CellSpec>> wave = spaces.subList(from, Math.min(spaces.size(), from + workers)).stream()
                    .map(space -> cells.stream()
                            .filter(cell -> cell.space().equals(space))
                            .toList())
                    .toList();
            int longest = wave.stream().mapToInt(List::size).max().orElse(0);
            for (int i = 0; i < longest; i++) {
                for (List<CellSpec> each : wave) {
                    if (i < each.size()) {
                        order.add(each.get(i));
                    }
                }
            }
        }
        return order;
    }
}
