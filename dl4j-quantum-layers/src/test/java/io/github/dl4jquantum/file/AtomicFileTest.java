package io.github.dl4jquantum.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void aFailedWriteLeavesTheOldContentAndNothingElse() throws IOException {
        Path file = folder.resolve("result.json");
        write(file, "old");
        IOException failure = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write("half of the n".getBytes(StandardCharsets.UTF_8));
                    throw new IOException("disk full");
                }));
        assertEquals(file + ": disk full", failure.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void replacesWhatIsThere() throws IOException {
        Path file = folder.resolve("result.json");
        for (String content : List.of("old and long", "new")) {
            write(file, content);
            assertEquals(content, Files.readString(file));
        }
    }

    /** What a program leaves that is killed: nobody has locked it any more. */
    @Test
    void theNextWriteSweepsWhatAKillLeft() throws IOException {
        Path left = folder.resolve(".other.h5.01234567-89ab-cdef-0123-456789abcdef.tmp");
        Path own = folder.resolve(".mine.tmp");
        Files.writeString(left, "half");
        Files.writeString(own, "a file of somebody else's");
        Path file = folder.resolve("result.json");
        write(file, "new");
        assertEquals(List.of(own, file), files());
    }

    @Test
    void aFileThatIsBeingWrittenIsNotSwept() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        AtomicFile.write(one, out -> {
            out.write('1');
            write(two, "2");
        });
        assertEquals(List.of(one, two), files());
        assertEquals("1", Files.readString(one));
    }

    /** Another program, which is in the middle of its writing until it is told to end. */
    public static final class Writer {
        public static void main(String[] arguments) throws IOException {
            AtomicFile.write(Path.of(arguments[0]), out -> {
                System.out.println("writing");
                out.write(System.in.read());
            });
        }
    }

    @Test
    void aFileThatAnotherProgramIsWritingIsNotSwept() throws Exception {
        Path one = folder.resolve("one");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        one.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals("writing", other.inputReader().readLine());
            Path two = folder.resolve("two");
            write(two, "2");
            assertEquals(2, files().size(), () -> "swept: the other program's temporary file");
            other.getOutputStream().write('1');
            other.getOutputStream().close();
            assertEquals(0, other.waitFor());
            assertEquals(List.of(one, two), files());
            assertEquals("1", Files.readString(one));
        } finally {
            other.destroyForcibly();
        }
    }

    private static void write(Path file, String content) throws IOException {
        AtomicFile.write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
