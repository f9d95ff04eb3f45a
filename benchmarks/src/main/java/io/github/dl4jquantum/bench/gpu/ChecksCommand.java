package io.github.dl4jquantum.bench.gpu;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;

import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.TextTable;
import io.github.dl4jquantum.bench.result.ResultJson;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gpu-check checks}: whether an engine is right. */
@Command(
        name = "checks",
        description = "Compare an engine with another on random circuits and on both cells, look for bits that change"
                + " from run to run, and for device memory that grows.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class ChecksCommand implements Callable<Integer> {

    @Option(names = "--engine", paramLabel = "NAME", defaultValue = "cuda", description = "cuda, cpu or samediff.")
    private String engine;

    @Option(names = "--against", paramLabel = "NAME", defaultValue = "cpu", description = "What it is compared with.")
    private String against;

    @Option(
            names = "--circuits",
            paramLabel = "N",
            defaultValue = "300",
            description = "Circuits to compare, and cells at most.")
    private int circuits;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Iterations for which device memory must not grow.")
    private int iterations;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "gpu-checks.json", description = "Report to write.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Limits.within("--circuits", circuits, 100_000);
        Limits.within("--iterations", iterations, 1_000_000);
        CircuitEngine checked = asked(Limits.engine(engine)::resolve);
        CircuitEngine other = asked(Limits.engine(against)::resolve);
        PrintWriter progress = spec.commandLine().getErr();
        List<CheckResult> results = new ArrayList<>();
        long start = System.nanoTime();
        new EngineChecks(checked, other, circuits, iterations).run(result -> {
            results.add(result);
            progress.printf(
                    Locale.ROOT,
                    "%5.1f s  %s, %s%n",
                    (System.nanoTime() - start) / 1e9,
                    result.check(),
                    result.precision());
        });
        boolean passed = results.stream().allMatch(CheckResult::passed);
        ChecksReport report = new ChecksReport(
                GpuCheck.command(spec),
                OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Host.here(),
                checked.name(),
                other.name(),
                passed,
                results);
        ResultJson.write(report, out);
        table(results).forEach(spec.commandLine().getOut()::println);
        return passed ? 0 : 1;
    }

    private static List<String> table(List<CheckResult> results) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"check", "precision", "cases", "worst", "limit", "", "worst at"});
        for (CheckResult each : results) {
            rows.add(new String[] {
                each.check(),
                each.precision(),
                String.valueOf(each.cases()),
                each.worst() == null ? "-" : String.format(Locale.ROOT, "%.1e", each.worst()),
                String.format(Locale.ROOT, "%.0e", each.limit()),
                each.passed() ? "passed" : "FAILED",
                each.where()
            });
        }
        return TextTable.lines(rows);
    }
}
