package io.github.dl4jquantum.bench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: commands written by hand. */
@Timeout(20)
class VectorModuleTest {

    @Test
    void theModuleIsTheFirstOptionAndAllElseStays() {
        assertArrayEquals(
                new String[] {
                    "java",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-Xmx2g",
                    "-jar",
                    "a b.jar",
                    "run",
                    "--out",
                    "",
                    "x"
                },
                VectorModule.command(bytes("java\0-Xmx2g\0-jar\0a b.jar\0run\0--out\0\0x\0")));
    }

    @Test
    void bytesOfAnyEncodingStay() {
        byte[] word = "\u00fc".getBytes(StandardCharsets.UTF_8);
        String[] command = VectorModule.command(bytes("java\0" + "\u00fc" + "\0"));
        assertArrayEquals(word, command[3].getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"generate --out data.h5", "run", "compare --seeds 2", "tune"})
    void longJobsGetTheModule(String command) {
        assertTrue(VectorModule.isLong(command.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "inspect data.h5", "generate --help", "run -h", "data.h5 generate"})
    void shortOnesDoNot(String command) {
        assertFalse(VectorModule.isLong(command.split(" ")));
    }

    private static byte[] bytes(String words) {
        return words.getBytes(StandardCharsets.UTF_8);
    }
}
