package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.noise.NoiseFile;
import io.github.dl4jquantum.noise.NoiseModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How circuits are run: exactly, under noise and by shots, or on a {@linkplain BackendChoice backend}. */
public interface ExecutionChoice {

    /**
     * What options ask for.
     *
     * @param noise name of a preset or a file, or null for none
     * @param shots shots of each circuit, or null for exact expectations
     * @throws BadInputException if there is no such noise, or a number is out of range
     */
    static ExecutionChoice of(String noise, Integer shots, long seed) throws IOException {
        if (noise == null && shots == null) {
            return exactly();
        }
        try {
            NoiseModel model = noise == null ? NoiseModel.NONE : NoiseFile.read(noise);
            Execution execution = Execution.of(model);
            String words = noise == null ? "" : " under noise " + model.name();
            return shots == null
                    ? in(execution, words)
                    : in(execution.shots(shots, seed), words + " by " + shots + " shots of seed " + seed);
        } catch (IllegalArgumentException refusal) {
            throw new BadInputException(refusal.getMessage());
        }
    }

    /** Exactly, by each layer's engine. */
    static ExecutionChoice exactly() {
        return new ExecutionChoice() {
            @Override
            public <T> T run(Supplier<T> work) {
                return work.get();
            }

            @Override
            public String words() {
                return "";
            }
        };
    }

    /** In that execution. */
    static ExecutionChoice in(Execution execution) {
        return in(execution, "");
    }

    private static ExecutionChoice in(Execution execution, String words) {
        return new ExecutionChoice() {
            @Override
            public <T> T run(Supplier<T> work) {
                return BadInputException.asked(() -> execution.run(work));
            }

            @Override
            public String words() {
                return words;
            }
        };
    }

    /**
     * Runs something so; on a backend twice, the first time to count its circuits.
     *
     * @throws BadInputException if its circuits cannot be run so
     */
    <T> T run(Supplier<T> work) throws IOException;

    /** How, for the end of a sentence: nothing, or such as " under noise sycamore-2019 by 1000 shots of seed 1". */
    String words();

    /** A forecaster whose circuits are run so. */
    default Forecaster under(Forecaster forecaster) {
        return new Forecaster() {
            @Override
            public int contextLength() {
                return forecaster.contextLength();
            }

            @Override
            public INDArray rollout(INDArray context, int steps) {
                try {
                    return run(() -> forecaster.rollout(context, steps));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
