package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Flow2d;

/** A family of initial states and boundary values of {@link Burgers2d}. */
interface InitialFlow {

    /** A bound of |u| and |v| over the family, from which stability limits are computed. */
    double maxSpeed();

    /** The member that trajectory {@code trajectory} of {@code seed} starts from; the same for equal arguments. */
    Flow2d flow(double reynolds, long seed, int trajectory);

    /** The family of that name; {@link Burgers2d} says what each is. */
    static InitialFlow of(InitialFamily family) {
        return switch (family) {
            case PAPER -> fletcher();
            case RANDOM_SMOOTH -> randomSmooth(1, 1, 3);
            case OUT_OF_DISTRIBUTION -> randomSmooth(1.25, 4, 6);
        };
    }

    /**
     * Fletcher's exact travelling front ({@link Burgers2dExact}). Trajectory 0 starts at t = 0, with the front on the
     * diagonal; the others at a random t in [-2, 2).
     */
    private static InitialFlow fletcher() {
        return new InitialFlow() {
            @Override
            public double maxSpeed() {
                return 1;
            }

            @Override
            public Flow2d flow(double reynolds, long seed, int trajectory) {
                double start = trajectory == 0
                        ? 0
                        : 4 * TrajectoryRandom.of(seed, trajectory).nextDouble() - 2;
                return new Burgers2dExact(reynolds, start);
            }
        };
    }

    /**
     * Random smooth fields that vanish on the boundary. With independent normal c_kl for u and for v,
     *
     * <pre>u = A sum_kl c_kl / (k^2 + l^2) sin(k pi x) sin(l pi y),   lowest &lt;= max(k, l) &lt;= highest</pre>
     *
     * <p>where A is such that the larger of |u|, |v| has its maximum at {@code maxSpeed}.
     */
    static InitialFlow randomSmooth(double maxSpeed, int lowest, int highest) {
        return new InitialFlow() {
            @Override
            public double maxSpeed() {
                return maxSpeed;
            }

            @Override
            public Flow2d flow(double reynolds, long seed, int trajectory) {
                return new RandomSmoothFlow(maxSpeed, lowest, highest, TrajectoryRandom.of(seed, trajectory));
            }
        };
    }
}
