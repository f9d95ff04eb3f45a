package io.github.dl4jquantum.bench.gpu;

import io.github.dl4jquantum.bench.timing.CellWorkload;
import io.github.dl4jquantum.bench.timing.CircuitWorkload;
import io.github.dl4jquantum.bench.timing.Workload;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What an engine must get right: the numbers of another engine, the same bits every time, and no more memory from one
 * iteration to the next. The other engine computes in double, also where the one that is checked computes in float.
 */
final class EngineChecks {

    private static final double DOUBLE_LIMIT = 1e-10;
    private static final double FLOAT_LIMIT = 1e-4;
    private static final long SEED = 7;
    private static final int REPEATED_CIRCUITS = 26;
    private static final int REPETITIONS = 3;
    /** A driver hands out memory in pieces of 2 MiB. */
    private static final long GROWTH_LIMIT = 4;

    private static final int REOPENED = 50;

    /** The engine whose device memory must be measured to pass. */
    private static final String CUDA = "cuda";

    private final CircuitEngine engine;
    private final CircuitEngine against;
    private final int circuits;
    private final int iterations;

    /**
     * @param engine what is checked
     * @param against what it is compared with
     * @param circuits how many circuits to compare, and cells at most
     * @param iterations how many to watch the memory for
     */
    EngineChecks(CircuitEngine engine, CircuitEngine against, int circuits, int iterations) {
        this.engine = engine;
        this.against = against;
        this.circuits = circuits;
        this.iterations = iterations;
    }

    /** Makes all checks and tells each as it ends. */
    void run(Consumer<CheckResult> told) {
        told.accept(circuits(Precision.DOUBLE, DOUBLE_LIMIT));
        told.accept(circuits(Precision.FLOAT, FLOAT_LIMIT));
        told.accept(cells(Precision.DOUBLE, DOUBLE_LIMIT));
        told.accept(cells(Precision.FLOAT, FLOAT_LIMIT));
        told.accept(sameBits(Precision.DOUBLE));
        told.accept(sameBits(Precision.FLOAT));
        told.accept(memory());
    }

    private CheckResult circuits(Precision<?> precision, double limit) {
        LargestDeviation worst = new LargestDeviation("circuits, forward and gradients", precision, limit);
        for (CircuitCase each : CircuitCase.first(circuits)) {
            worst.add(
                    TestArrays.deviation(each.evaluate(against, Precision.DOUBLE), each.evaluate(engine, precision)),
                    each.toString());
        }
        return worst.result();
    }

    private CheckResult cells(Precision<?> precision, double limit) {
        LargestDeviation worst = new LargestDeviation("cells, forward and gradients", precision, limit);
        for (CellCase each : CellCase.first(circuits)) {
            worst.add(
                    TestArrays.deviation(
                            each.evaluate(against, Precision.DOUBLE, SEED), each.evaluate(engine, precision, SEED)),
                    each.toString());
        }
        return worst.result();
    }

    /** The same evaluator again, and a new one. */
    private <A> CheckResult sameBits(Precision<A> precision) {
        LargestDeviation worst = new LargestDeviation("bits that change when repeated", precision, 0);
        for (CircuitCase each : CircuitCase.first(Math.min(circuits, REPEATED_CIRCUITS))) {
            double[] expected = each.evaluate(engine, precision);
            try (CircuitEvaluator<A> evaluator = engine.circuit(each.circuit(), precision)) {
                for (int repeat = 0; repeat < REPETITIONS; repeat++) {
                    boolean same = Arrays.equals(expected, each.evaluate(evaluator, precision));
                    worst.add(same ? 0 : 1, each.toString());
                }
            }
        }
        for (CellCase each : CellCase.first(circuits)) {
            double[] expected = each.evaluate(engine, precision, SEED);
            try (SequenceEvaluator<A> evaluator = engine.cell(each.cell(), precision)) {
                for (int repeat = 0; repeat < REPETITIONS; repeat++) {
                    boolean same = Arrays.equals(expected, each.evaluate(evaluator, precision, SEED));
                    worst.add(same ? 0 : 1, each.toString());
                }
            }
        }
        return worst.result();
    }

    private CheckResult memory() {
        List<Workload> work = workloads();
        repeat(work, iterations / 10);
        OptionalLong before = Host.gpuMebibytes();
        repeat(work, iterations);
        for (int reopened = 0; reopened < Math.min(iterations, REOPENED); reopened++) {
            List<Workload> others = workloads();
            repeat(others, 1);
            others.forEach(Workload::close);
        }
        OptionalLong after = Host.gpuMebibytes();
        work.forEach(Workload::close);
        boolean measured = before.isPresent() && after.isPresent();
        double growth = measured ? after.getAsLong() - before.getAsLong() : 0;
        return new CheckResult(
                "growth of device memory",
                Precision.FLOAT.toString(),
                iterations,
                measured ? growth : null,
                GROWTH_LIMIT,
                "MiB",
                measured ? growth <= GROWTH_LIMIT : !engine.name().equals(CUDA),
                measured
                        ? "iterations of a circuit and both cells"
                        : "no GPU that nvidia-smi knows: nothing was measured");
    }

    private List<Workload> workloads() {
        return List.of(
                new CircuitWorkload(engine, 8, 2, 256),
                CellWorkload.of(engine, CellCase.qlstm(4, 4, 1), 64, 10),
                CellWorkload.of(engine, CellCase.qgru(4, 4, 1), 64, 10));
    }

    private static void repeat(List<Workload> work, int times) {
        for (int time = 0; time < times; time++) {
            work.forEach(Workload::run);
        }
    }
}
