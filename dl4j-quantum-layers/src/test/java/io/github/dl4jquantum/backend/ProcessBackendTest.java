package io.github.dl4jquantum.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.qasm.Machine;
import io.github.dl4jquantum.circuit.qasm.OpenQasm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: what {@link FakeDevice} is known to answer, and the circuits that it notes it was asked for. */
@Timeout(120)
class ProcessBackendTest {

    @TempDir
    private Path folder;

    private ProcessBackend start(String mode) throws Exception {
        return start(mode, 30_000);
    }

    private ProcessBackend start(String mode, long millis) throws Exception {
        return new ProcessBackend(FakeDevice.command(mode, log()), Duration.ofMillis(millis));
    }

    private Path log() {
        return folder.resolve("asked.txt");
    }

    private List<String> asked() throws IOException {
        return Files.exists(log()) ? Files.readAllLines(log()) : List.of();
    }

    private Path file() {
        return folder.resolve("kept.jsonl");
    }

    /** Programs that differ. */
    private static List<Program> programs(int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> new Program("OPENQASM 3.0; // \"" + k + "\"", 1 + k % 3))
                .toList();
    }

    @Test
    void aDeviceSaysWhatItIsAndCountsCome() throws Exception {
        try (ProcessBackend backend = start("good")) {
            Machine machine = new Machine(3, Machine.Entangler.CZ, List.of(List.of(0, 1), List.of(1, 2)));
            assertEquals(new Device("fake", machine, OpenQasm.Version.V3), backend.device());
            List<Counts> all = new CircuitRunner(backend, 40, 3, KeptCounts.none()).run(programs(3));
            assertEquals(
                    List.of(Map.of("0", 40), Map.of("00", 40), Map.of("000", 40)),
                    all.stream().map(Counts::byBits).toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|<html>502</html>",
                "few|counts of 1 shots; 40 were asked for",
                "negative|-1 times",
                "other-bits|counted '00'; the program reads 1 bits",
                "other-circuit|which it does not owe",
                "refuses|the queue is full",
                "dies|ended, and had not sent an answer to 1 circuits"
            })
    void whatIsWrongIsNamedAfterThreeAttempts(String mode, String named) throws Exception {
        try (ProcessBackend backend = start(mode)) {
            var runner = new CircuitRunner(backend, 40, 100, KeptCounts.none());
            var error = assertThrows(BackendException.class, () -> runner.run(programs(1)));
            assertTrue(error.getMessage().contains(named), error.getMessage());
        }
        assertEquals(3, asked().size());
    }

    @Test
    void oneThatHangsIsEnded() throws Exception {
        try (ProcessBackend backend = start("hangs", 3_000)) {
            var error = assertThrows(BackendException.class, () -> backend.run(programs(1), 1, (k, counts) -> {}));
            assertTrue(error.getMessage().contains("within 3.0 s"), error.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "greets-wrong|'hello'",
                "other-protocol|speaks protocol 2",
                "other-language|must be one of [openqasm2, openqasm3]",
                "no-qubits|cannot be"
            })
    void aWrongGreetingIsNamed(String mode, String named) {
        var error = assertThrows(BackendException.class, () -> start(mode));
        assertTrue(error.getMessage().contains(named), error.getMessage());
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        var error = assertThrows(
                BackendException.class, () -> new ProcessBackend(List.of("no-such-program"), Duration.ofSeconds(1)));
        assertTrue(error.getMessage().contains("no-such-program"), error.getMessage());
    }

    /** It dies after each answer, and is started again as long as something comes. */
    @Test
    void aLostConnectionLosesNothing() throws Exception {
        try (ProcessBackend backend = start("dies-after-one")) {
            var runner = new CircuitRunner(backend, 40, 100, KeptCounts.none());
            assertEquals(5, runner.run(programs(5)).size());
            assertEquals(5 + 4 + 3 + 2 + 1, runner.sent());
        }
        assertEquals(15, asked().size());
    }

    /** The limit stops the first command after 2 + 1 circuits, of which 1 came back; the second one needs 1. */
    @Test
    void theSameCommandGoesOn() throws Exception {
        try (ProcessBackend backend = start("dies-after-one")) {
            var runner = new CircuitRunner(backend, 40, 2, KeptCounts.in(file()));
            var error = assertThrows(BackendException.class, () -> runner.run(programs(2)));
            assertTrue(error.getMessage().contains("at most 2 are allowed"), error.getMessage());
            runner.close();
        }
        Files.writeString(file(), Files.readString(file()) + "{\"key\": \"cut o");
        try (ProcessBackend backend = start("good")) {
            KeptCounts kept = KeptCounts.in(file());
            assertEquals(1, kept.size());
            var runner = new CircuitRunner(backend, 40, 1, kept);
            assertEquals(2, runner.run(programs(2)).size());
            assertEquals(1, runner.sent());
            runner.close();
        }
        try (ProcessBackend backend = start("nonsense")) {
            var runner = new CircuitRunner(backend, 40, 0, KeptCounts.in(file()));
            assertEquals(Map.of("00", 40), runner.run(programs(2)).get(1).byBits());
            runner.close();
        }
    }

    @Test
    void equalProgramsAreRunEachTime() throws Exception {
        List<Program> equal = List.of(programs(1).get(0), programs(1).get(0));
        try (ProcessBackend backend = start("good")) {
            var runner = new CircuitRunner(backend, 40, 10, KeptCounts.in(file()));
            runner.run(equal);
            runner.run(equal);
            assertEquals(4, runner.sent());
            runner.close();
        }
        assertEquals(4, KeptCounts.in(file()).size());
    }

    @Test
    void anotherFileIsRefused() throws Exception {
        Files.writeString(file(), "{\"qubits\": 3}\n");
        var error = assertThrows(BackendException.class, () -> KeptCounts.in(file()));
        assertTrue(error.getMessage().contains("delete the line, or the file"), error.getMessage());
    }

    @Test
    void nothingIsSentBeyondTheLimit() {
        CircuitCounter counter =
                new CircuitCounter(new Device("none", Machine.full(2, Machine.Entangler.CX), OpenQasm.Version.V2));
        var runner = new CircuitRunner(counter, 10, 4, KeptCounts.none());
        assertThrows(BackendException.class, () -> runner.run(programs(5)));
        assertEquals(0, counter.circuits());
        runner.run(programs(4));
        assertEquals(4, counter.circuits());
        assertThrows(IllegalArgumentException.class, () -> new CircuitRunner(counter, 0, 4, KeptCounts.none()));
    }

    /** Bell state on the ends of a line of three: routed, and read where the qubits have gone. */
    @Test
    void aProgramReadsQubitsWhereTheyAre() {
        Device line = new Device("line", Machine.line(3, Machine.Entangler.CX), OpenQasm.Version.V2);
        Circuit bell = Circuit.builder(3).add(new H(0)).add(new CNOT(0, 2)).build();
        List<String> read = new ArrayList<>();
        for (List<Integer> qubits : List.of(List.of(0), List.of(2), List.of(0, 2))) {
            String text = Program.of(bell, qubits, line, 1).text();
            read.add(text.substring(text.indexOf("creg")));
        }
        // The compiler brings qubit 0 next to qubit 2, to place 1.
        assertEquals(
                List.of(
                        "creg c[1];\nmeasure q[1] -> c[0];\n",
                        "creg c[1];\nmeasure q[2] -> c[0];\n",
                        "creg c[2];\nmeasure q[1] -> c[0];\nmeasure q[2] -> c[1];\n"),
                read);
    }
}
