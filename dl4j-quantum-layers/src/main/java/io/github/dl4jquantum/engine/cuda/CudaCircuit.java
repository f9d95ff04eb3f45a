package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.List;

/**
 * One circuit on a GPU.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class CudaCircuit<A> implements CircuitEvaluator<A> {

    private final CircuitImage image;
    private final Circuit circuit;
    private final Precision<A> precision;
    private final BlockShape shape;
    private final Session<A> session;
    private final Images<A> images;
    private final Placement placement;
    private final int[] layout;
    /** Examples of the last differentiable forward; 0 for none. */
    private int minibatch;
    /** Its parameters. */
    private double[] lastParameters;

    CudaCircuit(Circuit circuit, Precision<A> precision, CudaDevice device) {
        this.circuit = circuit;
        this.precision = precision;
        image = CircuitImage.of(circuit);
        shape = BlockShape.of(circuit.qubits(), image.amplitudes(), precision, 1);
        placement = new Placement(device.sharedBytes(), precision.bytes());
        int scratchAt = placement.place(shape.scratchLength(image.slots(), circuit.qubits()));
        int statesAt = placement.placeStates(shape.statesLength(circuit.qubits()));
        int sumsAt = placement.place((long) shape.warps() * image.sums());
        layout = new int[] {shape.team(), scratchAt, statesAt, sumsAt};
        session = new Session<>(device, precision);
        images = session.run(
                () -> Images.upload(session, precision, circuit.toString(), image.integers(), image.constants()));
    }

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        Numbers.checkLength("inputs", inputs, minibatch, circuit.inputs());
        Numbers.checkLength("parameters", parameters, 1, circuit.parameters());
        Numbers.checkSize("expectations", minibatch, circuit.observables().size());
        this.minibatch = 0;
        double[] values = Numbers.toDoubles(parameters);
        A expectations = session.run(() -> runForward(minibatch, inputs, values, differentiable));
        this.minibatch = differentiable ? minibatch : 0;
        lastParameters = values;
        return expectations;
    }

    private A runForward(int minibatch, A inputs, double[] parameters, boolean differentiable) {
        session.prepare("circuitForward" + shape.states());
        if (differentiable) {
            session.prepare("circuitBackward" + shape.states(), Session.SUM);
        }
        Addresses at = addresses(minibatch, differentiable);
        double[] fixed = new double[image.fixedLength()];
        image.fix(parameters, 0, fixed, 0);
        session.upload(at.fixed, List.of(Numbers.of(precision, fixed), inputs));
        Arguments arguments =
                arguments(at, minibatch).add(at.inputs).add(at.tape).add(at.outputs);
        session.launch("circuitForward" + shape.states(), block(), blocks(minibatch), arguments);
        A expectations = precision.allocate(minibatch * circuit.observables().size());
        session.download(at.outputs, List.of(expectations));
        return expectations;
    }

    @Override
    public Gradients<A> backward(A upstream) {
        if (minibatch == 0) {
            throw new IllegalStateException("backward needs a differentiable forward before it.");
        }
        Numbers.checkLength(
                "upstream", upstream, minibatch, circuit.observables().size());
        return session.run(() -> runBackward(upstream));
    }

    private Gradients<A> runBackward(A upstream) {
        Addresses at = addresses(minibatch, true);
        int blocks = blocks(minibatch);
        session.upload(at.outputs, List.of(upstream));
        Arguments arguments = arguments(at, minibatch)
                .add(at.inputs)
                .add(at.tape)
                .add(at.outputs)
                .add(at.inputGradients)
                .add(at.partials);
        session.launch("circuitBackward" + shape.states(), block(), blocks, arguments);
        session.sum(at.partials, blocks, image.sums(), at.sums);
        A inputGradients = precision.allocate(minibatch * circuit.inputs());
        A sums = precision.allocate(image.sums());
        session.download(at.inputGradients, List.of(inputGradients, sums));
        double[] gradients = new double[circuit.parameters()];
        image.differentiate(Numbers.toDoubles(sums), 0, lastParameters, 0, gradients);
        return new Gradients<>(inputGradients, Numbers.of(precision, gradients));
    }

    private Session.Block block() {
        return new Session.Block(shape.threads(), 1, placement.shared() * precision.bytes());
    }

    private int blocks(int minibatch) {
        return Blocks.count(minibatch, shape.teams(), bytesOfBlock());
    }

    /** Bytes of a block's arrays that may lie in the workspace: the number of blocks must not depend on the GPU. */
    private long bytesOfBlock() {
        return (shape.scratchLength(image.slots(), circuit.qubits())
                        + shape.statesLength(circuit.qubits())
                        + (long) shape.warps() * image.sums())
                * precision.bytes();
    }

    private Arguments arguments(Addresses at, int minibatch) {
        return new Arguments()
                .add(images.integers())
                .add(images.constants())
                .add(at.fixed)
                .add(minibatch)
                .add(layout)
                .add(at.workspace)
                .add(placement.workspace());
    }

    /** Where the arrays of a call lie on the device. */
    private record Addresses(
            long fixed,
            long inputs,
            long outputs,
            long inputGradients,
            long sums,
            long partials,
            long workspace,
            long tape) {}

    private Addresses addresses(int minibatch, boolean differentiable) {
        int blocks = blocks(minibatch);
        long inputs = image.fixedLength();
        long outputs = inputs + (long) minibatch * circuit.inputs();
        long inputGradients = outputs + (long) minibatch * circuit.observables().size();
        long sums = inputGradients + (long) minibatch * circuit.inputs();
        long partials = sums + image.sums();
        long workspace = partials + (long) blocks * image.sums() + 3 & ~3L;
        long tape = workspace + blocks * placement.workspace();
        boolean kept = differentiable && shape.tapeLength() > 0;
        long length = tape + (kept ? (long) minibatch * shape.tapeLength() : 0);
        int bytes = precision.bytes();
        long base = session.memory(
                "arrays",
                Math.max(1, length) * bytes,
                circuit + " on " + minibatch + " examples in " + precision + " on the GPU",
                free -> Blocks.remedy(minibatch, shape.teams(), length * bytes, free));
        return new Addresses(
                base,
                base + inputs * bytes,
                base + outputs * bytes,
                base + inputGradients * bytes,
                base + sums * bytes,
                base + partials * bytes,
                base + workspace * bytes,
                kept ? base + tape * bytes : 0);
    }

    @Override
    public void close() {
        minibatch = 0;
        session.close();
    }
}
