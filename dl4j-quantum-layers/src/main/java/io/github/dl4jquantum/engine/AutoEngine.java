package io.github.dl4jquantum.engine;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.cuda.CudaException;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.engine.spi.StateTooLargeException;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small minibatches on the CPU, where they are done before a GPU has been told of them, large ones on the GPU. What does
 * not fit in the GPU's memory, or fails there on its way forward, goes to the CPU as well;
 * but for a sequence that goes on from states that were lost with the GPU: clear the states, and it does.
 */
final class AutoEngine implements CircuitEngine {

    /** Amplitudes, over all circuits, examples and time steps, from which on the GPU is asked. */
    static final long GPU_WORK = 1L << 17;

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final CircuitEngine cpu;
    private final CircuitEngine gpu;

    AutoEngine(CircuitEngine cpu, CircuitEngine gpu) {
        this.cpu = cpu;
        this.gpu = gpu;
    }

    @Override
    public String name() {
        return cpu.name() + "+" + gpu.name();
    }

    @Override
    public <A> CircuitEvaluator<A> expectations(Circuit circuit, Precision<A> precision) {
        var choice = new Choice<CircuitEvaluator<A>>(
                List.of(circuit), () -> cpu.circuit(circuit, precision), () -> gpu.circuit(circuit, precision));
        return new CircuitEvaluator<>() {
            @Override
            public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
                return choice.run(minibatch, one -> one.forward(minibatch, inputs, parameters, differentiable));
            }

            @Override
            public Gradients<A> backward(A upstream) {
                return choice.last().backward(upstream);
            }

            @Override
            public void close() {
                choice.each(CircuitEvaluator::close);
            }
        };
    }

    @Override
    public <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision) {
        var choice = new Choice<SequenceEvaluator<A>>(
                cell.circuits(), () -> cpu.cell(cell, precision), () -> gpu.cell(cell, precision));
        return new SequenceEvaluator<>() {
            @Override
            public Output<A> forward(Input<A> input, A parameters, boolean differentiable) {
                long examples = (long) input.minibatch() * input.steps();
                return choice.run(examples, one -> one.forward(input, parameters, differentiable));
            }

            @Override
            public CircuitEvaluator.Gradients<A> backward(A upstream, int steps) {
                return choice.last().backward(upstream, steps);
            }

            @Override
            public void close() {
                choice.each(SequenceEvaluator::close);
            }
        };
    }

    /** An evaluator of each engine, the GPU's only once it has work. */
    private static final class Choice<E> {

        private final long amplitudes;
        private final E small;
        private final Supplier<E> opener;
        private E large;
        /** Whether the GPU has failed in any other way than by its size. */
        private boolean broken;

        /** Of the last forward; null if it failed. */
        private E last;

        /** @param circuits what is run for every example */
        Choice(List<Circuit> circuits, Supplier<E> small, Supplier<E> large) {
            amplitudes = circuits.stream()
                    .mapToLong(circuit -> 1L << circuit.qubits())
                    .sum();
            this.small = small.get();
            opener = large;
            last = this.small;
        }

        <R> R run(long examples, Function<E, R> forward) {
            last = null;
            CudaException failure = null;
            if (!broken && examples * amplitudes >= GPU_WORK) {
                try {
                    large = large == null ? opener.get() : large;
                    R result = forward.apply(large);
                    last = large;
                    return result;
                } catch (StateTooLargeException | UnsupportedCircuitException tooMuch) {
                    // The CPU engine has the memory of the host, and runs every circuit.
                } catch (CudaException e) {
                    broken = true;
                    failure = e;
                }
            }
            R result = forward.apply(small);
            last = small;
            if (failure != null) {
                LOG.warn("Engine AUTO: the GPU failed, the CPU goes on. {}", failure.getMessage());
            }
            return result;
        }

        E last() {
            if (last == null) {
                throw new IllegalStateException("backward needs a differentiable forward before it.");
            }
            return last;
        }

        void each(Consumer<E> action) {
            action.accept(small);
            if (large != null) {
                action.accept(large);
            }
        }
    }
}
