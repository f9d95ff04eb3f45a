package io.github.dl4jquantum.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples compile without a warning, and print what their last lines say; the README shows two of them whole. */
@Timeout(120)
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("examples");
    private static final String OUTPUT = "\n// Output:\n";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+");

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void printsWhatItSays(Path example, @TempDir Path classes) throws Exception {
        String text = Files.readString(example);
        String expected = text.substring(text.indexOf(OUTPUT) + OUTPUT.length())
                .replaceAll("(?m)^// ?", "")
                .strip();
        compile(example, classes);
        String printed = run(example.getFileName().toString().replace(".java", ""), classes);
        assertEquals(
                NUMBER.matcher(expected).replaceAll("#"),
                NUMBER.matcher(printed).replaceAll("#"));
        Matcher numbers = NUMBER.matcher(printed);
        Matcher wanted = NUMBER.matcher(expected);
        while (numbers.find() && wanted.find()) {
            double value = Double.parseDouble(wanted.group());
            // Other processors sum in another order, and a training carries that on.
            assertEquals(value, Double.parseDouble(numbers.group()), 0.02 + 0.1 * Math.abs(value), printed);
        }
    }

    @Test
    void theReadmeShowsExamples() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        for (String name : List.of("Sequences", "Forecast")) {
            String text = Files.readString(EXAMPLES.resolve(name + ".java"));
            assertTrue(
                    readme.contains("```java\n"
                            + text.substring(0, text.indexOf(OUTPUT)).strip() + "\n```"),
                    name);
        }
    }

    private static void compile(Path example, Path classes) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        messages,
                        messages,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        example.toString());
        assertEquals(0, code, () -> messages.toString(StandardCharsets.UTF_8));
    }

    private static String run(String main, Path classes) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, outer)) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            thread.setContextClassLoader(loader);
            loader.loadClass(main).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
            thread.setContextClassLoader(outer);
        }
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(String::stripTrailing)
                .reduce("", (text, line) -> text + line + "\n")
                .strip();
    }
}
