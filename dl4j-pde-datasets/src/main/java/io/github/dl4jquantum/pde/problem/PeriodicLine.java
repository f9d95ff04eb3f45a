package io.github.dl4jquantum.pde.problem;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Initial states on a periodic line of length 1. */
final class PeriodicLine {

    /** The largest wave number of {@link #twoWaves}. */
    private static final int HIGHEST = 8;

    private PeriodicLine() {}

    /** At x = j / points. */
    static double[] sample(int points, DoubleUnaryOperator function) {
        double[] values = new double[points];
        for (int j = 0; j < points; j++) {
            values[j] = function.applyAsDouble((double) j / points);
        }
        return values;
    }

    /**
     * {@code sum of two A sin(2 pi n x + phi)}, with A from [0, 1), n from 1..8 and phi from [0, 2 pi): at most 2 in size.
     *
     * <p>Source: M. Takamoto et al., PDEBench, NeurIPS 2022 (arXiv 2210.07182), appendix D.
     */
    static DoubleUnaryOperator twoWaves(Random random) {
        double[] amplitudes = new double[2];
        double[] waveNumbers = new double[2];
        double[] phases = new double[2];
        for (int i = 0; i < 2; i++) {
            amplitudes[i] = random.nextDouble();
            waveNumbers[i] = 2 * StrictMath.PI * (1 + random.nextInt(HIGHEST));
            phases[i] = 2 * StrictMath.PI * random.nextDouble();
        }
        return x -> amplitudes[0] * StrictMath.sin(waveNumbers[0] * x + phases[0])
                + amplitudes[1] * StrictMath.sin(waveNumbers[1] * x + phases[1]);
    }

    /** A random function of the wave numbers given, {@code largest} in size at its extreme. */
    static DoubleUnaryOperator smooth(int lowest, int highest, double largest, Random random) {
        RandomModes free = RandomModes.periodic(1, lowest, highest, random);
        RandomModes scaled = free.times(largest / free.extreme());
        return scaled::at;
    }
}
