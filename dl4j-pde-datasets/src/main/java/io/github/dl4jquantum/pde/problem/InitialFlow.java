package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Flow2d;
import java.util.Random;

/** A family of initial states and boundary values of {@link Burgers2d}. */
public interface InitialFlow {

    /** A bound of |u| and |v| over the family, from which stability limits are computed. */
    double maxSpeed();

    /** The member that trajectory {@code trajectory} of {@code seed} starts from; the same for equal arguments. */
    Flow2d flow(double reynolds, long seed, int trajectory);

    /**
     * Fletcher's exact travelling front ({@link Burgers2dExact}). Trajectory 0 starts at t = 0, with the front on the
     * diagonal; the others at a random t in [-2, 2).
     */
    static InitialFlow fletcher() {
        return new InitialFlow() {
            @Override
            public double maxSpeed() {
                return 1;
            }

            @Override
            public Flow2d flow(double reynolds, long seed, int trajectory) {
                double start =
                        trajectory == 0 ? 0 : 4 * random(seed, trajectory).nextDouble() - 2;
                return new Burgers2dExact(reynolds, start);
            }
        };
    }

    /** Random smooth fields of the three lowest Fourier modes in each direction and speed 1. */
    static InitialFlow randomSmooth() {
        return randomSmooth(1, 3);
    }

    /**
     * Random smooth fields that vanish on the boundary. With independent normal c_kl for u and for v,
     *
     * <pre>u = A sum_{k, l = 1..modes} c_kl / (k^2 + l^2) sin(k pi x) sin(l pi y)</pre>
     *
     * <p>where A is such that the larger of |u|, |v| has its maximum at {@code maxSpeed}.
     *
     * @param maxSpeed maximum of |u| and |v|, positive
     * @param modes Fourier modes in each direction, 1 to 8
     */
    static InitialFlow randomSmooth(double maxSpeed, int modes) {
        if (!(maxSpeed > 0) || Double.isInfinite(maxSpeed)) {
            throw new IllegalArgumentException("maxSpeed = " + maxSpeed + ": give a positive number");
        }
        if (modes < 1 || modes > RandomSmoothFlow.MAX_MODES) {
            throw new IllegalArgumentException("modes = " + modes + " is outside 1 to " + RandomSmoothFlow.MAX_MODES
                    + ": give fewer Fourier modes for a smooth field");
        }
        return new InitialFlow() {
            @Override
            public double maxSpeed() {
                return maxSpeed;
            }

            @Override
            public Flow2d flow(double reynolds, long seed, int trajectory) {
                return new RandomSmoothFlow(maxSpeed, modes, random(seed, trajectory));
            }
        };
    }

    /** A generator that depends on (seed, trajectory) alone; neighbouring seeds are unrelated. */
    private static Random random(long seed, int trajectory) {
        // SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014): Random alone starts alike for nearby seeds.
        long mixed = seed + (trajectory + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return new Random(mixed ^ mixed >>> 31);
    }
}
