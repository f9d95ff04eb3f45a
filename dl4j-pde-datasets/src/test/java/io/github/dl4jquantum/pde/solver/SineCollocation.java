package io.github.dl4jquantum.pde.solver;

/**
 * The 2D Burgers' equation with u = v = 0 on the boundary, by an expansion in sines, dense derivative matrices of it and
 * RK4: a reference without any code of the solver's.
 */
public final class SineCollocation {

    private final int points;
    private final double reynolds;
    private final double[][] first;
    private final double[][] second;

    private SineCollocation(int points, double reynolds) {
        this.points = points;
        this.reynolds = reynolds;
        int intervals = points - 1;
        first = new double[points][points];
        second = new double[points][points];
        for (int i = 0; i < points; i++) {
            for (int j = 1; j < intervals; j++) {
                for (int k = 1; k < intervals; k++) {
                    double wave = k * Math.PI;
                    double coefficient = 2.0 / intervals * Math.sin(wave * j / intervals);
                    first[i][j] += coefficient * wave * Math.cos(wave * i / intervals);
                    second[i][j] -= coefficient * wave * wave * Math.sin(wave * i / intervals);
                }
            }
        }
    }

    /** u and v, each [y, x], at the end. */
    public static double[][][] solve(int points, double reynolds, Flow2d flow, double end, int steps) {
        SineCollocation equation = new SineCollocation(points, reynolds);
        double[][][] q = new double[2][points][points];
        for (int y = 1; y < points - 1; y++) {
            for (int x = 1; x < points - 1; x++) {
                q[0][y][x] = flow.u(x / (points - 1.0), y / (points - 1.0), 0);
                q[1][y][x] = flow.v(x / (points - 1.0), y / (points - 1.0), 0);
            }
        }
        double dt = end / steps;
        for (int step = 0; step < steps; step++) {
            double[][][] a = equation.rate(q);
            double[][][] b = equation.rate(plus(q, dt / 2, a));
            double[][][] c = equation.rate(plus(q, dt / 2, b));
            double[][][] d = equation.rate(plus(q, dt, c));
            q = plus(plus(plus(plus(q, dt / 6, a), dt / 3, b), dt / 3, c), dt / 6, d);
        }
        return q;
    }

    private double[][][] rate(double[][][] q) {
        double[][][] rate = new double[2][points][points];
        for (int field = 0; field < 2; field++) {
            for (int y = 1; y < points - 1; y++) {
                for (int x = 1; x < points - 1; x++) {
                    double alongX = 0;
                    double alongY = 0;
                    double diffusion = 0;
                    for (int j = 1; j < points - 1; j++) {
                        alongX += first[x][j] * q[field][y][j];
                        alongY += first[y][j] * q[field][j][x];
                        diffusion += second[x][j] * q[field][y][j] + second[y][j] * q[field][j][x];
                    }
                    rate[field][y][x] = diffusion / reynolds - q[0][y][x] * alongX - q[1][y][x] * alongY;
                }
            }
        }
        return rate;
    }

    private static double[][][] plus(double[][][] q, double scale, double[][][] rate) {
        double[][][] sum = new double[2][q[0].length][q[0].length];
        for (int field = 0; field < 2; field++) {
            for (int y = 0; y < q[0].length; y++) {
                for (int x = 0; x < q[0].length; x++) {
                    sum[field][y][x] = q[field][y][x] + scale * rate[field][y][x];
                }
            }
        }
        return sum;
    }
}
