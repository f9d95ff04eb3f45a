package io.github.dl4jquantum.bench.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.cli.Studies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * The jar on a standalone master and two workers, each a process of its own, of which some are killed (-9). Oracle: the same
 * study on the threads of this program; {@link Studies#numbers} fails where a candidate is there twice.
 */
@Tag("cluster")
@Timeout(300)
class ClusterIT {
    private static final long WAIT_MILLIS = 20;

    /** Lets Spark say what becomes of copies. */
    private static final String COPIES =
            """
            <configuration>
                <appender name="STDERR" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    <encoder><pattern>%level %logger{0}: %msg%n</pattern></encoder>
                </appender>
                <logger name="org.apache.spark.scheduler.TaskSetManager" level="INFO"/>
                <root level="WARN"><appender-ref ref="STDERR"/></root>
            </configuration>
            """;

    @TempDir
    private Path folder;

    private Processes processes;

    @BeforeEach
    void start() throws IOException {
        processes = new Processes(folder);
    }

    @AfterEach
    void end() throws Exception {
        processes.close();
    }

    @Test
    void anExecutorAndAWorkerAreKilledInASearch() throws Exception {
        Path out = folder.resolve("spark");
        List<String> here = Studies.tune("genetic", 9, 60, folder.resolve("here"));
        List<String> there = Studies.tune("genetic", 9, 60, out);
        assertEquals(0, Studies.qpde(here.toArray(String[]::new)).code());

        Process driver = processes.qpde(there);
        await(driver, out, 2);
        Processes.kill(processes.executors().get(0));
        await(driver, out, 5);
        Processes.kill(processes.workers().get(0));
        assertEquals(0, driver.waitFor(), processes::said);
        assertEquals(1, processes.workers().size());
        assertSame(9, Studies.numbers(folder.resolve("here")), Studies.numbers(out));
    }

    @Test
    void theDriverAndAnExecutorAreKilledInAComparison() throws Exception {
        Path out = folder.resolve("spark");
        List<String> here = Studies.compare(folder, 20, folder.resolve("here"));
        List<String> there = Studies.compare(folder, 20, out);
        assertEquals(0, Studies.qpde(here.toArray(String[]::new)).code());

        Process driver = processes.qpde(there);
        await(driver, out, 4);
        Processes.kill(driver.toHandle());
        int finished = Studies.numbers(out).size();
        assertTrue(finished < 20, "the driver was killed too late to say anything");
        driver = processes.qpde(there);
        await(driver, out, finished + 2);
        Processes.kill(processes.executors().get(0));
        assertEquals(0, driver.waitFor(), processes::said);
        assertSame(1 + 2 + 18, Studies.numbers(folder.resolve("here")), Studies.numbers(out));
    }

    /** Two workers whatever is left of the cluster. Oracle besides: the same run on threads of this program, for its numbers. */
    @Test
    void anExecutorAndTheDriverAreKilledInARun() throws Exception {
        Path out = folder.resolve("spark");
        List<String> here = Studies.run(150, folder.resolve("here"));
        List<String> there = Studies.run(150, out);
        here.addAll(List.of("--no-peers", "--master", "local[2]"));
        there.add("--no-peers");
        assertEquals(0, Studies.qpde(here.toArray(String[]::new)).code());

        Process driver = processes.qpde(there, "-Ddl4jquantum.checkpointMillis=1");
        FileTime saved = awaitCheckpoint(driver, out, FileTime.fromMillis(0));
        Processes.kill(processes.executors().get(0));
        awaitCheckpoint(driver, out, saved);
        Processes.kill(driver.toHandle());
        Processes.kill(processes.workers().get(0));
        driver = processes.qpde(there);
        assertEquals(0, driver.waitFor(), processes::said);
        assertTrue(processes.said().contains("task slots 1"), processes::said);
        JsonNode expected = result(folder.resolve("here"));
        JsonNode actual = result(out);
        for (String part : List.of("errors", "baselines", "curves", "loss")) {
            assertEquals(expected.path(part), actual.path(part));
        }
        assertTrue(actual.at("/arguments/trainedBy").asText().startsWith("2 workers"));
    }

    /** Waits until the training is saved again; gives the time of it. */
    private FileTime awaitCheckpoint(Process driver, Path out, FileTime since) throws Exception {
        Path file = out.resolve(".qpde/checkpoints/qlstm.zip");
        while (Files.notExists(file) || Files.getLastModifiedTime(file).equals(since)) {
            assertTrue(driver.isAlive(), () -> "the run was over too soon: " + processes.said());
            Thread.sleep(WAIT_MILLIS);
        }
        return Files.getLastModifiedTime(file);
    }

    private static JsonNode result(Path out) throws IOException {
        return new ObjectMapper().readTree(out.resolve("result.json").toFile());
    }

    @Test
    void aWorkerThatComesLaterIsUsed() throws Exception {
        Path out = folder.resolve("spark");
        List<String> here = Studies.tune("random", 6, 100, folder.resolve("here"));
        assertEquals(0, Studies.qpde(here.toArray(String[]::new)).code());

        Processes.kill(processes.workers().get(0));
        Process driver = processes.qpde(Studies.tune("random", 6, 100, out));
        await(driver, out, 1);
        assertTrue(processes.said().contains("executors 1, task slots 1,"), processes::said);
        processes.startWorker();
        assertEquals(0, driver.waitFor(), processes::said);
        assertSame(6, Studies.numbers(folder.resolve("here")), Studies.numbers(out));
        String result = Files.readString(out.resolve("result.json"));
        assertTrue(result.replaceAll("\\s", "").contains("\"workers\":2"), result);
    }

    /** Oracle besides: what Spark's log says of the copies. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aStoppedExecutorIsOvertakenByACopy() throws Exception {
        Path out = folder.resolve("spark");
        Path logging = Files.writeString(folder.resolve("logback.xml"), COPIES);
        List<String> here = Studies.tune("random", 6, 60, folder.resolve("here"));
        assertEquals(0, Studies.qpde(here.toArray(String[]::new)).code());

        Process driver = processes.qpde(
                Studies.tune("random", 6, 60, out),
                "-Dspark.speculation=true",
                "-Dspark.speculation.interval=200ms",
                "-Dspark.speculation.multiplier=1.1",
                "-Dspark.speculation.quantile=0.5",
                "-Dspark.speculation.task.duration.threshold=8s",
                "-Dlogback.configurationFile=" + logging);
        await(driver, out, 2);
        ProcessHandle slow = processes.executors().get(0);
        Processes.signal("STOP", slow);
        await(driver, out, 6);
        Processes.signal("CONT", slow);
        assertEquals(0, driver.waitFor(), processes::said);
        assertSame(6, Studies.numbers(folder.resolve("here")), Studies.numbers(out));
        assertTrue(
                processes
                        .said()
                        .matches("(?s).*Killing attempt 0 for task \\S+ in stage \\S+ \\(TID \\d+\\) on \\S+ as the"
                                + " attempt 1 succeeded on .*"),
                processes::said);
    }

    @Test
    void anExecutorOfAnotherBuildIsRefused() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.createSymbolicLink(other.resolve("lib"), Processes.JAR.resolveSibling("lib"));
        Files.copy(Processes.JAR, other.resolve("qpde.jar"));
        Files.write(other.resolve("qpde.jar"), new byte[1], StandardOpenOption.APPEND);
        Process driver = processes.qpde(
                Studies.tune("random", 2, 2, folder.resolve("spark")),
                "-Dspark.executor.extraClassPath=" + other.resolve("qpde.jar"));
        assertEquals(2, driver.waitFor(), processes::said);
        assertTrue(
                processes
                        .said()
                        .matches("(?s).*Executor \\S+ has dl4j-quantum \\S+ \\(build \\w+\\), this program is"
                                + " \\S+ \\(build \\w+\\): give all machines the same build\\..*"),
                processes::said);
    }

    /** Waits until so many candidates or cells are written. */
    private void await(Process driver, Path out, int rows) throws Exception {
        while (!Files.isDirectory(out) || Studies.numbers(out).size() < rows) {
            assertTrue(driver.isAlive(), () -> "the study was over too soon: " + processes.said());
            Thread.sleep(WAIT_MILLIS);
        }
    }

    private static void assertSame(int size, Map<String, JsonNode> expected, Map<String, JsonNode> actual) {
        assertEquals(size, expected.size());
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, json) -> assertEquals(json, actual.get(name), name));
    }
}
