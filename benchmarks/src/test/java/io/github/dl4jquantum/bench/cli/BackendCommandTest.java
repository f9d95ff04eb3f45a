package io.github.dl4jquantum.bench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dl4jquantum.bench.run.RunFiles;
import io.github.dl4jquantum.bench.run.TinyStudy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Oracle: the exact forecast. The circuits are run by the npm package quantum-circuit, which is installed below target/; where
 * npm or its registry cannot be reached, these tests are skipped.
 */
@Timeout(300)
class BackendCommandTest {

    private static final String PACKAGE = "quantum-circuit@0.9.250";
    private static final Path SCRIPT = Path.of("hardware", "quantum_circuit.js");
    private static final String SHOTS = "4000";

    @TempDir
    private static Path folder;

    private static RunFiles made;
    private static String backend;

    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void prepare() throws Exception {
        backend = "node " + installed().toString();
        made = TinyStudy.run(folder.resolve("made"));
    }

    /** The script, where node finds the package from it. */
    private static Path installed() throws IOException, InterruptedException {
        Path npm = Files.createDirectories(Path.of("target", "npm").toAbsolutePath());
        if (!Files.exists(npm.resolve("node_modules/quantum-circuit/package.json"))) {
            String install = "npm install --ignore-scripts --no-audit --no-fund --no-save --prefer-offline"
                    + " --fetch-retries=0 --fetch-timeout=10000 --prefix " + npm + " " + PACKAGE;
            assumeTrue(succeeds(install), PACKAGE + " cannot be installed; no backend but our own was tried.");
        }
        assumeTrue(succeeds("node --version"), "There is no node to run the backend with.");
        return Files.copy(SCRIPT, npm.resolve(SCRIPT.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean succeeds(String command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // the program is not there
        }
    }

    /** Root mean square of the difference. */
    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return Math.sqrt(sum / a.length);
    }

    @Test
    void aForecastOnABackendIsTheExactOneWithinShotNoise() throws IOException {
        double[] exact = predicted("exact.npy");
        double noise = 0;
        for (int seed = 1; seed <= 5; seed++) {
            double[] sampled = predicted("sampled.npy", "--shots", SHOTS, "--shot-seed", String.valueOf(seed));
            noise += distance(exact, sampled) / 5;
        }
        double[] foreign = predicted("foreign.npy", "--backend", backend, "--shots", SHOTS, "--max-circuits", "500");
        double ratio = distance(exact, foreign) / noise;
        assertTrue(ratio > 0.2 && ratio < 3, "distance " + ratio + " times that of samples of the exact distribution");
    }

    @Test
    void theSameCommandGoesOnAndTheLimitIsKept() throws IOException {
        Path out = folder.resolve("limited.npy");
        Outcome refused = execute(out, "--backend", backend, "--shots", "10", "--max-circuits", "3");
        assertEquals(2, refused.code, refused.err);
        assertTrue(refused.err.contains("are above --max-circuits 3"), refused.err);
        assertFalse(Files.exists(out));
        assertFalse(Files.exists(folder.resolve("limited.npy.counts.jsonl")), "nothing came back");
        double[] first = predicted("limited.npy", "--backend", backend, "--shots", "10");
        double[] again = predicted("limited.npy", "--backend", backend, "--shots", "10");
        assertArrayEquals(first, again);
        Outcome third = execute(out, "--backend", backend, "--shots", "10", "--max-circuits", "1");
        assertTrue(third.err.contains("0 circuits sent"), third.err);
        List<String> counts = Files.readAllLines(folder.resolve("limited.npy.counts.jsonl"));
        Files.write(folder.resolve("limited.npy.counts.jsonl"), counts.subList(0, counts.size() - 2));
        Outcome fourth = execute(out, "--backend", backend, "--shots", "10");
        // The one before the last is drawn anew; what depends on it may change.
        assertEquals(0, fourth.code, fourth.err);
        assertFalse(fourth.err.contains("\n0 circuits sent"), fourth.err);
    }

    @Test
    void aBackendThatIsNoneIsOneLine() {
        Path out = folder.resolve("never.npy");
        for (List<String> each : List.of(
                List.of("cannot be started", "--backend", "no-such-program", "--shots", "10"),
                List.of("--backend goes with --shots", "--backend", backend),
                List.of("go with --backend", "--max-circuits", "9"),
                List.of("go with --backend", "--backend-timeout", "9"),
                List.of("--shot-seed is of no use", "--backend", backend, "--shots", "10", "--shot-seed", "2"),
                List.of("names no program", "--backend", " ", "--shots", "10"),
                List.of("without --noise", "--backend", backend, "--shots", "10", "--noise", "h2-2023"),
                List.of("choose 1 or more", "--backend", backend, "--shots", "0"))) {
            Outcome outcome = execute(out, each.subList(1, each.size()).toArray(String[]::new));
            assertEquals(2, outcome.code, outcome.err);
            assertEquals(1, outcome.err.lines().count(), outcome.err);
            assertTrue(outcome.err.contains(each.get(0)), outcome.err);
        }
        assertFalse(Files.exists(out));
    }

    private static double[] predicted(String name, String... options) throws IOException {
        Path out = folder.resolve(name);
        Outcome outcome = execute(out, options);
        assertEquals(0, outcome.code, outcome.err);
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(out)).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = file.position(10 + file.getShort(8))
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        double[] values = new double[floats.remaining()];
        for (int k = 0; k < values.length; k++) {
            values[k] = floats.get(k);
        }
        return values;
    }

    private static Outcome execute(Path out, String... options) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "predict",
                                made.forecaster().toString(),
                                made.testData().toString(),
                                "--steps",
                                "2",
                                "--out",
                                out.toString()),
                        Stream.of(options))
                .toArray(String[]::new);
        StringWriter results = new StringWriter();
        StringWriter messages = new StringWriter();
        CommandLine program =
                Qpde.commandLine().setOut(new PrintWriter(results, true)).setErr(new PrintWriter(messages, true));
        return new Outcome(program.execute(arguments), results.toString(), messages.toString());
    }
}
