package io.github.dl4jquantum.bench.tune;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.study.LatentNetwork;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.forecast.Encoder;

/** The parameters of a latent model and their values, as the options give them or by default. */
final class ModelSpace {
    private static final int MAX_HIDDEN = 1024;
    private static final int MAX_CIRCUITS = 256;
    private static final int MOST_LATENT_BY_DEFAULT = 48;
    private static final double LEAST_LEARNING_RATE = 1e-8;
    private static final double MOST_LEARNING_RATE = 10;

    private ModelSpace() {}

    /**
     * The space of the parameters that the model has.
     *
     * @param values of a snapshot, which the latent vector must be smaller than
     * @throws io.github.dl4jquantum.bench.job.BadInputException if an option is no range, or beyond its limits
     */
    static SearchSpace of(TuneOptions.Space ranges, StudyModel model, Encoder encoder, int values) {
        SearchSpace named = new SearchSpace();
        if (model.knowsCircuits()) {
            Range<Integer> circuits = circuits(ranges);
            Range<Integer> qubits = qubits(ranges);
            Range<Integer> layers = layers(ranges);
            Limits.circuit(qubits.least(), layers.least());
            Limits.circuit(qubits.most(), layers.most());
            named.with(ForecastTrial.CIRCUITS, circuits.space())
                    .with(ForecastTrial.QUBITS, qubits.space())
                    .with(ForecastTrial.LAYERS, layers.space());
        } else {
            require(
                    ranges.circuits() == null && ranges.qubits() == null && ranges.layers() == null,
                    "--circuits, --qubits and --layers belong to models of circuits: leave them out, or choose another"
                            + " --model.");
        }
        Range<Integer> latent = encoder == Encoder.NONE
                ? Range.integers("--latent", given(ranges.latent(), String.valueOf(values)))
                        .within(values, values)
                : Range.integers("--latent", given(ranges.latent(), latents(values)))
                        .within(1, values - 1);
        return named.with(ForecastTrial.LATENT, latent.space())
                .with(ForecastTrial.HIDDEN, hidden(ranges).space())
                .with(
                        ForecastTrial.LEARNING_RATE,
                        Range.logarithmic("--learning-rate", given(ranges.learningRate(), "1e-3..3e-2"))
                                .within(LEAST_LEARNING_RATE, MOST_LEARNING_RATE)
                                .space());
    }

    /** The network of most parameters in that space, for latent vectors of {@code latent} values. */
    static LatentNetwork largest(
            TuneOptions.Space ranges, int latent, InputEncoding encoding, Engine engine, long seed) {
        Limits.circuit(qubits(ranges).most(), layers(ranges).most());
        return new LatentNetwork(
                latent,
                hidden(ranges).most(),
                qubits(ranges).most(),
                layers(ranges).most(),
                circuits(ranges).most(),
                encoding,
                engine,
                seed);
    }

    private static Range<Integer> circuits(TuneOptions.Space ranges) {
        return Range.integers("--circuits", given(ranges.circuits(), "4..24")).within(1, MAX_CIRCUITS);
    }

    private static Range<Integer> qubits(TuneOptions.Space ranges) {
        return Range.integers("--qubits", given(ranges.qubits(), "3..5"));
    }

    private static Range<Integer> layers(TuneOptions.Space ranges) {
        return Range.integers("--layers", given(ranges.layers(), "2..6"));
    }

    private static Range<Integer> hidden(TuneOptions.Space ranges) {
        return Range.integers("--hidden", given(ranges.hidden(), "32..128")).within(1, MAX_HIDDEN);
    }

    private static String latents(int values) {
        return values > MOST_LATENT_BY_DEFAULT ? "16,32,48" : Math.max(1, values / 8) + "," + Math.max(1, values / 4);
    }

    private static String given(String option, String otherwise) {
        return option == null ? otherwise : option;
    }
}
