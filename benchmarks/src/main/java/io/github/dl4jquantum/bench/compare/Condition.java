package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.noise.NoiseFile;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.NoisePreset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How circuits are run where trained models are scored, by the name of a test: "depolarizing-P" (after every gate on two
 * qubits with probability P, on one qubit P / 10), a machine's name such as "helios-2026", or that of the experiment's own
 * noise, "shots-N", or several of these parts, "helios-2026+shots-1000", besides the samples' "seed-S" (1 if there is none),
 * "inverted" readout and noise "extrapolated" from foldings 1 and 3. Other tests are run exactly.
 *
 * @param noise the noise
 * @param shots of each circuit; 0 for exact expectations
 * @param seed of the shots
 * @param inverted whether readout is inverted
 * @param extrapolated whether noise is extrapolated to zero
 */
record Condition(NoiseModel noise, int shots, long seed, boolean inverted, boolean extrapolated) {
    /** How many qubits can be run so. */
    static final int MOST_QUBITS = 8;

    private static final Condition EXACT = new Condition(NoiseModel.NONE, 0, 1, false, false);
    private static final String DEPOLARIZING = "depolarizing-";
    private static final String SHOTS = "shots-";
    private static final String SEED = "seed-";
    private static final String INVERTED = "inverted";
    private static final String EXTRAPOLATED = "extrapolated";
    private static final int MOST_SHOTS = 100_000_000;

    /** Between the samples of two seeds: more than an experiment has seeds of its own. */
    private static final long SEEDS_APART = 1_000_003;

    /**
     * The condition of that test.
     *
     * @param noises by the names that a test may give them
     * @throws BadInputException if there is no such test
     */
    static Condition of(String test, Map<String, NoiseModel> noises) {
        if (CompareSpec.TESTS.contains(test)) {
            return EXACT;
        }
        Condition all = EXACT;
        for (String part : test.split("\\+")) {
            all = all.and(test, part, noises);
        }
        require(
                !all.isMitigated() || !all.noise.isNone(),
                "tests: '" + test + "' mitigates no noise: name some, such as sycamore-2019+inverted.");
        require(
                all.seed == 1 || all.shots > 0,
                "tests: '" + test + "' has a seed and no shots: name some, such as shots-1000+seed-2.");
        return all;
    }

    private Condition and(String test, String part, Map<String, NoiseModel> noises) {
        if (part.equals(INVERTED) || part.equals(EXTRAPOLATED)) {
            return new Condition(
                    noise, shots, seed, inverted || part.equals(INVERTED), extrapolated || part.equals(EXTRAPOLATED));
        }
        if (part.startsWith(SHOTS)) {
            double number = number(test, part.substring(SHOTS.length()));
            require(
                    shots == 0 && number >= 1 && number <= MOST_SHOTS && number == Math.rint(number),
                    "tests: '" + test + "' wants one whole number of shots, 1 to " + MOST_SHOTS + ".");
            return new Condition(noise, (int) number, seed, inverted, extrapolated);
        }
        if (part.startsWith(SEED)) {
            double number = number(test, part.substring(SEED.length()));
            require(
                    seed == 1 && Math.abs(number) < 0x1p53 && number == Math.rint(number),
                    "tests: '" + test + "' wants one whole number as the seed of its shots, below 2^53.");
            return new Condition(noise, shots, (long) number, inverted, extrapolated);
        }
        NoiseModel named = noises.containsKey(part) ? noises.get(part) : noise(test, part, noises.keySet());
        require(noise.isNone(), "tests: '" + test + "' names two kinds of noise: choose one.");
        return new Condition(named, shots, seed, inverted, extrapolated);
    }

    /**
     * The name of the test under some noise and by shots.
     *
     * @param noise as a test names it, or null
     * @param shots of each circuit, or null
     */
    static String test(String noise, Integer shots, long seed) {
        List<String> parts = new ArrayList<>();
        if (noise != null) {
            parts.add(noise);
        }
        if (shots != null) {
            parts.add(SHOTS + shots);
        }
        if (seed != 1) {
            parts.add(SEED + seed);
        }
        return String.join("+", parts);
    }

    /**
     * Refuses a name that noise of one's own cannot have.
     *
     * @throws BadInputException if tests of that name mean something else, or cannot be written
     */
    static void checkName(String noise) {
        boolean taken = NoisePreset.named(noise).isPresent()
                || CompareSpec.TESTS.contains(noise)
                || List.of(INVERTED, EXTRAPOLATED).contains(noise)
                || Stream.of(DEPOLARIZING, SHOTS, SEED).anyMatch(noise::startsWith);
        require(
                !taken && noise.matches("[A-Za-z0-9][A-Za-z0-9._-]*"),
                "noises: '" + noise
                        + "' cannot be the name of noise, which has letters, digits, '.', '_' and '-', and means"
                        + " nothing else in a test: choose another.");
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

    /** The same without shots. */
    Condition withoutShots() {
        return new Condition(noise, 0, 1, inverted, extrapolated);
    }

    /** The seed of a cell's samples. */
    long seedOf(long cell) {
        return cell + (seed - 1) * SEEDS_APART;
    }

    /** Circuits of a cell of that seed that are run so, not exactly. */
    Execution execution(long cell) {
        Execution execution =
                shots == 0 ? Execution.of(noise) : Execution.of(noise).shots(shots, seedOf(cell));
        execution = inverted ? execution.invertReadout() : execution;
        return extrapolated ? execution.extrapolate(1, 3) : execution;
    }

    private static NoiseModel noise(String test, String name, Set<String> own) {
        try {
            return NoiseFile.named(name)
                    .orElseThrow(() -> new BadInputException("Unknown test or noise '" + test + "'. Choose of "
                            + String.join(", ", CompareSpec.TESTS) + ", depolarizing-P, shots-N, " + NoisePreset.keys()
                            + own.stream().map(each -> ", " + each).collect(Collectors.joining())
                            + ", or such parts and inverted, extrapolated, as in sycamore-2019+inverted+shots-1000."));
        } catch (IllegalArgumentException refusal) {
            throw new BadInputException(test + ": " + refusal.getMessage());
        }
    }

    private static double number(String test, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    "tests: '" + text + "' in '" + test + "' is no number: try depolarizing-0.01, " + "shots-1000.");
        }
    }

    /**
     * Refuses circuits that cannot be run so.
     *
     * @param test the name of this condition
     * @throws BadInputException if they have too many qubits, or the noise says nothing of their gates
     */
    void check(String test, List<Circuit> circuits) {
        if (isExact()) {
            return;
        }
        for (Circuit circuit : circuits) {
            require(
                    circuit.qubits() <= MOST_QUBITS,
                    "tests: '" + test + "' runs circuits of up to " + MOST_QUBITS + " qubits, not of "
                            + circuit.qubits() + ": choose fewer.");
            asked(() -> {
                circuit.primitives().forEach(noise::after);
                return null;
            });
        }
    }
}
