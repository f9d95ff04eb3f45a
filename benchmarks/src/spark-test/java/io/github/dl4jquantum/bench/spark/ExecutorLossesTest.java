package io.github.dl4jquantum.bench.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.cli.Studies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.Success$;
import org.apache.spark.TaskState;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Events made by hand. Oracle: the count of them. */
@Timeout(60)
class ExecutorLossesTest {
    private final AtomicInteger slots = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private int next;
    private final ExecutorLosses losses = new ExecutorLosses(slots::get, givenUp::incrementAndGet);

    /** Each is told of twice, as Spark does. */
    private void lose(int executors) {
        for (int i = 0; i < executors; i++) {
            String id = String.valueOf(next++);
            losses.onExecutorRemoved(new SparkListenerExecutorRemoved(
                    0, id, "Unable to create executor due to\nNo space left on device"));
            losses.onExecutorRemoved(new SparkListenerExecutorRemoved(0, id, "Command exited with code 1"));
        }
    }

    private void finishTask() {
        TaskInfo info = new TaskInfo(1, 0, 0, 0, 0, "7", "127.0.0.1", TaskLocality.ANY(), false);
        info.markFinished(TaskState.FINISHED(), 1);
        losses.onTaskEnd(
                new SparkListenerTaskEnd(0, 0, "ResultTask", Success$.MODULE$, info, new ExecutorMetrics(), null));
    }

    @Test
    void givesUpWhenNoneStays() {
        lose(ExecutorLosses.MOST - 1);
        assertEquals(0, givenUp.get());
        lose(3);
        assertEquals(1, givenUp.get());
        String refusal = losses.refusal("spark://host:7077");
        assertTrue(
                refusal.startsWith("--master spark://host:7077 keeps no executor, the last one ended with: Unable to"
                        + " create executor due to No space left on device: see "),
                refusal);
    }

    @Test
    void goesOnWhileTasksAreDone() {
        lose(ExecutorLosses.MOST - 1);
        finishTask();
        lose(ExecutorLosses.MOST - 1);
        assertEquals(0, givenUp.get());
    }

    @Test
    void goesOnWhileAnotherExecutorIsThere() {
        slots.set(1);
        lose(2 * ExecutorLosses.MOST);
        assertEquals(0, givenUp.get());
    }

    /** In the words of Spark's log. */
    @Test
    void namesWhyOneEndedThatHadNotRegistered() {
        ExecutorLosses.Unregistered.listen();
        LoggerFactory.getLogger("org.apache.spark.deploy.client.StandaloneAppClient$ClientEndpoint")
                .info(
                        "Executor updated: app-1/0 is now FAILED (java.io.IOException: No subfolder can be created in /a.)");
        String refusal = losses.refusal("spark://host:7077");
        assertTrue(
                refusal.contains("ended with: java.io.IOException: No subfolder can be created in /a.: see "), refusal);
    }

    /** Spark would end this program with code 53. */
    @Test
    void aLocalFolderOfTheDriverThatCannotBeWritten(@TempDir Path folder) throws IOException {
        Path none = Files.createFile(folder.resolve("file")).resolve("local");
        System.setProperty("spark.local.dir", none.toString());
        try {
            var command = Studies.tune("random", 2, 2, folder.resolve("out"));
            command.add("--master");
            command.add("local[1]");
            Studies.Said said = Studies.qpde(command.toArray(String[]::new));
            assertEquals(2, said.code());
            assertTrue(
                    said.err().contains("Spark's local folder " + none + " cannot be written: name another"),
                    said.err());
        } finally {
            System.clearProperty("spark.local.dir");
        }
    }
}
