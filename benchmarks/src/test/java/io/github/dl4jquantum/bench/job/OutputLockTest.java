package io.github.dl4jquantum.bench.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: another process, for within one Java guards its locks itself. */
@Timeout(60)
class OutputLockTest {
    @TempDir
    private Path folder;

    /** What the other process does: 0 if it gets the lock. */
    static final class Other {
        public static void main(String[] args) throws Exception {
            try (OutputLock lock = OutputLock.ofFile(Path.of(args[0]))) {
                System.exit(0);
            } catch (BadInputException refused) {
                System.exit(2);
            }
        }
    }

    @Test
    void anotherProcessIsRefusedUntilTheLockIsGivenBack() throws Exception {
        Path output = folder.resolve("data.h5");
        Path left = Files.createFile(folder.resolve(".data.h5.01234567-89ab-cdef-0123-456789abcdef.part"));
        try (OutputLock lock = OutputLock.ofFile(output)) {
            assertTrue(Files.notExists(left), "swept");
            assertEquals(2, other(output));
        }
        assertEquals(0, other(output));
        assertTrue(
                Files.exists(folder.resolve(".data.h5.lock")),
                "as a program leaves it that is ended while it holds it");
        try (OutputLock lock = OutputLock.ofFile(output)) {
            assertEquals(2, other(output));
        }
        assertTrue(Files.notExists(folder.resolve(".data.h5.lock")));
    }

    private static int other(Path output) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        output.toString())
                .inheritIO()
                .start()
                .waitFor();
    }
}
