package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.backend.BackendException;
import io.github.dl4jquantum.backend.CircuitCounter;
import io.github.dl4jquantum.backend.CircuitRunner;
import io.github.dl4jquantum.backend.Device;
import io.github.dl4jquantum.backend.KeptCounts;
import io.github.dl4jquantum.backend.ProcessBackend;
import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.engine.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Circuits on a program that speaks the protocol of {@link ProcessBackend}. They are counted and shown before any is sent, and
 * what comes back is kept in a file, from which the same command goes on.
 *
 * @param command the program and its arguments
 * @param shots of every circuit
 * @param maxCircuits most circuits that may be sent
 * @param timeout longest wait for an answer
 * @param results the file of kept counts
 * @param tell takes a line for people
 */
public record BackendChoice(
        List<String> command, int shots, long maxCircuits, Duration timeout, Path results, Consumer<String> tell)
        implements ExecutionChoice {

    /** @throws BadInputException if a number is out of range */
    public BackendChoice {
        command = List.copyOf(command);
        Limits.atLeastOne("--shots", shots);
        require(maxCircuits >= 1, "--max-circuits " + maxCircuits + ": allow 1 or more.");
        require(timeout.toMillis() > 0, "--backend-timeout must be above 0 seconds.");
    }

    @Override
    public <T> T run(Supplier<T> work) throws IOException {
        try (ProcessBackend backend = new ProcessBackend(command, timeout)) {
            try (KeptCounts kept = KeptCounts.in(results)) {
                check(backend.device(), work, kept.size());
                return sent(backend, work, kept);
            }
        } catch (BackendException failure) {
            throw new BadInputException(failure.getMessage());
        }
    }

    private <T> T sent(ProcessBackend backend, Supplier<T> work, KeptCounts kept) {
        CircuitRunner runner = new CircuitRunner(backend, shots, maxCircuits, kept);
        try {
            T result = in(runner, work);
            tell.accept(runner.sent() + " circuits sent; all counts are in " + results + ".");
            return result;
        } catch (BackendException failure) {
            throw new BadInputException(
                    kept.size() == 0
                            ? failure.getMessage()
                            : failure.getMessage() + " The counts of " + kept.size() + " circuits are kept in "
                                    + results + ": the same command goes on from there.");
        }
    }

    @Override
    public String words() {
        return " on " + String.join(" ", command) + " by " + shots + " shots";
    }

    /** Counts circuits by a run that sends nothing. */
    private void check(Device device, Supplier<?> work, int kept) {
        CircuitCounter counter = new CircuitCounter(device);
        in(new CircuitRunner(counter, shots, Long.MAX_VALUE, KeptCounts.none()), work);
        tell.accept(counter.circuits() + " circuits of " + shots + " shots for " + device.name()
                + ", less those whose counts are in " + results + "; at most " + maxCircuits + " are sent.");
        require(
                counter.circuits() - kept <= maxCircuits,
                counter.circuits() + " circuits, less " + kept + " kept, are above --max-circuits " + maxCircuits
                        + ": allow more, or predict fewer --steps.");
    }

    private static <T> T in(CircuitRunner runner, Supplier<T> work) {
        return BadInputException.asked(() -> Execution.on(runner).run(work));
    }
}
