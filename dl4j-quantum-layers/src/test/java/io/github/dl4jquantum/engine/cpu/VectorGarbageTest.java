package io.github.dl4jquantum.engine.cpu;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Vectors stay in registers, whatever widths a JVM has used before: once compiled, the loops allocate nothing. Counted by the JVM
 * for this thread.
 */
class VectorGarbageTest {
    private static final int CALLS = 1_000;
    /** Eight bytes a call: less than any object. */
    private static final long MOST = 8L * CALLS;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static List<Precision<?>> precisions() {
        return List.of(Precision.FLOAT, Precision.DOUBLE);
    }

    @ParameterizedTest
    @MethodSource("precisions")
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    <A> void narrowTilesFirstLeaveWideOnesWithoutGarbage(Precision<A> precision) {
        for (int lanes : CellKernels.WIDTHS) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            long bytes;
            do {
                bytes = allocated(precision, CellKernels.of(precision, lanes));
            } while (bytes > MOST && System.nanoTime() < end);
            assertTrue(bytes <= MOST, CALLS + " turns on rows of " + lanes + " lanes allocate " + bytes + " bytes");
        }
    }

    /** Loops stay free of objects in the methods that they are inlined into: a circuit allocates little but its results. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void circuitsAllocateTheirResultsAlone() {
        int minibatch = 64;
        Circuit circuit = Ansatz.paper(4, 4);
        CircuitEvaluator<float[]> evaluator = new CpuEngine().circuit(circuit, Precision.FLOAT);
        float[] inputs = new float[minibatch * circuit.inputs()];
        float[] parameters = new float[circuit.parameters()];
        float[] upstream = new float[minibatch * circuit.observables().size()];
        // Expectations, gradients of inputs and of parameters, sums of these in double, and some hundred small objects.
        long most = 4L * (inputs.length + upstream.length) + 12L * parameters.length + 6_000;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        long bytes;
        do {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int call = 0; call < CALLS; call++) {
                evaluator.forward(minibatch, inputs, parameters, true);
                evaluator.backward(upstream);
            }
            bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
        } while (bytes > most && System.nanoTime() < end);
        assertTrue(bytes <= most, "an update allocates " + bytes + " bytes, its results " + most);
    }

    private static <A> long allocated(Precision<A> precision, CellKernels<A> kernels) {
        A[] rows = kernels.complexRows(5);
        A[] few = kernels.realRows(4);
        A[] many = kernels.realRows(4);
        A weights = precision.allocate(16);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int call = 0; call < CALLS; call++) {
            kernels.rotate(rows[0], rows[1], .1);
            kernels.rotate(rows[0], rows[1], rows[2], rows[3], .1, .2);
            kernels.scale(rows[0], rows[4], .6, .8);
            kernels.addConjugateProduct(rows[0], rows[1], rows[2]);
            kernels.halfArctan(few[0], few[1], few[2]);
            kernels.phase(rows[0], few[1], few[2], 1, rows[0]);
            kernels.linear(many, few, weights, 0, 4, 1, -1, false);
            kernels.contract(few, many[0], many, few[3], few);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
