package io.github.dl4jquantum.pde.solver;

import java.util.Locale;
import org.hipparchus.transform.TransformType;

/**
 * A periodic line with a linear part and a quadratic flux,
 *
 * <pre>u_t = L u - a (u^2)_x</pre>
 *
 * in Fourier space and by the fourth-order exponential Runge-Kutta method ETDRK4 in time: L, of any order in space, is exact,
 * whatever the step. For the amplitude v of each wave number, with its symbol l of L, z = l dt and N(v) = -i k a F(u^2):
 *
 * <pre>
 * a = e^(z/2) v + q N(v)        b = e^(z/2) v + q N(a)        c = e^(z/2) a + q (2 N(b) - N(v))
 * v(t + dt) = e^z v + f1 N(v) + 2 f2 (N(a) + N(b)) + f3 N(c)
 * q = dt (e^(z/2) - 1) / z                            f1 = dt (-4 - z + e^z (4 - 3 z + z^2)) / z^3
 * f2 = dt (2 + z + e^z (z - 2)) / z^3                 f3 = dt (-4 - 3 z - z^2 + e^z (4 - z)) / z^3
 * </pre>
 *
 * <p>The functions of z, which lose all digits near 0, are means over a circle around z. Of N the wave numbers up to a third of
 * the points are kept, so that no product is mistaken for another (the 2/3 rule).
 *
 * <p>Sources: S. M. Cox, P. C. Matthews, J. Comput. Phys. 176 (2002) 430-455; A.-K. Kassam, L. N. Trefethen, Fourth-order time
 * stepping for stiff PDEs, SIAM J. Sci. Comput. 26 (2005) 1214-1233.
 */
public final class Etdrk4LineSolver implements FieldSolver {

    /** Points on the circle around z. */
    private static final int CIRCLE = 32;

    /** Steps that agree to this relative difference, far above rounding, share their coefficients. */
    private static final double SAME_STEP = 1e-9;

    private final String field;
    private final double length;
    private final double flux;
    private final int points;
    private final double[] waveNumbers;
    private final Spectrum symbol;
    private final Spectrum state;
    private final Spectrum half;
    private final Spectrum whole;
    private final Spectrum q;
    private final Spectrum f1;
    private final Spectrum f2;
    private final Spectrum f3;
    private final Spectrum ofState;
    private final Spectrum ofA;
    private final Spectrum ofB;
    private final Spectrum ofC;
    private final Spectrum a;
    private final Spectrum stage;
    private double coefficientStep;
    private double time;

    /** The symbol of a linear operator: {@code L e^(i k x) = (real + i imaginary) e^(i k x)}. */
    public interface Symbol {
        /**
         * {@return the symbol's real part, even in k: damping where it is negative}
         *
         * @param waveNumber k, an angle per length
         */
        double real(double waveNumber);

        /**
         * {@return the symbol's imaginary part, odd in k: propagation}
         *
         * @param waveNumber k, an angle per length
         */
        double imaginary(double waveNumber);
    }

    /**
     * Starts at time 0.
     *
     * @param field what a message calls u
     * @param length of the period
     * @param symbol of L, by wave number
     * @param flux a
     * @param initial u at x = j length / points; points a power of 2
     */
    public Etdrk4LineSolver(String field, double length, Symbol symbol, double flux, double[] initial) {
        this.field = field;
        this.length = length;
        this.flux = flux;
        points = initial.length;
        waveNumbers = new double[points];
        this.symbol = new Spectrum(points);
        for (int j = 0; j < points; j++) {
            int k = j <= points / 2 ? j : j - points;
            waveNumbers[j] = 2 * StrictMath.PI * k / length;
            this.symbol.real[j] = symbol.real(waveNumbers[j]);
            // The last wave number stands for two, which move to opposite sides.
            this.symbol.imaginary[j] = 2 * j == points ? 0 : symbol.imaginary(waveNumbers[j]);
        }
        half = new Spectrum(points);
        whole = new Spectrum(points);
        q = new Spectrum(points);
        f1 = new Spectrum(points);
        f2 = new Spectrum(points);
        f3 = new Spectrum(points);
        ofState = new Spectrum(points);
        ofA = new Spectrum(points);
        ofB = new Spectrum(points);
        ofC = new Spectrum(points);
        a = new Spectrum(points);
        stage = new Spectrum(points);
        state = new Spectrum(points);
        System.arraycopy(initial, 0, state.real, 0, points);
        state.transform(TransformType.FORWARD);
    }

    /** {@return the time reached} */
    public double time() {
        return time;
    }

    /** {@return u at x = j length / points} */
    public double[] values() {
        Spectrum values = new Spectrum(points);
        values.set(state);
        values.transform(TransformType.INVERSE);
        return values.real;
    }

    @Override
    public void advanceTo(double target, int steps) {
        double dt = (target - time) / steps;
        if (Math.abs(dt - coefficientStep) > SAME_STEP * dt) {
            prepare(dt);
        }
        if (flux == 0) {
            for (int step = 0; step < steps; step++) {
                state.multiply(whole);
            }
        } else {
            for (int step = 0; step < steps; step++) {
                step();
            }
        }
        time = target;
    }

    @Override
    public void copyTo(float[][] fields, int offset) {
        StateCopy.copy(
                field,
                time,
                new double[][] {values()},
                fields[0],
                offset,
                index -> String.format(Locale.ROOT, "x = %.4g", index * length / points));
    }

    private void prepare(double dt) {
        coefficientStep = dt;
        for (int j = 0; j < points; j++) {
            double zr = symbol.real[j] * dt;
            double zi = symbol.imaginary[j] * dt;
            half.setExponential(j, zr / 2, zi / 2);
            whole.setExponential(j, zr, zi);
            for (Spectrum each : new Spectrum[] {q, f1, f2, f3}) {
                each.clear(j);
            }
            for (int m = 0; m < CIRCLE; m++) {
                double angle = 2 * StrictMath.PI * (m + 0.5) / CIRCLE;
                addCoefficients(j, zr + StrictMath.cos(angle), zi + StrictMath.sin(angle), dt / CIRCLE);
            }
        }
    }

    /** The four functions at one point z of the circle, times {@code weight}. */
    private void addCoefficients(int j, double zr, double zi, double weight) {
        double size = StrictMath.exp(zr);
        double er = size * StrictMath.cos(zi);
        double ei = size * StrictMath.sin(zi);
        double halfSize = StrictMath.exp(zr / 2);
        q.addQuotient(j, halfSize * StrictMath.cos(zi / 2) - 1, halfSize * StrictMath.sin(zi / 2), zr, zi, weight);
        double squareR = zr * zr - zi * zi;
        double squareI = 2 * zr * zi;
        double cubeR = squareR * zr - squareI * zi;
        double cubeI = squareR * zi + squareI * zr;
        double r = 4 - 3 * zr + squareR;
        double i = -3 * zi + squareI;
        f1.addQuotient(j, -4 - zr + er * r - ei * i, -zi + er * i + ei * r, cubeR, cubeI, weight);
        f2.addQuotient(j, 2 + zr + er * (zr - 2) - ei * zi, zi + er * zi + ei * (zr - 2), cubeR, cubeI, weight);
        f3.addQuotient(
                j,
                -4 - 3 * zr - squareR + er * (4 - zr) + ei * zi,
                -3 * zi - squareI - er * zi + ei * (4 - zr),
                cubeR,
                cubeI,
                weight);
    }

    private void step() {
        nonlinear(state, ofState);
        a.set(state);
        a.multiply(half);
        stage.set(a);
        a.addProduct(q, ofState, 1);
        nonlinear(a, ofA);
        stage.addProduct(q, ofA, 1);
        nonlinear(stage, ofB);
        stage.set(a);
        stage.multiply(half);
        stage.addProduct(q, ofB, 2);
        stage.addProduct(q, ofState, -1);
        nonlinear(stage, ofC);
        state.multiply(whole);
        state.addProduct(f1, ofState, 1);
        state.addProduct(f2, ofA, 2);
        state.addProduct(f2, ofB, 2);
        state.addProduct(f3, ofC, 1);
    }

    /** -i k a F(u^2), of the wave numbers that are kept. */
    private void nonlinear(Spectrum of, Spectrum to) {
        to.set(of);
        to.transform(TransformType.INVERSE);
        for (int j = 0; j < points; j++) {
            to.real[j] *= to.real[j];
            to.imaginary[j] = 0;
        }
        to.transform(TransformType.FORWARD);
        int kept = (points - 1) / 3;
        for (int j = 0; j < points; j++) {
            boolean resolved = Math.min(j, points - j) <= kept;
            double slope = resolved ? flux * waveNumbers[j] : 0;
            double real = slope * to.imaginary[j];
            to.imaginary[j] = -slope * to.real[j];
            to.real[j] = real;
        }
    }
}
