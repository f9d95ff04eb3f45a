package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Flow2d;
import java.util.Random;

/** Random sums of low Fourier modes as u and v; see {@link InitialFlow#randomSmooth}. */
final class RandomSmoothFlow implements Flow2d {

    private final RandomModes u;
    private final RandomModes v;

    RandomSmoothFlow(double maxSpeed, int lowest, int highest, Random random) {
        RandomModes freeU = RandomModes.sines(2, lowest, highest, random);
        RandomModes freeV = RandomModes.sines(2, lowest, highest, random);
        double scale = maxSpeed / Math.max(Math.abs(freeU.extreme()), Math.abs(freeV.extreme()));
        u = freeU.times(scale);
        v = freeV.times(scale);
    }

    @Override
    public double u(double x, double y, double time) {
        return u.at(y, x);
    }

    @Override
    public double v(double x, double y, double time) {
        return v.at(y, x);
    }

    @Override
    public boolean boundaryMoves() {
        return false;
    }
}
