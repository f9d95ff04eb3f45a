package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.noise.NoiseFile;
import io.github.dl4jquantum.noise.NoiseModel;
import java.io.IOException;
import java.util.function.Supplier;

/** How circuits are run: exactly, or under noise and by shots. */
public final class ExecutionChoice {

    /** null for exactly. */
    private final Execution execution;

    private ExecutionChoice(Execution execution) {
        this.execution = execution;
    }

    /**
     * What options ask for.
     *
     * @param noise name of a preset or a file, or null for none
     * @param shots shots of each circuit, or null for exact expectations
     * @throws BadInputException if there is no such noise, or a number is out of range
     */
    public static ExecutionChoice of(String noise, Integer shots, long seed) throws IOException {
        if (noise == null && shots == null) {
            return new ExecutionChoice(null);
        }
        try {
            Execution execution = Execution.of(noise == null ? NoiseModel.NONE : NoiseFile.read(noise));
            return new ExecutionChoice(shots == null ? execution : execution.shots(shots, seed));
        } catch (IllegalArgumentException refusal) {
            throw new BadInputException(refusal.getMessage());
        }
    }

    /**
     * Runs something so.
     *
     * @throws BadInputException if the noise does not fit its circuits
     */
    <T> T run(Supplier<T> work) {
        return execution == null ? work.get() : BadInputException.asked(() -> execution.run(work));
    }
}
