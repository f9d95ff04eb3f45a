package io.github.dl4jquantum.pde.problem;

/**
 * The soliton of {@code u_t + u u_x + delta^2 u_xxx = 0},
 *
 * <pre>u = 3 c / cosh^2(sqrt(c) (x - c t - x0) / (2 delta))</pre>
 *
 * <p>On a periodic line it is exact but for its tails, which vanish as e^(-sqrt(c) length / (2 delta)).
 *
 * <p>Source: D. J. Korteweg, G. de Vries, Phil. Mag. 39 (1895) 422-443; in this scaling Zabusky and Kruskal 1965.
 *
 * @param dispersion delta
 * @param speed c, more than 0
 * @param length of the line
 */
public record KortewegDeVries1dExact(double dispersion, double speed, double length) {

    /**
     * {@return u at x, the crest at the middle of the line at time 0}
     *
     * @param x 0 to the length
     * @param time from 0
     */
    public double u(double x, double time) {
        double fromCrest = StrictMath.IEEEremainder(x - length / 2 - speed * time, length);
        double cosh = StrictMath.cosh(StrictMath.sqrt(speed) * fromCrest / (2 * dispersion));
        return 3 * speed / (cosh * cosh);
    }
}
