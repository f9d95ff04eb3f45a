package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One circuit on the CPU, tile by tile.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class CpuCircuit<A> implements CircuitEvaluator<A> {

    private final CircuitPlan plan;
    private final Circuit circuit;
    private final Precision<A> precision;
    private final Kernels<A> kernels;
    private final LayerStack<A> stack;
    private final LayerTable[] tables;
    private final int threads;
    private final long tapeBytes;
    private final long tapeBudget;
    /** Tiles kept from forward to backward. */
    private final List<Tile> tiles = new ArrayList<>();

    private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();
    private int minibatch;
    private A inputs;
    private boolean kept;

    /** @param tapeBudget bytes of tapes that may be kept from forward to backward */
    CpuCircuit(CircuitPlan plan, Precision<A> precision, long tapeBudget) {
        this.tapeBudget = tapeBudget;
        this.plan = plan;
        this.precision = precision;
        circuit = plan.circuit();
        tapeBytes = Memory.tape(plan, precision);
        threads = Memory.threads(circuit, Memory.tables(plan), tapeBytes + Memory.scratch(plan, precision));
        kernels = Kernels.of(precision);
        stack = new LayerStack<>(plan, kernels);
        tables = LayerTable.of(plan);
    }

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        Lanes.check("inputs", inputs, minibatch, circuit.inputs());
        Lanes.check("parameters", parameters, 1, circuit.parameters());
        LayerTable.prepare(tables, kernels.toDoubles(parameters), 0);
        int count = Lanes.tiles(minibatch);
        kept = differentiable && count * tapeBytes <= tapeBudget;
        this.inputs = differentiable ? inputs : null;
        this.minibatch = minibatch;
        while (kept && tiles.size() < count) {
            tiles.add(new Tile());
        }
        A expectations = precision.allocate(minibatch * circuit.observables().size());
        Workers.run(count, threads, index -> {
            Scratch scratch = take();
            Tile tile = kept ? tiles.get(index) : scratch.tile();
            A[] rows = run(tile, inputs, index);
            scratch.readout.forward(rows, LayerTable.finalNorm(tables), scratch.z);
            Lanes.store(scratch.z, expectations, 0, minibatch, index);
            scratches.add(scratch);
        });
        return expectations;
    }

    private A[] run(Tile tile, A inputs, int index) {
        Lanes.load(inputs, 0, minibatch, index, tile.encoding.inputs());
        tile.encoding.forward();
        return stack.forward(tables, tile.encoding, tile.tape);
    }

    @Override
    public Gradients<A> backward(A upstream) {
        if (inputs == null) {
            throw new IllegalStateException("backward needs a differentiable forward before it.");
        }
        Lanes.check("upstream", upstream, minibatch, circuit.observables().size());
        A inputGradients = precision.allocate(minibatch * circuit.inputs());
        double[][] sums = new double[Lanes.tiles(minibatch)][circuit.parameters()];
        Workers.run(sums.length, threads, index -> {
            Scratch scratch = take();
            Tile tile = kept ? tiles.get(index) : scratch.tile();
            if (!kept) {
                run(tile, inputs, index);
            }
            Lanes.load(upstream, 0, minibatch, index, scratch.z);
            Backward way = scratch.backward();
            way.run(tile, scratch.readout, scratch.z);
            way.ofAngles.addTo(sums[index], 0, tables);
            Lanes.store(way.ofInputs.inputs(), inputGradients, 0, minibatch, index);
            scratches.add(scratch);
        });
        A parameterGradients = precision.allocate(circuit.parameters());
        for (double[] sum : sums) {
            kernels.add(parameterGradients, 0, sum);
        }
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
        inputs = null;
    }

    /** What a tile keeps from forward to backward. */
    private final class Tile {
        final Encoding<A> encoding = new Encoding<>(plan, kernels);
        final A[][] tape = LayerStack.tape(plan, kernels);

        A[] last() {
            return tape.length == 0 ? encoding.state() : tape[tape.length - 1];
        }
    }

    /** What a thread needs while it works on a tile; what not every thread needs is made at its first use. */
    private final class Scratch {
        final Readout<A> readout = Readout.of(plan, kernels);
        final A[] z = kernels.rows(circuit.observables().size(), Kernels.LANES);
        private Tile tile;
        private Backward backward;

        /** The tile to use where tiles are not kept. */
        Tile tile() {
            if (tile == null) {
                tile = new Tile();
            }
            return tile;
        }

        Backward backward() {
            if (backward == null) {
                backward = new Backward();
            }
            return backward;
        }
    }

    /** The way back through a tile. */
    private final class Backward {
        final StackGradient<A> ofAngles = new StackGradient<>(plan, kernels);
        final Encoding.Gradient<A> ofInputs = new Encoding.Gradient<>(plan, kernels);
        private final A[] lambda = kernels.rows(plan.states(), Kernels.COMPLEX);
        private final A[] spare = kernels.rows(plan.states(), Kernels.COMPLEX);

        void run(Tile tile, Readout<A> readout, A[] upstream) {
            ofAngles.clear();
            ofInputs.clear();
            readout.backward(tile.last(), LayerTable.finalNorm(tables), upstream, lambda);
            A[] first = stack.backward(tables, tile.encoding, tile.tape, lambda, spare, ofAngles, ofInputs.angles());
            ofInputs.run(tile.encoding, first);
        }
    }
}
