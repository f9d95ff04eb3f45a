package io.github.dl4jquantum.bench.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The program with small settings on the CPU engine; oracle: what it must say of an engine known to be right or wrong. */
@Timeout(120)
class GpuCheckTest {

    @TempDir
    private Path folder;

    private record Outcome(int code, String out, String err) {}

    /** The CPU engine, but for one thing. */
    private record Faulty(CircuitEngine right, boolean drifts) implements CircuitEngine {
        @Override
        public String name() {
            return "faulty";
        }

        @Override
        public <A> CircuitEvaluator<A> expectations(Circuit circuit, Precision<A> precision) {
            CircuitEvaluator<A> evaluator = right.circuit(circuit, precision);
            return new CircuitEvaluator<>() {
                private double error;

                @Override
                public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
                    double[] z = TestArrays.from(evaluator.forward(minibatch, inputs, parameters, differentiable));
                    z[z.length - 1] += drifts ? error : 1e-3;
                    error += 1e-12; // far below every limit
                    return TestArrays.in(precision, z);
                }

                @Override
                public Gradients<A> backward(A upstream) {
                    return evaluator.backward(upstream);
                }

                @Override
                public void close() {
                    evaluator.close();
                }
            };
        }

        @Override
        public <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision) {
            return right.cell(cell, precision);
        }
    }

    private static List<String> failed(CircuitEngine engine) {
        List<CheckResult> results = new ArrayList<>();
        new EngineChecks(engine, Engine.CPU.resolve(), 4, 1).run(results::add);
        return results.stream()
                .filter(result -> !result.passed())
                .map(result -> result.check() + ", " + result.precision())
                .collect(Collectors.toList());
    }

    @Test
    void aWrongNumberFailsItsCheckAlone() {
        assertEquals(
                List.of("circuits, forward and gradients, float64", "circuits, forward and gradients, float32"),
                failed(new Faulty(Engine.CPU.resolve(), false)));
    }

    @Test
    void aBitThatChangesFailsItsCheckAlone() {
        assertEquals(
                List.of("bits that change when repeated, float64"), failed(new Faulty(Engine.CPU.resolve(), true)));
    }

    @Test
    void checksOfARightEnginePassAndAreReported() throws IOException {
        Path out = folder.resolve("checks.json");
        Outcome outcome =
                execute("checks", "--engine", "cpu", "--circuits", "5", "--iterations", "1", "--out", out.toString());
        assertEquals(0, outcome.code, outcome.out + outcome.err);
        assertEquals(8, outcome.out.lines().count(), outcome.out);
        JsonNode report = new ObjectMapper().readTree(out.toFile());
        assertTrue(report.path("passed").asBoolean());
        assertEquals(7, report.path("checks").size());
        assertTrue(report.path("command").asText().startsWith("gpu-check checks --engine cpu"));
        for (String key : List.of("date", "host", "engine", "against")) {
            assertTrue(report.has(key), key);
        }
        double worst = report.path("checks").get(1).path("worst").asDouble();
        assertTrue(worst > 1e-8 && worst < 1e-4, "float32 differs from float64: " + worst);
    }

    @Test
    void racesAreRunByTurnsAndReported() throws IOException {
        Path out = folder.resolve("races.json");
        Outcome outcome =
                execute(("races --engines cpu --qubits 2 --batch 8 --steps 3 --rounds 2 --seconds 0.01 --torch none.py"
                                + " --python /nowhere/python3 --torch-device cpu --out " + out)
                        .split(" "));
        assertEquals(0, outcome.code, outcome.err);
        JsonNode report = new ObjectMapper().readTree(out.toFile());
        assertEquals(4, report.path("races").size());
        for (JsonNode race : report.path("races")) {
            JsonNode timing = race.path("timings").path("cpu");
            assertTrue(timing.path("runs").asInt() >= 6);
            assertTrue(
                    timing.path("wallMinMs").asDouble() <= timing.path("wallMs").asDouble());
        }
        assertTrue(outcome.out.contains("PyTorch does not race"), outcome.out);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void pyTorchRacesInOneProcess() throws IOException {
        Path script = Files.writeString(
                folder.resolve("torch.sh"),
                """
                echo '{"torch": "1.0"}'
                while read arguments; do
                    case $arguments in
                    *qgru*) echo '{"failed": "out of memory"}' ;;
                    *) echo '{"wall_ms": 2e6, "wall_min_ms": 1e6, "runs": 3}' ;;
                    esac
                done
                """);
        Path out = folder.resolve("races.json");
        Outcome outcome =
                execute(("races --engines cpu --qubits 2 --batch 8 --steps 3 --rounds 2 --seconds 0.01 --torch "
                                + script + " --python sh --torch-device cpu --out " + out)
                        .split(" "));
        assertEquals(0, outcome.code, outcome.err);
        JsonNode report = new ObjectMapper().readTree(out.toFile());
        assertEquals("1.0", report.path("torch").asText());
        for (JsonNode race : report.path("races")) {
            String failure = race.path("failures").path("torch").asText();
            if (race.path("race").path("work").asText().equals("qgru")) {
                assertTrue(failure.contains("out of memory"), failure);
            } else if (race.path("race").path("bank").asInt() > 1) {
                assertTrue(failure.contains("one circuit per gate"), failure);
            } else {
                assertEquals(
                        1e6,
                        race.path("timings").path("torch").path("wallMinMs").asDouble());
                assertEquals(6, race.path("timings").path("torch").path("runs").asInt());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                        | Missing command: choose checks or races.
            checks --engine gpu       | Unknown engine 'gpu': choose auto, cpu, cuda or samediff.
            checks --circuits 0       | --circuits 0 is not within 1 to 100000
            races --qubits 25         | --qubits 25 is not within 1 to 24
            races --seconds 0         | --seconds 0.0 is not within 0 to 60
            races --minutes 0         | --minutes 0.0 is not above 0
            races --frob              | Unknown option: '--frob'
            """)
    void badInputIsOneLineThatSaysWhatToDo(String arguments, String expected) {
        Outcome outcome = execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertEquals(2, outcome.code, outcome.err);
        assertEquals(1, outcome.err.lines().count(), outcome.err);
        assertTrue(outcome.err.contains(expected), outcome.err);
        assertFalse(Files.exists(Path.of("gpu-checks.json")));
    }

    private static Outcome execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = GpuCheck.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }
}
