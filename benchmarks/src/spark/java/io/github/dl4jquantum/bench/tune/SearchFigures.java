package io.github.dl4jquantum.bench.tune;

import com.sun.management.OperatingSystemMXBean;
import io.github.dl4jquantum.bench.study.Cluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;

/**
 * What a search costs besides training: candidates that do nothing, through the code that runs real ones, log and all.
 *
 * <pre>java -cp qpde.jar io.github.dl4jquantum.bench.tune.SearchFigures MASTER FOLDER</pre>
 */
public final class SearchFigures {
    private static final int WARM_UP = 4_000;
    private static final int DISPATCHED = 10_000;
    private static final int REMEMBERED = 100_000;

    private SearchFigures() {}

    /** Scores nothing. */
    private static final class Empty implements Cluster.Job<Double> {
        private static final long serialVersionUID = 1L;

        @Override
        public Double run() {
            return 1.0;
        }
    }

    /**
     * Prints the figures.
     *
     * @param args where the cluster is, and a new folder that all machines see
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[1]).toAbsolutePath());
        try (Cluster cluster = Cluster.connector(args[0]).connect(args[0], folder.toString())) {
            System.out.println(cluster.description());
            Trial trial = (parameters, deadline) ->
                    new Trial.Outcome(cluster.call(new Empty()), file -> Files.createFile(file));
            run(trial, WARM_UP, cluster::slots, folder.resolve("warm-up"));
            long processor = processorTime();
            double seconds = run(trial, DISPATCHED, cluster::slots, folder.resolve("dispatch"));
            System.out.printf(
                    Locale.ROOT,
                    "%d empty candidates: %.1f s, %.0f a second; processor time of the driver: %.1f ms each%n",
                    DISPATCHED,
                    seconds,
                    DISPATCHED / seconds,
                    (processorTime() - processor) / 1e6 / DISPATCHED);
        }
        long before = used();
        try (CandidateLog log = CandidateLog.open(folder.resolve("memory.jsonl"))) {
            Search search = search(
                    (parameters, deadline) -> new Trial.Outcome(1, file -> Files.createFile(file)),
                    REMEMBERED,
                    () -> 1,
                    log,
                    folder);
            search.run();
            System.out.printf(
                    Locale.ROOT, "%d candidates: %d MB of the driver's heap%n", REMEMBERED, used() - before >> 20);
            Reference.reachabilityFence(search);
        }
    }

    private static double run(Trial trial, int candidates, IntSupplier workers, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (CandidateLog log = CandidateLog.open(folder.resolve("candidates.jsonl"))) {
            Search search = search(trial, candidates, workers, log, folder);
            long began = System.nanoTime();
            search.run();
            return (System.nanoTime() - began) / 1e9;
        }
    }

    /** Of as many parameters as tune has. */
    private static Search search(Trial trial, int candidates, IntSupplier workers, CandidateLog log, Path folder)
            throws IOException {
        SearchSpace space = new SearchSpace();
        for (String name : List.of("circuits", "qubits", "layers", "latent", "hidden", "learningRate")) {
            space.with(name, new ContinuousParameterSpace(0, 1));
        }
        return new Search(
                new Search.Plan(Strategy.RANDOM, space, 1, candidates, workers),
                trial,
                log,
                new BestModel(folder.resolve("best"), log),
                new Deadline(Double.POSITIVE_INFINITY),
                result -> {});
    }

    private static long processorTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
