package io.github.dl4jquantum.bench.gpu;

import io.github.dl4jquantum.bench.job.BadInputException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/**
 * The program. Exit codes: 0 all is well, 1 a check failed, 2 something was asked for that cannot be done (one line says
 * what to change).
 */
@Command(
        name = "gpu-check",
        description = "Checks an engine against another, and races it; made for the CUDA engine on GPU hosts.",
        subcommands = {ChecksCommand.class, RacesCommand.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class GpuCheck implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs the program and ends the JVM with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The program as tests call it. */
    static CommandLine commandLine() {
        return new CommandLine(new GpuCheck())
                .setParameterExceptionHandler((refused, args) -> {
                    refused.getCommandLine()
                            .getErr()
                            .println("gpu-check: "
                                    + refused.getMessage().lines().findFirst().orElse("bad arguments"));
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (BadInputException.isOne(failure)) {
                        command.getErr().println("gpu-check: " + failure.getMessage());
                        return ExitCode.USAGE;
                    }
                    throw failure;
                });
    }

    /** Without a command. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: choose checks or races.");
    }

    /** What was asked for, as a report repeats it. */
    static String command(CommandLine.Model.CommandSpec spec) {
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        return "gpu-check " + String.join(" ", arguments);
    }
}
