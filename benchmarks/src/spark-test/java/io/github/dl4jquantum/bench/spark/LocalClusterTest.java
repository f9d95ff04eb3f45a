package io.github.dl4jquantum.bench.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.cli.Studies;
import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.pde.record.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: the same study on the threads of this program. */
@Timeout(240)
class LocalClusterTest {
    @TempDir
    private Path folder;

    private static String[] with(List<String> command, String... more) {
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    private static void succeeds(String... command) {
        Studies.Said said = Studies.qpde(command);
        assertEquals(0, said.code(), said.err());
    }

    @Test
    void theSameCellsAndFindings() throws IOException {
        succeeds(with(Studies.compare(folder, 6, folder.resolve("here")), "--workers", "1"));
        succeeds(with(Studies.compare(folder, 6, folder.resolve("spark")), "--master", "local[2]"));
        var expected = Studies.numbers(folder.resolve("here"));
        assertEquals(1 + 2 + 2 * (2 * 2 + 5), expected.size());
        assertEquals(expected, Studies.numbers(folder.resolve("spark")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "genetic"})
    void theSameCandidates(String strategy) throws IOException {
        succeeds(with(Studies.tune(strategy, 12, 20, folder.resolve("here")), "--workers", "1"));
        succeeds(with(
                Studies.tune(strategy, 12, 20, folder.resolve("spark")),
                "--master",
                "local[2]",
                "--shared",
                folder.resolve("shared").toString()));
        var expected = Studies.numbers(folder.resolve("here"));
        assertEquals(12, expected.size());
        assertEquals(expected, Studies.numbers(folder.resolve("spark")));
        assertTrue(folder.resolve("spark/best/forecaster.zip").toFile().isFile());
        assertTrue(folder.resolve("shared").toFile().list().length == 1, "latent spaces lie in the shared folder");
    }

    @Test
    void refusesWhatIsNoMaster() {
        Studies.Said said =
                Studies.qpde(with(Studies.tune("random", 2, 2, folder.resolve("out")), "--master", "nonsense"));
        assertEquals(2, said.code());
        assertTrue(said.err().contains("--master nonsense is none: give local[N]"), said.err());
    }

    @Test
    void refusesAMasterThatDoesNotAnswer() throws IOException {
        System.setProperty("dl4jquantum.masterSeconds", "5");
        try (ServerSocket silent = new ServerSocket(0)) {
            String master = "spark://127.0.0.1:" + silent.getLocalPort();
            Studies.Said said =
                    Studies.qpde(with(Studies.tune("random", 2, 2, folder.resolve("out")), "--master", master));
            assertEquals(2, said.code());
            assertTrue(said.err().contains("--master " + master + " did not answer within 5 s"), said.err());
        } finally {
            System.clearProperty("dl4jquantum.masterSeconds");
        }
    }

    @Test
    void refusesWorkersBesideAMaster() {
        Studies.Said said = Studies.qpde(
                with(Studies.tune("random", 2, 2, folder.resolve("out")), "--master", "local[2]", "--workers", "3"));
        assertEquals(2, said.code());
        assertTrue(said.err().contains("--workers 3 belongs to one machine"), said.err());
    }

    /** Counts its own runs in a folder; the first run of one fails, the other fails always. */
    private record Unsteady(String folder, boolean always) implements Cluster.Job<Integer> {
        @Override
        public Integer run() throws IOException {
            try (Stream<Path> before = Files.list(Path.of(folder))) {
                boolean first = before.findAny().isEmpty();
                Files.createTempFile(Path.of(folder), "run", "");
                if (first || always) {
                    throw new IllegalStateException("unsteady");
                }
                return 7;
            }
        }
    }

    /** Oracle: what each job was told to do, whichever share a Spark job; Spark tries a task 4 times. */
    @Test
    void jobsThatRunTogetherFailByThemselves() throws Exception {
        try (Cluster cluster = new SparkConnector().connect("local[4,4]", folder.toString())) {
            Path once = Files.createDirectory(folder.resolve("once"));
            Path never = Files.createDirectory(folder.resolve("never"));
            List<CompletableFuture<Integer>> steady = new ArrayList<>();
            var failing = CompletableFuture.supplyAsync(() -> call(cluster, new Unsteady(never.toString(), true)));
            for (int i = 0; i < 20; i++) {
                steady.add(CompletableFuture.supplyAsync(() -> call(cluster, new SparkCluster.Empty())));
            }
            assertEquals(7, call(cluster, new Unsteady(once.toString(), false)));
            for (CompletableFuture<Integer> each : steady) {
                assertEquals(0, each.get());
            }
            var failure = assertThrows(ExecutionException.class, failing::get);
            assertTrue(failure.getMessage().contains("no executor could do it"), failure.getMessage());
            assertEquals(2, once.toFile().list().length);
        }
    }

    /** Writes to a device that is always full. */
    private record Full(String file) implements Cluster.Job<Integer> {
        @Override
        public Integer run() throws IOException {
            Path link = Files.createSymbolicLink(Path.of(file), Path.of("/dev/full"));
            try {
                Files.write(link, new byte[1]);
                return 0;
            } catch (IOException e) { // the system's words name no file, AtomicFile's do
                FileSystemException named = new FileSystemException(file, null, e.getMessage());
                named.initCause(e);
                throw named;
            } finally {
                Files.delete(link);
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsSaidWithItsFile() throws IOException {
        try (Cluster cluster = new SparkConnector().connect("local[1]", folder.toString())) {
            Full job = new Full(folder.resolve("latent-3.zip").toString());
            IOException failure = assertThrows(IOException.class, () -> cluster.call(job));
            assertEquals(
                    "no executor could do it: " + folder.resolve("latent-3.zip") + ": No space left on device",
                    failure.getMessage());
        }
    }

    private static Integer call(Cluster cluster, Cluster.Job<Integer> job) {
        try {
            return cluster.call(job);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anExecutorRefusesWhatAnotherVersionSends() throws IOException {
        Task mine = Task.of(new SparkCluster.Empty(), folder);
        assertNull(mine.run().refusal());
        String refusal = new Task("0.0.9", mine.token(), null, mine.job()).run().refusal();
        assertTrue(refusal.contains(", this program is 0.0.9: give all machines the same build."), refusal);
    }

    @Test
    void anExecutorThatDoesNotSeeTheFolderSaysSo() throws IOException {
        String refusal = Task.of(new SparkCluster.Empty(), folder.resolve("elsewhere/token"))
                .run()
                .refusal();
        assertTrue(refusal.contains("does not see " + folder.resolve("elsewhere")), refusal);
        assertFalse(refusal.contains("token"), refusal);
    }

    /** Opens a file. */
    private record Open(String file) implements Cluster.Job<Integer> {
        @Override
        public Integer run() {
            DataFile.open(Path.of(file));
            return 0;
        }
    }

    @Test
    void anExecutorThatDoesNotSeeTheDataSaysSo() throws IOException {
        String file = folder.resolve("data.h5").toString();
        String refusal = Task.of(new Open(file), folder).run().refusal();
        assertTrue(refusal.matches("Executor \\S+: .*" + file + ".*there is no such file.*"), refusal);
    }
}
