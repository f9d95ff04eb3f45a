package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.compare.FileStore.Finished;
import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.OutputFolder;
import io.github.dl4jquantum.bench.job.RunVersions;
import io.github.dl4jquantum.bench.job.StudyStopped;
import io.github.dl4jquantum.bench.job.Threads;
import io.github.dl4jquantum.bench.report.CompareCsv;
import io.github.dl4jquantum.bench.report.CompareReport;
import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.CompareResult;
import io.github.dl4jquantum.bench.result.CompareResult.ProblemData;
import io.github.dl4jquantum.bench.result.FieldFrame;
import io.github.dl4jquantum.bench.result.ResultJson;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.bench.study.ProtocolText;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.forecast.ForecasterFileException;
import io.github.dl4jquantum.forecast.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.shade.jackson.core.type.TypeReference;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Problems x models x draws x seeds: does the work that is not finished yet, then draws the conclusions. */
public final class CompareStudy {
    private final CompareSpec spec;
    private final String command;
    private final List<CellSpec> cells;
    private final ResultsFolder folder;
    private final CompareWork work;

    private CompareStudy(CompareSpec spec, String command, int workers, String engine, ResultsFolder folder) {
        this.spec = spec;
        this.command = command;
        this.folder = folder;
        cells = CellMatrix.of(spec, engine);
        work = new CompareWork(cells, workers, folder);
    }

    /**
     * Checks everything that can be checked before any work.
     *
     * @param command the command line, for the report
     * @throws BadInputException if an option or a key of the experiment's file cannot be met, or the output folder holds
     *     anything else
     */
    public static CompareStudy prepare(CompareOptions options, String command) {
        CompareSpec spec = SpecReader.read(options);
        int cores = Runtime.getRuntime().availableProcessors();
        int workers = options.workers() == null ? cores : options.workers();
        require(
                workers >= 1 && workers <= 4 * cores,
                "--workers " + workers + " is not within 1 to " + 4 * cores + " on " + cores
                        + " cores: choose one of these.");
        Engine engine = Limits.engine(spec.engine());
        String used = asked(() -> engine.resolve().name());
        try {
            OutputFolder.tidy(options.out());
            ResultsFolder folder = new ResultsFolder(options.out(), spec, command, options.overwrite());
            folder.isOwn();
            Limits.writableFolder(options.out());
            return new CompareStudy(spec, command, workers, used, folder);
        } catch (IOException e) {
            throw new BadInputException(options.out() + " cannot be written (" + e.getMessage()
                    + "): make room, or choose another folder with --out.");
        }
    }

    /** What {@link #run} leaves in the output folder. */
    public List<Path> files() {
        return folder.results();
    }

    /** Whether the folder holds these very results already: {@link #run} would write them again. */
    public boolean isDone() throws IOException {
        return folder.isOwn() && work.isDone() && folder.isConcluded(new ObjectMapper().valueToTree(spec));
    }

    /** How much there is to do, in words. */
    public String size() {
        return work.size();
    }

    /** Lets {@link #run} end soon, from any thread: it throws {@link StudyStopped} once every worker has stopped. */
    public void stop() {
        work.stop();
    }

    /**
     * Does the work that is left, then writes the results and the report.
     *
     * @throws StudyStopped after {@link #stop}; what was finished stays
     */
    public CompareResult run(JobProgress progress) throws IOException {
        return run(progress, null);
    }

    /** As {@link #run(JobProgress)}, on a cluster: the same numbers but for times. Null for this machine. */
    public CompareResult run(JobProgress progress, Cluster cluster) throws IOException {
        Threads.one(); // of the calling thread; workers do the same
        try (OutputFolder locked = OutputFolder.open(folder.path())) {
            folder.create(locked);
            if (cluster == null || cluster.shared().equals(folder.path().toAbsolutePath())) {
                work.run(progress, locked.checkpoints(), folder.spaces(), cluster);
            } else {
                Path shared = cluster.shared().resolve("compare-" + ResultsFolder.FORMAT + "-" + RunVersions.own());
                work.run(
                        progress,
                        Files.createDirectories(shared.resolve("checkpoints")),
                        Files.createDirectories(shared.resolve("spaces")),
                        cluster);
            }
            work.checkStopped();
            progress.stage("report");
            return conclude(locked);
        } catch (ForecasterFileException damaged) {
            throw damaged; // says which file and why
        } catch (IOException | UncheckedIOException unwritten) {
            throw new BadInputException(
                    "Files in " + folder.path() + " cannot be written or read (" + unwritten.getMessage()
                            + "): what is finished stays. Make room, then run the same command again to go on.");
        }
    }

    private CompareResult conclude(OutputFolder locked) throws IOException {
        List<CellResult> results = new ArrayList<>();
        Map<RowKey, List<FieldFrame>> frames = new LinkedHashMap<>();
        for (CellSpec cell : cells) {
            Optional<Finished> finished = work.cells().get(cell);
            if (finished.isPresent()) {
                results.add(finished.get().cell());
                if (!finished.get().frames().isEmpty()) {
                    frames.put(
                            cell.row(),
                            finished.get().frames().stream()
                                    .map(StoredFrame::frame)
                                    .toList());
                }
            }
        }
        Map<String, Object> experiment =
                new ObjectMapper().convertValue(spec, new TypeReference<LinkedHashMap<String, Object>>() {});
        CompareResult result = new CompareResult(
                command,
                experiment,
                spec.problems().keySet().stream().map(this::problem).toList(),
                work.tunings(),
                results,
                Contrasts.of(spec, results),
                RunVersions.all());
        Path fresh = locked.fresh();
        ResultJson.write(result, fresh.resolve("results.json"));
        CompareCsv.write(result, fresh.resolve("results.csv"));
        CompareReport.write(result, frames, fresh.resolve("report.html"));
        locked.publish();
        return result;
    }

    private ProblemData problem(String name) {
        Protocol protocol =
                spec.problems().get(name).protocol(name, spec.splits().get(0));
        return new ProblemData(
                name,
                ProtocolText.of(protocol),
                Arrays.stream(protocol.problemOf().gridShape())
                        .map(points -> (points - 1) / protocol.coarsening() + 1)
                        .boxed()
                        .toList());
    }
}
