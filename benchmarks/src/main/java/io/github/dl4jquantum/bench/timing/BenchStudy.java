package io.github.dl4jquantum.bench.timing;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import com.sun.management.OperatingSystemMXBean;
import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.RunVersions;
import io.github.dl4jquantum.bench.job.Threads;
import io.github.dl4jquantum.bench.result.BenchResult;
import io.github.dl4jquantum.bench.study.ExecutionChoice;
import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.cpu.CpuEngine;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.layers.SequenceLayer;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;

/**
 * Times one workload: the first hundred runs; then, after a warm-up, as many runs as fit into the time, three at least.
 * The warm-up takes a quarter of the time and then goes on until the JVM's compilers are nearly idle, three times the
 * time at most: they work on threads of their own, and would otherwise be busy with a network of DL4J for most of a
 * short run.
 */
public final class BenchStudy {
    private static final double WARM_UP = 0.25;
    /** In units of the time. */
    private static final double MAX_WARM_UP = 3;
    /** The part of a warm-up period in which compilers that are nearly idle work. */
    private static final double IDLE = 0.05;

    /** Runs of a cold start. */
    private static final int FIRST = 100;

    private static final int LEAST_RUNS = 3;
    private static final int MAX_RUNS = 100_000;
    private static final int MAX_BATCH = 65_536;
    private static final int MAX_SIZE = 1_024;
    private static final int MAX_CIRCUITS = 64;
    /** Beyond this a graph of the SameDiff engine takes longer to build than the benchmark. */
    private static final int MAX_COMPARED_QUBITS = 8;

    private static final String VQC = "vqc";

    private final BenchOptions options;
    /** The cell to time; null for a bare circuit. */
    private final StudyModel cell;

    private final boolean network;
    private final Engine engine;
    private final ExecutionChoice execution;
    private final CircuitEngine circuitEngine;

    private BenchStudy(BenchOptions options) throws IOException {
        this.options = options;
        cell = options.work().equals(VQC) ? null : cell(options.work());
        boolean classical = cell != null && !cell.isQuantum();
        boolean ofDl4j = cell == StudyModel.LSTM;
        String through = options.through() == null ? ofDl4j ? "network" : "engine" : options.through();
        require(
                Set.of("engine", "network").contains(through),
                "--through " + through + " is unknown: choose engine or network.");
        network = through.equals("network");
        require(network || !ofDl4j, "DL4J's own " + cell + " runs in a network alone: use --through network.");
        Limits.circuit(options.qubits(), options.layers());
        Limits.within("--circuits", options.circuits(), MAX_CIRCUITS);
        require(
                options.circuits() == 1 || (cell != null && cell.isQuantum()),
                "--circuits " + options.circuits() + " is for qlstm and qgru alone: leave it out.");
        Limits.within("--batch", options.batch(), MAX_BATCH);
        Limits.within("--steps", options.steps(), MAX_SIZE);
        Limits.within("--nin", options.nIn(), MAX_SIZE);
        Limits.within("--nout", options.nOut(), MAX_SIZE);
        Limits.within("--threads", options.threads(), MAX_SIZE);
        Limits.within("--nd4j-threads", options.nd4jThreads(), MAX_SIZE);
        require(
                options.seconds() > 0 && options.seconds() <= 3600,
                "--seconds " + options.seconds() + " is not above 0 and at most 3600: choose some, such as 8.");
        if (cell != null) {
            Limits.sequences(options.batch(), options.steps(), options.nIn() + options.nOut());
        }
        engine = Limits.engine(options.engine());
        require(
                !classical || options.noise().isNone(),
                "--noise concerns circuits, and " + options.work() + " has none: leave it out.");
        execution = options.noise().choose();
        circuitEngine = classical ? null : execution.run(() -> asked(engine::resolve));
    }

    /**
     * Checks all options.
     *
     * @throws BadInputException if one cannot be met
     */
    public static BenchStudy prepare(BenchOptions options) throws IOException {
        return new BenchStudy(options);
    }

    /** Measures. */
    public BenchResult run() throws IOException {
        return execution.run(this::measure);
    }

    private BenchResult measure() {
        System.setProperty("dl4jquantum.threads", String.valueOf(options.threads()));
        Threads.use(options.nd4jThreads());
        Workload work = asked(this::workload);
        List<Double> first = repeat(work, 1, FIRST, options.seconds());
        warmUp(work);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        List<Double> wall = repeat(work, LEAST_RUNS, MAX_RUNS, options.seconds());
        double cpuMs = (system.getProcessCpuTime() - cpu) / 1e6 / wall.size();
        Collections.sort(wall);
        return new BenchResult(
                options.work(),
                options.qubits(),
                options.layers(),
                options.batch(),
                options.steps(),
                circuitEngine != null && circuitEngine.name().equals("cuda") ? "cuda" : "cpu",
                circuitEngine == null ? "none" : circuitEngine.name(),
                CpuEngine.usesVectorApi(),
                network ? "network" : "engine",
                options.threads(),
                options.nd4jThreads(),
                rounded(wall.get(wall.size() / 2)),
                rounded(wall.get(0)),
                rounded(first.get(0)),
                first.size() < FIRST
                        ? null
                        : rounded(
                                first.stream().mapToDouble(Double::doubleValue).sum()),
                rounded(cpuMs),
                wall.size(),
                peakMebibytes(),
                error(),
                work.parameters(),
                RunVersions.own());
    }

    private static StudyModel cell(String work) {
        return Stream.of(StudyModel.QLSTM, StudyModel.QGRU, StudyModel.LSTM, StudyModel.GRU)
                .filter(cell -> cell.toString().equals(work))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "Unknown work '" + work + "': choose one of vqc, qlstm, qgru, lstm, gru."));
    }

    private Workload workload() {
        int batch = options.batch();
        if (cell == null) {
            return network
                    ? NetworkWorkload.circuit(options.qubits(), options.layers(), engine, batch)
                    : new CircuitWorkload(circuitEngine, options.qubits(), options.layers(), batch);
        }
        BaseRecurrentLayer layer = new LatentNetwork(
                        options.nIn(),
                        options.nOut(),
                        options.qubits(),
                        options.layers(),
                        options.circuits(),
                        InputEncoding.ARCTAN,
                        engine,
                        1)
                .layer(cell);
        return network ? NetworkWorkload.cell(layer, batch, options.steps()) : cellAlone((SequenceLayer<?>) layer);
    }

    private Workload cellAlone(SequenceLayer<?> layer) {
        return new CellWorkload(layer.evaluator(Precision.FLOAT), layer.cell(), options.batch(), options.steps());
    }

    private void warmUp(Workload work) {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        double period = WARM_UP * options.seconds();
        long compiled;
        long end = System.nanoTime() + (long) (MAX_WARM_UP * options.seconds() * 1e9);
        do {
            compiled = compilers.getTotalCompilationTime();
            repeat(work, 1, MAX_RUNS, period);
        } while (System.nanoTime() < end && compilers.getTotalCompilationTime() - compiled > IDLE * 1e3 * period);
    }

    /** Wall milliseconds of each run: of as many as fit into the time, from {@code least} to {@code most}. */
    private static List<Double> repeat(Workload work, int least, int most, double seconds) {
        List<Double> wall = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (wall.size() < least || (System.nanoTime() < end && wall.size() < most)) {
            long start = System.nanoTime();
            work.run();
            wall.add((System.nanoTime() - start) / 1e6);
        }
        return wall;
    }

    private Double error() {
        if (circuitEngine == null
                || options.qubits() > MAX_COMPARED_QUBITS
                || !options.noise().isNone()) {
            return null;
        }
        Engine other = circuitEngine.name().equals("samediff") ? Engine.CPU : Engine.SAMEDIFF;
        return CircuitWorkload.difference(circuitEngine, other.resolve(), options.qubits(), options.layers());
    }

    private static Long peakMebibytes() {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null; // not Linux
        }
    }

    private static double rounded(double milliseconds) {
        return Math.round(milliseconds * 1e4) / 1e4;
    }
}
