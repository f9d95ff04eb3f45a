package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.job.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line as a user types it, for reports. */
final class CommandText {

    /** What {@code --axes} is, the same in every command. */
    static final String AXES = "The file's axes where its format does not declare them, slowest first: "
            + "of trajectory, time, z, y, x, field. Times are those of the file where it has some.";

    /** Of {@code --overwrite}. */
    static final String AT_THE_END =
            ", which stay until this one's are whole; one that was interrupted goes on with" + " --overwrite alone.";

    private static final List<String> PROGRAM = List.of("java", "-jar", "benchmarks/target/qpde.jar");

    /** A word as a shell reads it: quoted pieces, escaped characters and all others but blanks. */
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\\\\.|[^\\s'\\\\]+)+");

    private static final Pattern PIECE = Pattern.compile("'([^']*)'|\\\\(.)|([^'\\\\]+)");

    private CommandText() {}

    /** {@code java -jar benchmarks/target/qpde.jar} and the arguments that were parsed, quoted where a shell needs it. */
    static String of(CommandSpec spec) {
        CommandLine root = spec.root().commandLine();
        List<String> words = new ArrayList<>(PROGRAM);
        for (String argument : root.getParseResult().originalArgs()) {
            words.add(argument.matches("[\\w./:=+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'");
        }
        return String.join(" ", words);
    }

    /**
     * The arguments of what {@link #of} wrote.
     *
     * @throws BadInputException if it is no command of this program
     */
    static List<String> arguments(String command) {
        List<String> words = WORD.matcher(command)
                .results()
                .map(word -> PIECE.matcher(word.group()).replaceAll(CommandText::bare))
                .toList();
        if (words.size() <= PROGRAM.size() || !words.subList(0, PROGRAM.size()).equals(PROGRAM)) {
            throw new BadInputException("It was made by \"" + command + "\", which is no command of this program: only"
                    + " what qpde made can be made again.");
        }
        return words.subList(PROGRAM.size(), words.size());
    }

    private static String bare(MatchResult piece) {
        return Stream.of(1, 2, 3)
                .map(piece::group)
                .filter(Objects::nonNull)
                .map(Matcher::quoteReplacement)
                .findFirst()
                .orElseThrow();
    }
}
