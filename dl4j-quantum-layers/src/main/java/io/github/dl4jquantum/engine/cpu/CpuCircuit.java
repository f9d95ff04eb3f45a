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
        int count = tiles(minibatch);
        kept = differentiable && count * tapeBytes <= tapeBudget;
        this.inputs = differentiable ? inputs : null;
        this.minibatch = minibatch;
        while (kept && tiles.size() < count) {
            tiles.add(new Tile());
        }
        A expectations = precision.allocate(minibatch * circuit.observables().size());
        Workers.run(count, threads, index -> {
            Scratch scratch = take();
            Tile tile = kept ? tiles.get(index) : scratch.tile;
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
        double[][] sums = new double[tiles(minibatch)][circuit.parameters()];
        Workers.run(sums.length, threads, index -> {
            Scratch scratch = take();
            Tile tile = kept ? tiles.get(index) : scratch.tile;
            if (!kept) {
                run(tile, inputs, index);
            }
            Lanes.load(upstream, 0, minibatch, index, scratch.z);
            scratch.backward(tile);
            scratch.stackGradient.addTo(sums[index], 0, tables);
            Lanes.store(scratch.encodingGradient.inputs(), inputGradients, 0, minibatch, index);
            scratches.add(scratch);
        });
        A parameterGradients = precision.allocate(circuit.parameters());
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
        inputs = null;
    }

    @Override
    public String toString() {
        return "cpu " + precision + " " + circuit;
    }

    /** What a tile keeps from forward to backward. */
    private final class Tile {
        final Encoding<A> encoding = new Encoding<>(plan, kernels);
        final A[][] tape = LayerStack.tape(plan, kernels);

        A[] last() {
            return tape.length == 0 ? encoding.state() : tape[tape.length - 1];
        }
    }

    /** What a thread needs while it works on a tile. */
    private final class Scratch {
        final Tile tile = new Tile();
        final Readout<A> readout = Readout.of(plan, kernels);
        final A[] z = kernels.rows(circuit.observables().size(), Kernels.LANES);
        final A[] lambda = kernels.rows(plan.states(), Kernels.COMPLEX);
        final A[] spare = kernels.rows(plan.states(), Kernels.COMPLEX);
        final StackGradient<A> stackGradient = new StackGradient<>(plan, kernels);
        final Encoding.Gradient<A> encodingGradient = new Encoding.Gradient<>(plan, kernels);

        void backward(Tile of) {
            stackGradient.clear();
            encodingGradient.clear();
            readout.backward(of.last(), LayerTable.finalNorm(tables), z, lambda);
            A[] first = stack.backward(
                    tables, of.encoding, of.tape, lambda, spare, stackGradient, encodingGradient.angles());
            encodingGradient.run(of.encoding, first);
        }
    }
}
