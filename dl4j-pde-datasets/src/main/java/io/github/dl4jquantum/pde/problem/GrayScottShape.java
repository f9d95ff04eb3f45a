package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.SpectralGrid;
import java.util.Random;

/** Where {@link GrayScott2d} starts with some v: the shapes s that its Javadoc defines. */
final class GrayScottShape {

    private static final double HALF_SIDE = 0.1;
    private static final double EDGE = 1.0 / 32;
    private static final double DISTURBANCE = 0.01;
    /** Sharpness of the blobs: much wider ones use up all u around them and die out, much narrower ones diffuse away. */
    private static final double SHARPNESS = 8;

    private GrayScottShape() {}

    static SpectralGrid.Function of(InitialFamily family, Random random) {
        return switch (family) {
            case PAPER -> square(random);
            case RANDOM_SMOOTH -> blobs(1, 3, 1.2, random);
            case OUT_OF_DISTRIBUTION -> blobs(4, 5, 1.5, random);
        };
    }

    private static SpectralGrid.Function square(Random random) {
        RandomModes free = RandomModes.periodic(2, 1, 4, random);
        RandomModes disturbance = free.times(DISTURBANCE / free.extreme());
        return place -> side(place[0]) * side(place[1]) * (1 + disturbance.at(place));
    }

    /** 1 within {@link #HALF_SIDE} of the middle, 0 outside, smooth over {@link #EDGE}. */
    private static double side(double x) {
        return (StrictMath.tanh((x - 0.5 + HALF_SIDE) / EDGE) - StrictMath.tanh((x - 0.5 - HALF_SIDE) / EDGE)) / 2;
    }

    private static SpectralGrid.Function blobs(int lowest, int highest, double height, Random random) {
        RandomModes free = RandomModes.periodic(2, lowest, highest, random);
        RandomModes waves = free.times(1 / free.extreme());
        return place -> height * StrictMath.exp(-SHARPNESS * (1 - waves.at(place)));
    }
}
