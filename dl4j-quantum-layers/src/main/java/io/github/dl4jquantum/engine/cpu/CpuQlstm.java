package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CircuitEvaluator.Gradients;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * A QLSTM on the CPU: each tile of sequences is one task, from the first time step to the last and back.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class CpuQlstm<A> implements SequenceEvaluator<A> {

    private final QlstmCell cell;
    private final QlstmLayout layout;
    private final Precision<A> precision;
    private final Kernels<A> kernels;
    private final LayerStack<A> gateStack;
    private final LayerStack<A> headStack;
    private final List<LayerTable[]> tables;
    private final long stepBytes;
    private final long scratchBytes;
    private final long tableBytes;
    private final long tapeBudget;
    /** Tiles kept from forward to backward. */
    private final List<Tile> tiles = new ArrayList<>();

    private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();
    private Input<A> input;
    private A parameters;
    private boolean kept;

    /** @param tapeBudget bytes of tapes that may be kept from forward to backward */
    CpuQlstm(QlstmCell cell, Precision<A> precision, long tapeBudget) {
        this.tapeBudget = tapeBudget;
        this.cell = cell;
        this.precision = precision;
        layout = new QlstmLayout(cell);
        stepBytes = QlstmStep.bytes(
                layout, Memory.tape(layout.gates, precision), Memory.tape(layout.heads, precision), precision.bytes());
        scratchBytes = 6 * (Memory.scratch(layout.gates, precision) + Memory.scratch(layout.heads, precision));
        tableBytes = 4 * Memory.tables(layout.gates) + 2 * Memory.tables(layout.heads);
        Memory.threads(this, tableBytes, scratchBytes + stepBytes);
        kernels = Kernels.of(precision);
        gateStack = new LayerStack<>(layout.gates, kernels);
        headStack = new LayerStack<>(layout.heads, kernels);
        tables = IntStream.range(0, layout.angles.length)
                .mapToObj(circuit -> LayerTable.of(circuit < QlstmCell.GATES.size() ? layout.gates : layout.heads))
                .toList();
    }

    @Override
    public Output<A> forward(Input<A> input, A parameters, boolean differentiable) {
        check(input, parameters);
        int threads = threads(differentiable ? input.steps() : 1);
        double[] values = kernels.toDoubles(parameters);
        for (int circuit = 0; circuit < tables.size(); circuit++) {
            LayerTable.prepare(tables.get(circuit), values, layout.angles[circuit]);
        }
        int count = tiles(input.minibatch());
        kept = differentiable && count * stepBytes * input.steps() <= tapeBudget;
        this.input = differentiable ? input : null;
        this.parameters = parameters;
        while (kept && tiles.size() < count) {
            tiles.add(new Tile());
        }
        int minibatch = input.minibatch();
        A activations = precision.allocate(minibatch * cell.nOut() * input.steps());
        A h = precision.allocate(minibatch * cell.nOut());
        A c = precision.allocate(minibatch * cell.nOut());
        Workers.run(count, threads, index -> {
            Scratch scratch = take();
            Tile tile = kept ? tiles.get(index) : scratch.tile;
            tile.forward(scratch.forward, input, index, kept, activations);
            QlstmStep<A> last = tile.step(input.steps() - 1, kept);
            Lanes.store(last.h, h, 0, minibatch, index);
            Lanes.store(last.c, c, 0, minibatch, index);
            scratches.add(scratch);
        });
        return new Output<>(activations, List.of(h, c));
    }

    private void check(Input<A> input, A parameters) {
        if (input.steps() < 1) {
            throw new IllegalArgumentException("A sequence of " + input.steps() + " time steps; it needs at least 1.");
        }
        Lanes.check("values", input.values(), input.minibatch(), cell.nIn() * input.steps());
        Lanes.check("parameters", parameters, 1, cell.parameterCount());
        if (input.mask() != null) {
            Lanes.check("mask", input.mask(), input.minibatch(), input.steps());
        }
        if (!input.states().isEmpty() && input.states().size() != 2) {
            throw new IllegalArgumentException(input.states().size() + " states; a QLSTM has 2, h and c.");
        }
        input.states().forEach(state -> Lanes.check("state", state, input.minibatch(), cell.nOut()));
    }

    private int threads(int stepsKept) {
        return Memory.threads(this, tableBytes, scratchBytes + stepsKept * stepBytes);
    }

    @Override
    public Gradients<A> backward(A upstream, int steps) {
        if (input == null) {
            throw new IllegalStateException("backward needs a differentiable forward before it.");
        }
        Lanes.check("upstream", upstream, input.minibatch(), cell.nOut() * input.steps());
        A inputGradients = precision.allocate(input.minibatch() * cell.nIn() * input.steps());
        double[][] sums = new double[tiles(input.minibatch())][cell.parameterCount()];
        Workers.run(sums.length, threads(input.steps()), index -> {
            Scratch scratch = take();
            Tile tile = kept ? tiles.get(index) : scratch.tile;
            if (!kept) {
                tile.forward(scratch.forward, input, index, true, null);
            }
            tile.backward(scratch.backward(), input, index, steps, upstream, inputGradients);
            scratch.backward().addTo(sums[index], tables);
            scratches.add(scratch);
        });
        A parameterGradients = precision.allocate(cell.parameterCount());
        for (double[] sum : sums) {
            kernels.add(parameterGradients, 0, sum);
        }
        return new Gradients<>(inputGradients, parameterGradients);
    }

    private static int tiles(int minibatch) {
        return (minibatch + Kernels.LANES - 1) / Kernels.LANES;
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

    @Override
    public String toString() {
        return "cpu " + precision + " QLSTM of " + cell.gates() + ", nOut " + cell.nOut();
    }

    /** What a thread needs while it works on a tile. */
    private final class Scratch {
        final Tile tile = new Tile();
        final QlstmForward<A> forward = new QlstmForward<>(layout, kernels, gateStack, headStack);
        private QlstmBackward<A> backward;

        QlstmBackward<A> backward() {
            if (backward == null) {
                backward = new QlstmBackward<>(layout, kernels, gateStack, headStack);
            }
            return backward;
        }
    }

    /** The time steps of a tile of sequences. */
    private final class Tile {
        private final List<QlstmStep<A>> steps = new ArrayList<>();
        private final A[] h0 = kernels.rows(cell.nOut(), Kernels.LANES);
        private final A[] c0 = kernels.rows(cell.nOut(), Kernels.LANES);

        /** The rows of a time step; all steps share one where nothing is kept. */
        QlstmStep<A> step(int time, boolean keep) {
            int index = keep ? time : 0;
            while (steps.size() <= index) {
                steps.add(new QlstmStep<>(layout, kernels, gateStack, headStack));
            }
            return steps.get(index);
        }

        void forward(QlstmForward<A> cellStep, Input<A> from, int index, boolean keep, A activations) {
            load(from, index);
            A[] h = h0;
            A[] c = c0;
            for (int time = 0; time < from.steps(); time++) {
                QlstmStep<A> step = step(time, keep);
                Lanes.load(from.values(), time * cell.nIn() * from.minibatch(), from.minibatch(), index, step.x);
                if (from.mask() != null) {
                    Lanes.load(from.mask(), time * from.minibatch(), from.minibatch(), index, step.mask);
                }
                cellStep.run(step, h, c, parameters, tables, from.mask() != null);
                if (activations != null) {
                    int offset = time * cell.nOut() * from.minibatch();
                    Lanes.store(step.y, activations, offset, from.minibatch(), index);
                }
                h = step.h;
                c = step.c;
            }
        }

        private void load(Input<A> from, int index) {
            if (from.states().isEmpty()) {
                for (int k = 0; k < cell.nOut(); k++) {
                    kernels.fill(h0[k], 0);
                    kernels.fill(c0[k], 0);
                }
            } else {
                Lanes.load(from.states().get(0), 0, from.minibatch(), index, h0);
                Lanes.load(from.states().get(1), 0, from.minibatch(), index, c0);
            }
        }

        void backward(QlstmBackward<A> cellStep, Input<A> from, int index, int back, A upstream, A inputGradients) {
            cellStep.begin();
            int minibatch = from.minibatch();
            for (int time = from.steps() - 1; time >= Math.max(0, from.steps() - back); time--) {
                Lanes.load(upstream, time * cell.nOut() * minibatch, minibatch, index, cellStep.upstream());
                A[] h = time == 0 ? h0 : steps.get(time - 1).h;
                A[] c = time == 0 ? c0 : steps.get(time - 1).c;
                cellStep.run(steps.get(time), h, c, parameters, tables, from.mask() != null);
                Lanes.store(cellStep.inputs(), inputGradients, time * cell.nIn() * minibatch, minibatch, index);
            }
        }
    }
}
