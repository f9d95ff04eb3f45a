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

    /** Up to here tiles are as wide as can be. */
    private static final int WIDE_QUBITS = 9;

    /**
     * Examples times layers times qubits times amplitudes from which on a second thread pays, some 0.2 ms: to wake one takes 0.05.
     * 256 examples of 4 qubits and layers, 65,536, took 0.067 ms on two threads and 0.048 on one.
     */
    private static final long LEAST_WORK = 1 << 18;

    private final CircuitPlan plan;
    private final Circuit circuit;
    private final Precision<A> precision;
    private final CircuitTable table;
    private final long tapeBudget;
    private final boolean whole;
    private Kernels<A> kernels;
    /** Tiles kept from forward to backward. */
    private final List<Tile> tiles = new ArrayList<>();

    private final Queue<Scratch> scratches = new ConcurrentLinkedQueue<>();
    private Tiling tiling;
    private A inputs;
    private boolean kept;

    /** Keeps the state after each layer where there is room for it. */
    static <A> CpuCircuit<A> of(CircuitPlan plan, Precision<A> precision) {
        long each = Memory.tape(plan, precision) + Memory.scratch(plan, precision);
        return new CpuCircuit<>(plan, precision, Memory.tapeBudget(), Tiling.fits(Memory.tables(plan), each));
    }

    /**
     * @param tapeBudget bytes of tapes that may be kept from forward to backward
     * @param whole whether a tape has rows for every layer; else the way back un-applies layers
     */
    CpuCircuit(CircuitPlan plan, Precision<A> precision, long tapeBudget, boolean whole) {
        this.tapeBudget = tapeBudget;
        this.whole = whole;
        this.plan = plan;
        this.precision = precision;
        circuit = plan.circuit();
        use(tiling(1));
        table = new CircuitTable(plan);
    }

    private Tiling tiling(int minibatch) {
        long tables = Memory.tables(plan);
        long scratch = Memory.scratch(plan, precision);
        long tape = whole ? Memory.tape(plan, precision) : Memory.shortTape(plan, precision);
        Tiling most = Tiling.of(circuit, widest(), minibatch, tables, tape + scratch);
        long work = (long) minibatch * plan.layers().size() * plan.qubits() * plan.states();
        return work < LEAST_WORK ? new Tiling(minibatch, most.lanes(), 1) : most;
    }

    /**
     * A call of a loop costs as much as 64 lanes of its work, so that a wide tile halves the time of an example, for as long
     * as its tape stays in the L2 cache: measured with n = 4, B = 256 were 0.052 ms at 128 lanes, 0.055 at 256, 0.086 at 64; with
     * n = 8 0.68 ms at 128 and 0.75 at 64, with n = 12 29 and 25.
     */
    private int widest() {
        return plan.qubits() <= WIDE_QUBITS ? 2 * CellKernels.WIDE : CellKernels.WIDE;
    }

    /** Rows of another width are of no use to the new kernels. */
    private void use(Tiling tiling) {
        this.tiling = tiling;
        if (kernels == null || kernels.lanes() != tiling.lanes()) {
            kernels = CellKernels.of(precision, tiling.lanes());
            tiles.clear();
            scratches.clear();
        }
    }

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        ArrayLength.check("inputs", inputs, minibatch, circuit.inputs());
        ArrayLength.check("parameters", parameters, 1, circuit.parameters());
        table.prepare(kernels.toDoubles(parameters), 0);
        use(tiling(minibatch));
        int count = tiling.tiles();
        kept = differentiable && whole && (long) count * tiling.lanes() * Memory.tape(plan, precision) <= tapeBudget;
        this.inputs = differentiable ? inputs : null;
        while (kept && tiles.size() < count) {
            tiles.add(new Tile());
        }
        A expectations = precision.allocate(minibatch * circuit.observables().size());
        Workers.run(count, tiling.threads(), index -> {
            Scratch scratch = take();
            Tile tile = kept ? tiles.get(index) : scratch.tile();
            A[] rows = run(scratch, tile, inputs, index);
            scratch.readout.forward(rows, table.norm(), scratch.z);
            tiling.store(scratch.z, expectations, 0, index);
            scratches.add(scratch);
        });
        return expectations;
    }

    private A[] run(Scratch scratch, Tile tile, A inputs, int index) {
        tiling.load(inputs, 0, index, tile.inputs);
        tile.encoding.forward();
        return scratch.stack.forward(table, tile.encoding, tile.tape);
    }

    @Override
    public Gradients<A> backward(A upstream) {
        if (inputs == null) {
            throw new IllegalStateException("backward needs a differentiable forward before it.");
        }
        ArrayLength.check(
                "upstream", upstream, tiling.minibatch(), circuit.observables().size());
        int minibatch = tiling.minibatch();
        A inputGradients = precision.allocate(minibatch * circuit.inputs());
        double[][] sums = new double[tiling.tiles()][circuit.parameters()];
        Workers.run(sums.length, tiling.threads(), turn -> {
            // Last tile first: its tape may still be in the cache, and the next forward run begins where this one ends.
            int index = sums.length - 1 - turn;
            Scratch scratch = take();
            Tile tile = kept ? tiles.get(index) : scratch.tile();
            if (!kept) {
                run(scratch, tile, inputs, index);
            }
            tiling.load(upstream, 0, index, scratch.z);
            Backward way = scratch.backward();
            way.run(tile, scratch);
            way.ofAngles.addTo(sums[index], 0, table);
            tiling.store(way.inputs, inputGradients, 0, index);
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
        final A[] inputs = kernels.realRows(circuit.inputs());
        final Encoding<A> encoding = new Encoding<>(plan, kernels, inputs);
        final A[][] tape = LayerStack.tape(plan, kernels, whole ? plan.layers().size() : LayerStack.SHORT_TAPE);

        A[] last() {
            return tape.length == 0 ? encoding.state() : tape[tape.length - 1];
        }
    }

    /** What a thread needs while it works on a tile; what not every thread needs is made at its first use. */
    private final class Scratch {
        final LayerStack<A> stack = new LayerStack<>(plan, kernels);
        final Readout<A> readout = Readout.of(plan, kernels);
        final A[] z = kernels.realRows(circuit.observables().size());
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
        final A[] inputs = kernels.realRows(circuit.inputs());
        private final Encoding.Gradient<A> ofInputs = new Encoding.Gradient<>(plan, kernels);
        private final A[] lambda = kernels.complexRows(plan.states());
        private final A[] spare = kernels.complexRows(plan.states());

        void run(Tile tile, Scratch scratch) {
            ofAngles.clear();
            ofInputs.clear();
            scratch.readout.backward(tile.last(), table.norm(), scratch.z, lambda);
            A[] first = scratch.stack.backward(table, tile.encoding, tile.tape, lambda, spare, ofAngles, ofInputs);
            ofInputs.run(tile.encoding, first, inputs);
        }
    }
}
