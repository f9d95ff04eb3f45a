package io.github.dl4jquantum.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MasterOptionTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "tune", "compare"})
    void aBuildWithoutSparkRefusesItBeforeAnyWork(String command) {
        assumeTrue(getClass().getResource("/org/apache/spark/SparkContext.class") == null, "built without Spark");
        StringWriter err = new StringWriter();
        Path out = folder.resolve("out");
        int code = Qpde.commandLine()
                .setErr(new PrintWriter(err))
                .execute(command, "--master", "local[2]", "--out", out.toString());
        assertEquals(2, code);
        assertTrue(
                err.toString().startsWith("qpde: --master local[2] needs Spark, which this build lacks:"),
                err::toString);
        assertFalse(Files.exists(out));
    }
}
