package io.github.dl4jquantum.circuit.qasm;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dl4jquantum.circuit.*;
import io.github.dl4jquantum.circuit.qasm.OpenQasm.Version;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.testing.BoundCircuits;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * What is written as OpenQASM 2 means the same to others. Oracle: the simulator of the npm package quantum-circuit,
 * which is installed below target/; where npm or its registry cannot be reached, this is skipped.
 */
@Timeout(150)
class ForeignSimulatorTest {

    private static final String PACKAGE = "quantum-circuit@0.9.250";
    private static final double TOLERANCE = 1e-6;
    private static final double[] NONE = {};

    @Test
    void fiftyRandomCircuitsHaveTheSameExpectations() throws Exception {
        Path folder = install();
        List<Circuit> circuits = IntStream.range(0, 50)
                .mapToObj(seed -> BoundCircuits.wide(1 + seed % 6, seed))
                .toList();
        List<String> texts = circuits.stream()
                .map(circuit -> OpenQasm.write(circuit, NONE, NONE, Version.V2))
                .toList();

        double[][] foreign = simulate(folder, texts);

        assertEquals(circuits.size(), foreign.length);
        for (int k = 0; k < foreign.length; k++) {
            try (var evaluator = Engine.CPU.resolve().circuit(circuits.get(k), Precision.DOUBLE)) {
                assertClose(evaluator.forward(1, NONE, NONE, false), foreign[k], TOLERANCE);
            }
        }
    }

    private static double[][] simulate(Path folder, List<String> texts) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Path in = Files.writeString(folder.resolve("texts.json"), json.writeValueAsString(texts));
        Path out = folder.resolve("expectations.json");
        ProcessBuilder node = new ProcessBuilder("node", script().toString())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        node.environment()
                .putAll(Map.of("NODE_PATH", folder.resolve("node_modules").toString(), "NODE_NO_WARNINGS", "1"));
        assertEquals(0, exitCode(node), "exit code of node");
        return json.readValue(out.toFile(), double[][].class);
    }

    private static Path script() throws URISyntaxException {
        return Path.of(ForeignSimulatorTest.class.getResource("expectations.js").toURI());
    }

    /** The folder that the package is installed in; skips the test where it cannot be. */
    private static Path install() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "npm").toAbsolutePath());
        if (!Files.exists(folder.resolve("node_modules/quantum-circuit/package.json"))) {
            assumeTrue(
                    succeeds(new ProcessBuilder(
                            "npm",
                            "install",
                            "--prefix",
                            folder.toString(),
                            "--ignore-scripts",
                            "--no-audit",
                            "--no-fund",
                            "--no-save",
                            "--prefer-offline",
                            "--fetch-retries=0",
                            "--fetch-timeout=10000",
                            PACKAGE)),
                    "npm install " + PACKAGE + " did not succeed; OpenQASM was not checked against another simulator.");
        }
        assumeTrue(succeeds(new ProcessBuilder("node", "--version")), "There is no node to run the check with.");
        return folder;
    }

    private static boolean succeeds(ProcessBuilder command) throws InterruptedException {

        try {
            return exitCode(command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)) == 0;
        } catch (IOException e) {
            return false; // the program is not there
        }
    }

    /** Or -1 after a minute. */
    private static int exitCode(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }
}
