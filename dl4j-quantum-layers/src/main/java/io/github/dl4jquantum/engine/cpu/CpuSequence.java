package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CircuitEvaluator.Gradients;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.SequenceCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongPredicate;

/**
 * A recurrent cell over sequences on the CPU: each tile of sequences is one task, from the first time step to the last
 * and back.
 *
 * @param <A> {@code float[]} or {@code double[]}
 * @param <S> what a time step keeps
 */
final class CpuSequence<A, S extends CellStep<A>> implements SequenceEvaluator<A> {

    private final CellProgram<A, S> program;
    private final SequenceCell cell;
    private final Precision<A> precision;
    private final long tapeBudget;
    private final LongPredicate asMatrices;
    private CellKernels<A> kernels;
    /** Tiles kept from forward to backward. */
    private final List<Tile> tiles = new ArrayList<>();

    private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();
    private Tiling tiling;
    private Input<A> input;
    private A parameters;
    private boolean kept;
    /** Whether circuits run as matrices. */
    private boolean matrices;
    /** Numbers that the way back adds up: the gradients of parameters and matrices. */
    private int sums;

    /**
     * @param tapeBudget bytes of tapes that may be kept from forward to backward
     * @param rule when circuits run as matrices
     */
    CpuSequence(CellProgram<A, S> program, Precision<A> precision, long tapeBudget, Transfer.Rule rule) {
        List<Bank<A>> banks = program.banks();
        boolean suits = !banks.isEmpty() && banks.stream().allMatch(bank -> Transfer.suits(bank.plan));
        asMatrices = uses -> suits && rule.pays(uses, program.sizes().step());
        this.program = program;
        this.precision = precision;
        this.tapeBudget = tapeBudget;
        cell = program.cell();
        use(tiling(1, 1, false), false);
    }

    @Override
    public Output<A> forward(Input<A> input, A parameters, boolean differentiable) {
        check(input, parameters);
        boolean now = asMatrices.test((long) input.minibatch() * input.steps());
        use(tiling(input.minibatch(), differentiable ? input.steps() : 1, now), now);
        double[] numbers = kernels.toDoubles(parameters);
        List<Bank<A>> banks = program.banks();
        Workers.run(banks.size(), Workers.count(), k -> banks.get(k).prepare(numbers));
        int count = tiling.tiles();
        kept = differentiable && count * tiling.lanes() * program.sizes().step() * input.steps() <= tapeBudget;
        this.input = differentiable ? input : null;
        this.parameters = parameters;
        while (kept && tiles.size() < count) {
            tiles.add(new Tile());
        }
        int minibatch = input.minibatch();
        A activations = precision.allocate(minibatch * cell.nOut() * input.steps());
        List<A> states = cell.states().stream()
                .map(name -> precision.allocate(minibatch * cell.nOut()))
                .toList();
        Workers.run(count, tiling.threads(), index -> {
            Scratch scratch = take();
            Tile tile = kept ? tiles.get(index) : scratch.tile;
            tile.forward(scratch.forward, input, index, kept, activations);
            List<A[]> last = tile.step(input.steps() - 1, kept).states();
            for (int k = 0; k < last.size(); k++) {
                tiling.store(last.get(k), states.get(k), 0, index);
            }
            scratches.add(scratch);
        });
        return new Output<>(activations, states);
    }

    private void check(Input<A> input, A parameters) {
        if (input.steps() < 1) {
            throw new IllegalArgumentException("A sequence of " + input.steps() + " time steps; it needs at least 1.");
        }
        ArrayLength.check("values", input.values(), input.minibatch(), cell.nIn() * input.steps());
        ArrayLength.check("parameters", parameters, 1, cell.parameterCount());
        if (input.mask() != null) {
            ArrayLength.check("mask", input.mask(), input.minibatch(), input.steps());
        }
        List<A> states = input.states().arrays();
        cell.checkCount(states);
        states.forEach(state -> ArrayLength.check("state", state, input.minibatch(), cell.nOut()));
    }

    private Tiling tiling(int minibatch, int stepsKept, boolean now) {
        CellProgram.Sizes sizes = program.sizes();
        return Tiling.of(
                cell,
                now ? CellKernels.WIDEST : program.widest(),
                minibatch,
                sizes.tables(),
                sizes.scratch() + stepsKept * sizes.step());
    }

    /**
     * Rows of another width are of no use to the new kernels, nor are those of circuits that ran in another way.
     *
     * @param now whether circuits run as matrices from now on
     */
    private void use(Tiling tiling, boolean now) {
        this.tiling = tiling;
        if (kernels == null || kernels.lanes() != tiling.lanes() || now != matrices) {
            matrices = now;
            sums = cell.parameterCount();
            for (Bank<A> bank : program.banks()) {
                bank.transfer(matrices);
                sums = bank.placeSums(sums);
            }
            kernels = CellKernels.of(precision, tiling.lanes());
            tiles.clear();
            scratches.clear();
        }
    }

    @Override
    public Gradients<A> backward(A upstream, int steps) {
        if (input == null) {
            throw new IllegalStateException("backward needs a differentiable forward before it.");
        }
        ArrayLength.check("upstream", upstream, input.minibatch(), cell.nOut() * input.steps());
        A inputGradients = precision.allocate(input.minibatch() * cell.nIn() * input.steps());
        double[][] parts = new double[tiling.tiles()][sums];
        Workers.run(parts.length, tiling.threads(), task -> {
            // The last tile first: some of its tape is still in the cache.
            int index = parts.length - 1 - task;
            Scratch scratch = take();
            Tile tile = kept ? tiles.get(index) : scratch.tile;
            if (!kept) {
                tile.forward(scratch.forward, input, index, true, null);
            }
            tile.backward(scratch.backward(), input, index, steps, upstream, inputGradients);
            scratch.backward().addTo(parts[index]);
            scratches.add(scratch);
        });
        A parameterGradients = precision.allocate(cell.parameterCount());
        double[] total = new double[sums];
        for (double[] part : parts) {
            for (int k = 0; k < sums; k++) {
                total[k] += part[k];
            }
        }
        List<Bank<A>> banks = program.banks();
        Workers.run(banks.size(), tiling.threads(), k -> banks.get(k).finish(total));
        kernels.add(parameterGradients, 0, Arrays.copyOf(total, cell.parameterCount()));
        return new Gradients<>(inputGradients, parameterGradients);
    }

    private Scratch take() {
        Scratch scratch = scratches.poll();
        return scratch == null ? new Scratch() : scratch;
    }

    @Override
    public void close() {
        tiles.clear();
        scratches.clear();
        input = null;
    }

    /** What a thread needs while it works on a tile. */
    private final class Scratch {
        final Tile tile = new Tile();
        final CellProgram.Forward<A, S> forward = program.forward(kernels);
        private CellProgram.Backward<A, S> backward;

        CellProgram.Backward<A, S> backward() {
            if (backward == null) {
                backward = program.backward(kernels);
            }
            return backward;
        }
    }

    /** The time steps of a tile of sequences. */
    private final class Tile {
        private final List<S> steps = new ArrayList<>();
        private final List<A[]> first = new ArrayList<>();

        Tile() {
            cell.states().forEach(name -> first.add(kernels.realRows(cell.nOut())));
        }

        /** The rows of a time step; all steps share one where nothing is kept. */
        S step(int time, boolean keep) {
            int index = keep ? time : 0;
            while (steps.size() <= index) {
                steps.add(program.step(kernels));
            }
            return steps.get(index);
        }

        void forward(CellProgram.Forward<A, S> way, Input<A> from, int index, boolean keep, A activations) {
            load(from, index);
            List<A[]> states = first;
            for (int time = 0; time < from.steps(); time++) {
                S step = step(time, keep);
                tiling.load(from.values(), time * cell.nIn() * from.minibatch(), index, step.x);
                if (from.mask() != null) {
                    tiling.load(from.mask(), time * from.minibatch(), index, step.mask);
                }
                way.run(step, states, parameters, from.mask() != null);
                if (activations != null) {
                    int offset = time * cell.nOut() * from.minibatch();
                    tiling.store(step.activations(), activations, offset, index);
                }
                states = step.states();
            }
        }

        private void load(Input<A> from, int index) {
            List<A> before = from.states().arrays();
            for (int k = 0; k < first.size(); k++) {
                if (before.isEmpty()) {
                    for (A row : first.get(k)) {
                        kernels.fill(row, 0);
                    }
                } else {
                    tiling.load(before.get(k), 0, index, first.get(k));
                }
            }
        }

        void backward(
                CellProgram.Backward<A, S> way, Input<A> from, int index, int back, A upstream, A inputGradients) {
            way.begin();
            int minibatch = from.minibatch();
            for (int time = from.steps() - 1; time >= Math.max(0, from.steps() - back); time--) {
                tiling.load(upstream, time * cell.nOut() * minibatch, index, way.upstream());
                List<A[]> before = time == 0 ? first : steps.get(time - 1).states();
                way.run(steps.get(time), before, parameters, from.mask() != null);
                tiling.store(way.inputs(), inputGradients, time * cell.nIn() * minibatch, index);
            }
        }
    }
}
