package io.github.dl4jquantum.bench.cli;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.RunVersions;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.bench.run.Agreement;
import io.github.dl4jquantum.bench.run.RunProvenance;
import io.github.dl4jquantum.bench.run.RunStudy;
import io.github.dl4jquantum.forecast.Provenance;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code qpde reproduce}: whether a run's command leads to the same numbers again. */
@Command(
        name = "reproduce",
        description = {
            "Run the command that made a result again, into a folder of its own, and say whether the numbers agree.",
            "Exit code 0: they agree; 1: they do not, or the data are others; 2: the command cannot be run."
        },
        footer = "%nExample: java -jar qpde.jar reproduce qpde-out --out qpde-again",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class ReproduceCommand implements Callable<Integer> {
    private static final String OUT = "--out";

    @Parameters(
            index = "0",
            paramLabel = "RESULT",
            description = "A result.json of qpde run, the folder it lies in, or a forecaster.zip.")
    private Path result;

    @Option(
            names = "--tolerance",
            paramLabel = "R",
            defaultValue = "1e-6",
            description = "Numbers agree up to this part of their size. One machine makes them equal; another rounds"
                    + " otherwise, which a training enlarges.")
    private double tolerance;

    @Option(
            names = OUT,
            paramLabel = "FOLDER",
            description = "Folder of the new results (default: that of RESULT with -reproduced behind its name, here).")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        require(
                tolerance >= 0 && tolerance < 1,
                "--tolerance " + tolerance + " is not within 0 to 1, 1 excluded: choose one such as 1e-6.");
        Provenance before = RunProvenance.read(result);
        if (out == null) {
            Path folder = Files.isDirectory(result)
                    ? result.toAbsolutePath()
                    : result.toAbsolutePath().getParent();
            out = Path.of(folder.normalize().getFileName() + "-reproduced");
        }
        RunCommand command = command(before);
        RunStudy study = study(command, before);
        PrintWriter err = spec.commandLine().getErr();
        Agreement.otherVersions(before.versions(), RunVersions.all())
                .forEach(each -> err.println("qpde: " + each + ": numbers may differ."));
        if (command.trainsByTheClock()) {
            err.println(
                    "qpde: it was trained for a time (--minutes), not for a number of updates: numbers will differ.");
        }
        if (command.trainsOnCluster()) {
            err.println("qpde: it was trained on a cluster (--master): with another number of task slots numbers will"
                    + " differ.");
        }
        require(
                before.data() != null,
                result + " does not say what data it was made from: only results of this version can be made again.");
        PrintWriter stdout = spec.commandLine().getOut();
        if (!study.dataSha256().equals(before.data().sha256())) {
            stdout.println("not reproduced: the data are others now, by their checksum, and nothing was trained: "
                    + before.data().description());
            return ExitCode.SOFTWARE;
        }
        RunResult again = command.carriedOut(study);
        if (again == null) {
            return StopSignal.INTERRUPTED;
        }
        Agreement agreement = Agreement.of(before, RunProvenance.of(again), tolerance);
        agreement.lines().forEach(stdout::println);
        return agreement.holds() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Of the studies that a command asks for the one that made the result. */
    private RunStudy study(RunCommand command, Provenance before) throws IOException {
        List<RunStudy> studies = command.studies();
        RunStudy study = studies.stream()
                .filter(each -> before.data() == null
                        || each.description().equals(before.data().description()))
                .findFirst()
                .orElse(studies.get(0));
        require(
                !study.isDone(),
                "--out " + out + " holds these results already: choose a new folder, which they are made again in.");
        return study;
    }

    /** The run, with the folder to write to in place of its own. */
    private RunCommand command(Provenance before) {
        List<String> arguments = new ArrayList<>();
        List<String> made = CommandText.arguments(before.command());
        for (int i = 0; i < made.size(); i++) {
            if (made.get(i).equals(OUT)) {
                i++;
            } else if (!made.get(i).startsWith(OUT + "=")) {
                arguments.add(made.get(i));
            }
        }
        arguments.add(OUT);
        arguments.add(out.toString());
        try {
            CommandLine program = Qpde.commandLine();
            program.setOut(spec.commandLine().getOut())
                    .setErr(spec.commandLine().getErr());
            ParseResult parsed = program.parseArgs(arguments.toArray(String[]::new));
            if (parsed.hasSubcommand()
                    && parsed.subcommand().commandSpec().userObject() instanceof RunCommand run
                    && !parsed.subcommand().isUsageHelpRequested()) {
                return run;
            }
        } catch (ParameterException e) {
            throw new BadInputException(
                    "This version does not know the command \"" + before.command() + "\": " + e.getMessage());
        }
        throw new BadInputException(
                "It was made by \"" + before.command() + "\": only results of qpde run can be made again.");
    }
}
