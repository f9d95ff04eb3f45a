package io.github.dl4jquantum.backend;

import io.github.dl4jquantum.circuit.qasm.Machine;
import io.github.dl4jquantum.circuit.qasm.OpenQasm.Version;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Any program, over lines of JSON on its standard input and output; what it writes to its standard error is shown.
 *
 * <p>The program begins with one line about itself:
 *
 * <pre>
 *   {"protocol": 1, "name": "my-device", "language": "openqasm3", "qubits": 5, "entangler": "cx", "couplings": [[0, 1], [1, 2], ...]}
 * </pre>
 *
 * <p>language is openqasm2 or openqasm3, entangler cx or cz; without couplings all qubits are coupled. Then it reads
 * requests, one a line, and answers each circuit with a line, in any order, as soon as it has it:
 *
 * <pre>
 *   {"shots": 1000, "circuits": [{"id": 7, "bits": 2, "program": "OPENQASM 3.0;..."}, ...]}
 *   {"id": 7, "counts": {"00": 480, "11": 520}}
 *   {"id": 8, "error": "the queue is full"}
 * </pre>
 *
 * <p>Programs consist of {@code rz}, {@code sx} (in OpenQASM 2 {@code rx(pi/2)}), {@code x} and the entangler on coupled qubits,
 * and end by reading qubits into {@code c}. Character k of a key of counts is bit {@code c[k]}: Qiskit writes them the other way
 * round. The program ends when its input does. One that dies, hangs or answers something else is ended and, when there is
 * more to run, started again.
 */
public final class ProcessBackend implements CircuitBackend {

    private static final int PROTOCOL = 1;

    /** Longest line. */
    private static final int MAX_LINE = 1 << 24;

    private final List<String> command;
    private static final Duration START = Duration.ofMinutes(1);

    private final Duration timeout;
    private final Device device;
    private Process process;
    private BlockingQueue<Optional<String>> lines;
    private long nextId;

    /**
     * Starts a program.
     *
     * @param command the program and its arguments
     * @param timeout longest wait for a line; for the first, which needs no device, at most a minute
     * @throws BackendException if it cannot be started, or does not say what it is
     */
    public ProcessBackend(List<String> command, Duration timeout) {
        this.command = List.copyOf(command);
        this.timeout = timeout;
        device = start();
    }

    @Override
    public Device device() {
        return device;
    }

    private Device start() {
        if (command.isEmpty()) {
            throw new BackendException("No program was named as a backend; give one with its arguments.");
        }
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new BackendException(who() + " cannot be started: " + e.getMessage(), e);
        }
        lines = new LinkedBlockingQueue<>();
        background("backend-reader", new Reader(process.inputReader(StandardCharsets.UTF_8), lines));
        try {
            return device(ProcessMessages.read(
                    next("its first line", timeout.compareTo(START) < 0 ? timeout : START),
                    ProcessMessages.Greeting.class,
                    who()));
        } catch (BackendException e) {
            end();
            throw e;
        }
    }

    private static void background(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private Device device(ProcessMessages.Greeting greeting) {
        if (greeting.protocol() != PROTOCOL) {
            throw new BackendException(
                    who() + " speaks protocol " + greeting.protocol() + "; it must be " + PROTOCOL + ".");
        }
        Version language =
                choose("language", greeting.language(), Map.of("openqasm2", Version.V2, "openqasm3", Version.V3));
        Machine.Entangler entangler = choose(
                "entangler", greeting.entangler(), Map.of("cx", Machine.Entangler.CX, "cz", Machine.Entangler.CZ));
        try {
            Machine machine = greeting.couplings() == null
                    ? Machine.full(greeting.qubits(), entangler)
                    : new Machine(greeting.qubits(), entangler, greeting.couplings());
            return new Device(greeting.name() == null ? command.get(0) : greeting.name(), machine, language);
        } catch (IllegalArgumentException e) {
            throw new BackendException(who() + " describes a device that cannot be: " + e.getMessage(), e);
        }
    }

    private <T> T choose(String key, String value, Map<String, T> known) {
        if (value == null || !known.containsKey(value)) {
            throw new BackendException(who() + " says \"" + key + "\": " + value + "; it must be one of "
                    + known.keySet().stream().sorted().toList() + ".");
        }
        return known.get(value);
    }

    private String who() {
        return "Backend '" + String.join(" ", command) + "'";
    }

    @Override
    public synchronized void run(List<Program> programs, int shots, Results results) {
        restart();
        Map<Long, Integer> waiting = new HashMap<>();
        List<ProcessMessages.Sent> circuits = new ArrayList<>();
        for (int k = 0; k < programs.size(); k++) {
            waiting.put(nextId, k);
            circuits.add(new ProcessMessages.Sent(
                    nextId++, programs.get(k).bits(), programs.get(k).text()));
        }
        String failure = null;
        try {
            send(ProcessMessages.write(new ProcessMessages.Request(shots, circuits)));
            while (!waiting.isEmpty()) {
                var answer = ProcessMessages.read(
                        next("an answer to " + waiting.size() + " circuits", timeout),
                        ProcessMessages.Answer.class,
                        who());
                Integer index = answer.id() == null ? null : waiting.remove(answer.id());
                if (index == null) {
                    throw new BackendException(who() + " answered circuit " + answer.id()
                            + ", which it does not owe; it owes " + waiting.keySet() + ".");
                }
                if (answer.counts() != null) {
                    results.add(index, Counts.checked(answer.counts(), programs.get(index), shots, who()));
                } else {
                    failure = answer.error() == null ? "neither counts nor an error" : answer.error();
                }
            }
        } catch (BackendException e) {
            end(); // What else it may have to say could not be told from new answers.
            throw e;
        }
        if (failure != null) {
            throw new BackendException(who() + " failed: " + failure + ".");
        }
    }

    private void restart() {
        if (process == null || !process.isAlive()) {
            Device again = start();
            if (!again.equals(device)) {
                end();
                throw new BackendException(
                        who() + " was started again and is another device: " + again + " instead of " + device + ".");
            }
        }
    }

    /** In the background: a program that does not read must not stop this one. */
    private void send(String line) {
        OutputStream to = process.getOutputStream();
        background("backend-writer", () -> {
            try {
                to.write((line + '\n').getBytes(StandardCharsets.UTF_8));
                to.flush();
            } catch (IOException e) {
                // The program is gone, which its reader tells.
            }
        });
    }

    private String next(String what, Duration longest) {
        try {
            Optional<String> line = lines.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new BackendException(
                        who() + " did not send " + what + " within " + longest.toMillis() / 1000.0 + " s.");
            }
            return line.orElseThrow(() -> new BackendException(who() + " ended, and had not sent " + what + "."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendException("Interrupted while waiting for " + who() + ".", e);
        }
    }

    private void end() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process = null;
        }
    }

    /** Ends the program: its input ends, and where that is not enough, it is stopped. */
    @Override
    public synchronized void close() {
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().close();
            process.waitFor(1, TimeUnit.SECONDS);
        } catch (IOException e) {
            // It has ended already.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    /** Reads lines to the end, which is an empty one. */
    private record Reader(BufferedReader from, BlockingQueue<Optional<String>> to) implements Runnable {

        @Override
        public void run() {
            StringBuilder line = new StringBuilder();
            try (from) {
                for (int c = from.read(); c >= 0 && line.length() < MAX_LINE; c = from.read()) {
                    if (c == '\n') {
                        to.add(Optional.of(line.toString()));
                        line.setLength(0);
                    } else {
                        line.append((char) c);
                    }
                }
            } catch (IOException | UncheckedIOException e) {
                // The same as the end.
            }
            to.add(Optional.empty());
        }
    }
}
