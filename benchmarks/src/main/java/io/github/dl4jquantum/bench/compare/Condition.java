package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.noise.Depolarizing;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.NoisePreset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How circuits are run where trained models are scored, by the name of a test: "depolarizing-P" (after every gate on two
 * qubits with probability P, on one qubit P / 10), a machine's name such as "helios-2026", "shots-N", or several of these
 * parts, "helios-2026+shots-1000", besides "inverted" readout and noise "extrapolated" from foldings 1 and 3. Other tests are
 * run exactly.
 *
 * @param noise the noise
 * @param shots of each circuit; 0 for exact expectations
 * @param inverted whether readout is inverted
 * @param extrapolated whether noise is extrapolated to zero
 */
record Condition(NoiseModel noise, int shots, boolean inverted, boolean extrapolated) {
    /** How many qubits can be run so. */
    static final int MOST_QUBITS = 8;

    private static final Condition EXACT = new Condition(NoiseModel.NONE, 0, false, false);
    private static final String DEPOLARIZING = "depolarizing-";
    private static final String SHOTS = "shots-";
    private static final String INVERTED = "inverted";
    private static final String EXTRAPOLATED = "extrapolated";
    private static final int ONE_QUBIT_SHARE = 10;

    /**
     * The condition of that test.
     *
     * @throws BadInputException if there is no such test
     */
    static Condition of(String test) {
        if (CompareSpec.TESTS.contains(test)) {
            return EXACT;
        }
        Condition all = EXACT;
        for (String part : test.split("\\+")) {
            all = all.and(test, part);
        }
        require(
                !all.isMitigated() || !all.noise.isNone(),
                "tests: '" + test + "' mitigates no noise: name some, such as sycamore-2019+inverted.");
        return all;
    }

    private Condition and(String test, String part) {
        if (part.equals(INVERTED) || part.equals(EXTRAPOLATED)) {
            return new Condition(
                    noise, shots, inverted || part.equals(INVERTED), extrapolated || part.equals(EXTRAPOLATED));
        }
        if (part.startsWith(SHOTS)) {
            double number = number(test, part.substring(SHOTS.length()));
            require(
                    shots == 0 && number >= 1 && number <= 1e9 && number == Math.rint(number),
                    "tests: '" + test + "' wants one whole number of shots, 1 to 1e9.");
            return new Condition(noise, (int) number, inverted, extrapolated);
        }
        require(noise.isNone(), "tests: '" + test + "' names two kinds of noise: choose one.");
        return new Condition(noise(test, part), shots, inverted, extrapolated);
    }

    boolean isExact() {
        return noise.isNone() && shots == 0;
    }

    /** The name of a test without what it mitigates. */
    static String unmitigated(String test) {
        return Arrays.stream(test.split("\\+"))
                .filter(part -> !part.equals(INVERTED) && !part.equals(EXTRAPOLATED))
                .collect(Collectors.joining("+"));
    }

    boolean isMitigated() {
        return inverted || extrapolated;
    }

    /** Circuits that are run so, not exactly. */
    Execution execution(long seed) {
        Execution execution =
                shots == 0 ? Execution.of(noise) : Execution.of(noise).shots(shots, seed);
        execution = inverted ? execution.invertReadout() : execution;
        return extrapolated ? execution.extrapolate(1, 3) : execution;
    }

    private static NoiseModel noise(String test, String name) {
        if (name.startsWith(DEPOLARIZING)) {
            double probability = number(test, name.substring(DEPOLARIZING.length()));
            require(
                    probability > 0 && probability <= 1,
                    "tests: the probability of '" + test + "' is not within 0 to 1: try depolarizing-0.01.");
            return NoiseModel.builder(name)
                    .after(1, new Depolarizing(1, probability / ONE_QUBIT_SHARE))
                    .after(2, new Depolarizing(2, probability))
                    .build();
        }
        return Arrays.stream(NoisePreset.values())
                .filter(preset -> preset.key().equals(name))
                .findFirst()
                .map(NoisePreset::model)
                .orElseThrow(() -> new BadInputException("Unknown name in tests '" + test + "'. Choose of "
                        + String.join(", ", CompareSpec.TESTS) + ", depolarizing-P, shots-N, " + NoisePreset.keys()
                        + ", or such parts and inverted, extrapolated, as in sycamore-2019+inverted+shots-1000."));
    }

    private static double number(String test, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    "tests: '" + text + "' in '" + test + "' is no number: try depolarizing-0.01, " + "shots-1000.");
        }
    }

    static void check(List<String> tests, List<Integer> qubits) {
        for (String test : tests) {
            int most = qubits.stream().max(Integer::compare).orElse(0);
            require(
                    of(test).isExact() || most <= MOST_QUBITS,
                    "tests: '" + test + "' runs circuits of up to " + MOST_QUBITS + " qubits, not of " + most
                            + ": choose fewer.");
        }
    }
}
