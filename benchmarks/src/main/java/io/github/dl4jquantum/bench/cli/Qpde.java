package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.Spelling;
import io.github.dl4jquantum.file.ModelFileException;
import io.github.dl4jquantum.forecast.TrainingDivergedException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program. Results go to stdout, progress and messages to stderr. Exit codes: 0 done, 2 the user asked for something
 * that cannot be done (one line says what to change), 1 anything else.
 */
@Command(
        name = "qpde",
        description = "Quantum recurrent networks on time-dependent PDEs.",
        subcommands = {
            RunCommand.class,
            CompareCommand.class,
            TuneCommand.class,
            GenerateCommand.class,
            InspectCommand.class,
            ReproduceCommand.class,
            PredictCommand.class,
            QasmCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class,
            GenerateCompletion.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Qpde.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Qpde implements Runnable {

    private static final String CHOOSE =
            "choose run, compare, tune, generate, inspect, reproduce, predict, qasm or bench.";

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of an error.")
    private boolean debug;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs the program and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true"); // images are drawn, no window is opened
        // Else JavaCPP reads /proc three times for every view that ND4J makes, which is half the time of a fit of small
        // layers, to guard a limit that is by default all of the machine's memory.
        System.getProperties().putIfAbsent("org.bytedeco.javacpp.maxphysicalbytes", "0");
        PrintStream results = System.out;
        // ND4J prints to stdout, which belongs to the results alone.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        CommandLine program = commandLine();
        program.setOut(new PrintWriter(results, true, StandardCharsets.UTF_8));
        int code = execute(program, args);
        program.getOut().flush();
        if (program.getOut().checkError()) { // such as a full disk behind a redirection
            program.getErr()
                    .println(
                            "qpde: the results could not be written to standard output: it was closed, or has no room.");
            code = code == ExitCode.OK ? ExitCode.SOFTWARE : code;
        }
        System.exit(code);
    }

    /** Runs a command; what Java cannot go on from (memory, a native library) is told in one line too. */
    private static int execute(CommandLine program, String[] args) {
        try {
            return program.execute(args);
        } catch (OutOfMemoryError failure) {
            if (List.of(args).contains("--debug")) {
                failure.printStackTrace(program.getErr());
            }
            program.getErr()
                    .println("qpde: " + failure + ": give java a larger -Xmx, now " + Limits.heapOption() + ".");
        } catch (LinkageError failure) {
            program.getErr().println("qpde: " + unloaded(failure));
        }
        return ExitCode.SOFTWARE;
    }

    /** ND4J's natives are files in the jars, which JavaCPP unpacks before they can be loaded. */
    static String unloaded(LinkageError failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "a library cannot be loaded (" + describe(cause)
                + "): native ones are unpacked to ~/.javacpp/cache; see to"
                + " room and rights there, or start java with -Dorg.bytedeco.javacpp.cachedir=FOLDER.";
    }

    /** The program as tests call it. */
    static CommandLine commandLine() {
        Qpde qpde = new Qpde();
        return new CommandLine(qpde)
                .setParameterExceptionHandler((refused, args) -> badInput(refused.getCommandLine(), message(refused)))
                .setExecutionExceptionHandler((failure, command, parsed) -> qpde.failed(failure, command));
    }

    /** Without a command. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: " + CHOOSE);
    }

    private int failed(Exception failure, CommandLine command) {
        if (debug) {
            failure.printStackTrace(command.getErr());
        }
        if (BadInputException.isOne(failure) || failure instanceof ModelFileException) {
            return badInput(command, BadInputException.message(failure));
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
            command.getErr()
                    .println("qpde: a file cannot be read or written: " + describe(cause)
                            + ". See to room and rights there.");
            return ExitCode.SOFTWARE;
        }
        String hint = failure instanceof TrainingDivergedException || debug
                ? ""
                : " (--debug shows where; please report it if it is not of your making)";
        command.getErr().println("qpde: " + describe(failure) + hint);
        return ExitCode.SOFTWARE;
    }

    private static String describe(Throwable failure) {
        return failure.toString().lines().findFirst().orElse("unknown error");
    }

    private static int badInput(CommandLine command, String message) {
        command.getErr().println("qpde: " + message);
        return ExitCode.USAGE;
    }

    private static String message(ParameterException refused) {
        CommandLine.Model.CommandSpec spec = refused.getCommandLine().getCommandSpec();
        if (refused instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && spec.parent() == null) {
            return Spelling.unknown(
                    "command",
                    unmatched.getUnmatched().get(0),
                    spec.subcommands().keySet());
        }
        String command = spec.qualifiedName();
        if (refused instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            // What follows an unknown option are its values, or belongs to the one after it.
            String option = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
            return Spelling.unknownOfMany("option", option, spec.optionsMap().keySet()) + " See " + command
                    + " --help.";
        }
        String line = refused.getMessage().lines().findFirst().orElse("bad arguments");
        return line + (line.endsWith(".") ? "" : ".") + " See " + command + " --help.";
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Qpde.class.getPackage().getImplementationVersion();
            return new String[] {"qpde " + (version == null ? "development" : version)};
        }
    }
}
