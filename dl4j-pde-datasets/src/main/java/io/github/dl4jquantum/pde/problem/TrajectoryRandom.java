package io.github.dl4jquantum.pde.problem;

import java.util.Random;

/** The random numbers of one trajectory. */
final class TrajectoryRandom {

    private TrajectoryRandom() {}

    /** A generator that depends on (seed, trajectory) alone; neighbouring seeds are unrelated. */
    static Random of(long seed, int trajectory) {
        // SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014): Random alone starts alike for nearby seeds.
        long mixed = seed + (trajectory + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return new Random(mixed ^ mixed >>> 31);
    }
}
