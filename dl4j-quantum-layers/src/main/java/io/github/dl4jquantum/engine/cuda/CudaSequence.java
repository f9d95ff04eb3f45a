package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.engine.spi.CircuitEvaluator.Gradients;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.util.ArrayList;
import java.util.List;

/**
 * A recurrent cell on a GPU: one launch runs all time steps forward, one goes back through them. Between the two, inputs,
 * states and tape stay on the device, and so do the states from one sequence to the next that goes on from them.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class CudaSequence<A> implements SequenceEvaluator<A> {

    private final RecurrentCell cell;
    private final CellImage image;
    private final Precision<A> precision;
    private final BlockShape shape;
    /** Sequences of a block. */
    private final int examples;

    private final Session<A> session;
    private final Images<A> images;
    private final KeptStates<A> kept;
    private final Placement placement;
    private final CellLayout layout;
    /** The last differentiable forward; null for none. */
    private Call last;

    CudaSequence(RecurrentCell cell, Precision<A> precision, CudaDevice device) {
        this.cell = cell;
        this.precision = precision;
        image = CellImage.of(cell);
        shape = BlockShape.of(image.qubits(), image.amplitudes(), precision, cell.bank());
        examples = shape.examples(image.gates());
        placement = new Placement(device.sharedBytes(), precision.bytes());
        layout = CellLayout.of(image, shape, examples, placement);
        session = new Session<>(device, precision);
        kept = new KeptStates<>(cell, precision, session);
        images = session.run(
                () -> Images.upload(session, precision, cell.toString(), image.integers(), image.constants()));
    }

    @Override
    public Output<A> forward(Input<A> input, A parameters, boolean differentiable) {
        check(input, parameters);
        last = null;
        return session.run(() -> runForward(input, parameters, differentiable));
    }

    private Output<A> runForward(Input<A> input, A parameters, boolean differentiable) {
        session.prepare(kernel("Forward"));
        if (differentiable) {
            session.prepare(kernel("Backward"), Session.SUM);
        }
        KeptStates<A>.Kept before = kept.before(input.states());
        KeptStates<A>.Kept states = kept.next(input.minibatch(), before);
        double[] values = Numbers.toDoubles(parameters);
        Call call = new Call(input, differentiable ? values : null, before);
        List<A> up = new ArrayList<>(List.of(Numbers.of(precision, image.fixed(values)), parameters, input.values()));
        if (input.mask() != null) {
            up.add(input.mask());
        }
        if (call.uploaded) {
            up.addAll(input.states().arrays());
        }
        session.upload(call.address(call.fixed), up);
        Arguments arguments =
                call.arguments().add(call.address(call.activations)).add(states.address());
        session.launch(kernel("Forward"), block(), call.blocks, arguments);
        A activations = precision.allocate(input.minibatch() * cell.nOut() * input.steps());
        session.download(call.address(call.activations), List.of(activations));
        kept.keep(states);
        last = differentiable ? call : null;
        return new Output<>(activations, states);
    }

    @Override
    public Gradients<A> backward(A upstream, int steps) {
        if (last == null) {
            throw new IllegalStateException("backward needs a differentiable forward before it.");
        }
        Numbers.checkLength("upstream", upstream, last.minibatch, cell.nOut() * last.steps);
        return session.run(() -> runBackward(last, upstream, steps));
    }

    private Gradients<A> runBackward(Call call, A upstream, int steps) {
        session.upload(call.address(call.activations), List.of(upstream));
        Arguments arguments = call.arguments()
                .add(call.address(call.activations))
                .add(steps)
                .add(call.address(call.inputGradients))
                .add(call.address(call.partials));
        session.launch(kernel("Backward"), block(), call.blocks, arguments);
        session.sum(call.address(call.partials), call.blocks, sums(), call.address(call.sums));
        A inputGradients = precision.allocate(call.minibatch * cell.nIn() * call.steps);
        A sums = precision.allocate(sums());
        session.download(call.address(call.inputGradients), List.of(inputGradients, sums));
        double[] gradients = image.gradients(Numbers.toDoubles(sums), call.parameterValues);
        return new Gradients<>(inputGradients, Numbers.of(precision, gradients));
    }

    /** What a block sums up: a number for each parameter, and the circuits' overlaps. */
    private int sums() {
        return cell.parameterCount() + image.overlaps();
    }

    private void check(Input<A> input, A parameters) {
        if (input.steps() < 1) {
            throw new IllegalArgumentException("A sequence of " + input.steps() + " time steps; it needs at least 1.");
        }
        Numbers.checkLength("values", input.values(), input.minibatch(), cell.nIn() * input.steps());
        Numbers.checkLength("parameters", parameters, 1, cell.parameterCount());
        Numbers.checkSize("activations", input.minibatch(), (long) cell.nOut() * input.steps());
        if (input.mask() != null) {
            Numbers.checkLength("mask", input.mask(), input.minibatch(), input.steps());
        }
        KeptStates<A>.Kept here = kept.before(input.states());
        if (here != null && here.minibatch() == input.minibatch()) {
            return;
        }
        List<A> states = input.states().arrays();
        cell.checkCount(states);
        states.forEach(state -> Numbers.checkLength("state", state, input.minibatch(), cell.nOut()));
    }

    private String kernel(String pass) {
        return image.kernels() + pass + shape.states();
    }

    private Session.Block block() {
        return new Session.Block(shape.threads(), 1, placement.shared() * precision.bytes());
    }

    @Override
    public void close() {
        last = null;
        kept.clear();
        session.close();
    }

    /** A minibatch of sequences, and where its arrays lie in device memory, by index of their first numbers. */
    private final class Call {

        final int minibatch;
        final int steps;
        final int blocks;
        final boolean masked;
        /** States that it goes on from and that are on the device already, or null. */
        final KeptStates<A>.Kept before;
        /** Whether the states before come with the inputs. */
        final boolean uploaded;

        final long fixed = 0;
        final long parameters;
        final long values;
        final long mask;
        final long firstStates;
        /** Later the upstream gradients. */
        final long activations;

        final long inputGradients;
        final long sums;
        final long partials;
        final long workspace;
        final long tape;
        /** The parameters; null if there is no way back. */
        private final double[] parameterValues;

        private final long base;

        Call(Input<A> input, double[] parameterValues, KeptStates<A>.Kept before) {
            this.before = before;
            this.parameterValues = parameterValues;
            boolean differentiable = parameterValues != null;
            minibatch = input.minibatch();
            steps = input.steps();
            blocks = (minibatch + examples - 1) / examples;
            masked = input.mask() != null;
            uploaded = before == null && !input.states().arrays().isEmpty();
            long stateLength = (long) minibatch * cell.nOut() * cell.states().size();
            long sequence = (long) minibatch * steps;
            parameters = image.fixedLength();
            values = parameters + cell.parameterCount();
            mask = values + sequence * cell.nIn();
            firstStates = mask + (masked ? sequence : 0);
            activations = firstStates + (uploaded ? stateLength : 0);
            inputGradients = activations + sequence * cell.nOut();
            sums = inputGradients + (differentiable ? sequence * cell.nIn() : 0);
            partials = sums + (differentiable ? sums() : 0);
            workspace = partials + (differentiable ? (long) blocks * sums() : 0) + 3 & ~3L;
            tape = workspace + blocks * placement.workspace();
            long length = tape + (differentiable ? (long) blocks * steps * layout.tapeLength() : 0);
            long bytes = length * precision.bytes();
            base = session.memory(
                    "arrays",
                    bytes,
                    cell + " over " + minibatch + " sequences of " + steps + " steps in " + precision + " on the GPU",
                    free -> Blocks.remedy(minibatch, examples, bytes, free));
        }

        long address(long index) {
            return base + index * precision.bytes();
        }

        /** The arguments with which all kernels of cells begin. */
        Arguments arguments() {
            return new Arguments()
                    .add(images.integers())
                    .add(images.constants())
                    .add(address(fixed))
                    .add(address(parameters))
                    .add(minibatch)
                    .add(steps)
                    .add(layout.fields().toArray())
                    .add(address(workspace))
                    .add(placement.workspace())
                    .add(address(values))
                    .add(masked ? address(mask) : 0L)
                    .add(before != null ? before.address() : uploaded ? address(firstStates) : 0L)
                    .add(parameterValues != null ? address(tape) : 0L);
        }
    }
}
