package io.github.dl4jquantum.bench.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as a user types it, for reports. */
final class CommandText {

    /** What {@code --axes} is, the same in every command. */
    static final String AXES = "The file's axes where its format does not declare them, slowest first: "
            + "of trajectory, time, z, y, x, field.";

    private CommandText() {}

    /** {@code java -jar benchmarks/target/qpde.jar} and the arguments that were parsed, quoted where a shell needs it. */
    static String of(CommandSpec spec) {
        CommandLine root = spec.root().commandLine();
        List<String> words = new ArrayList<>(List.of("java", "-jar", "benchmarks/target/qpde.jar"));
        for (String argument : root.getParseResult().originalArgs()) {
            words.add(argument.matches("[\\w./:=+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'");
        }
        return String.join(" ", words);
    }
}
