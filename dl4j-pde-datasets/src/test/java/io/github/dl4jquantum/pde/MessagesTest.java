package io.github.dl4jquantum.pde;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the sources. A library's messages name what its callers can say, never options of a program that uses it. */
@Timeout(30)
class MessagesTest {
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
    private static final Pattern OPTION = Pattern.compile("--[a-z]");

    @Test
    void noMessageNamesAnOptionOfACommandLine() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> sources;
        try (Stream<Path> all = Files.walk(Path.of("src", "main", "java"))) {
            sources = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertTrue(sources.size() > 50, sources.size() + " sources are not all");
        for (Path source : sources) {
            options(Files.readString(source)).forEach(literal -> found.add(source.getFileName() + ": " + literal));
        }
        assertEquals(List.of(), found);
    }

    @Test
    void anOptionIsFoundInALiteralAlone() {
        String source =
                """
                /* "--comment"
                 * {@code "--javadoc"} */
                f('"', i--); // --code
                throw e("a \\" quote", "declare them with --axes" + "a -- b");
                """;
        assertEquals(List.of("\"declare them with --axes\""), options(source));
    }

    private static List<String> options(String source) {
        String code = source.replaceAll("(?s)/\\*.*?\\*/", "").replace("'\"'", "");
        return LITERAL.matcher(code)
                .results()
                .map(literal -> literal.group())
                .filter(literal -> OPTION.matcher(literal).find())
                .toList();
    }
}
