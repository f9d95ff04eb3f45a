package io.github.dl4jquantum.pde.solver;

/**
 * Which steps {@link Etd2Solver} can bear. A mode whose diffusion is z = D lambda dt &lt;= 0 and whose reaction,
 * linearised and frozen, is m (complex), grows in one step by the factor
 *
 * <pre>R(z, m) = e^z + phi_1(z) m + phi_2(z) m (e^z + phi_1(z) m - 1)</pre>
 *
 * <p>and has to obey |R| &lt;= 1 where its exact solution decays.
 *
 * <p>Source: S. M. Cox, P. C. Matthews, J. Comput. Phys. 176 (2002) 430-455, section 3.
 */
public final class Etd2Limits {

    private static final double SAFETY = 0.9;
    private static final double GROWTH_OF_TRIAL = 1.01;
    private static final double ROUNDING = 1e-12;

    private Etd2Limits() {}

    /**
     * {@return the largest stable step, less a tenth, where all eigenvalues of the reaction that damp lie in the disc
     * that touches 0 and has the diameter {@code rate} along the negative axis: {@code dt <= 2 / rate}} Without
     * diffusion, on the circle m = e^(i a) - 1, R = (1 + e^(2 i a)) / 2, which is nowhere above 1; diffusion lowers it.
     *
     * @param rate per time, more than 0
     */
    public static double reaction(double rate) {
        return SAFETY * 2 / rate;
    }

    /**
     * The largest stable step, less a tenth, where the reaction carries modes along: m = i speed k dt for wave numbers k
     * from {@code lowest} to {@code highest}. Found by trying steps, each a hundredth larger than the one before.
     *
     * @param diffusivity D, 0 or more
     * @param speed at which modes are carried, more than 0
     * @param lowest smallest wave number, more than 0
     * @param highest largest wave number
     * @return the limit, or infinity where each step is stable
     */
    public static double advection(double diffusivity, double speed, double lowest, double highest) {
        double dt = 1e-3 / (speed * highest);
        double unlimited = 1e6 / (speed * lowest);
        while (dt < unlimited) {
            for (double k = lowest; k <= highest; k += lowest / 2) {
                if (growth(-diffusivity * k * k * dt, 0, speed * k * dt) > 1 + ROUNDING) {
                    return SAFETY * dt / GROWTH_OF_TRIAL;
                }
            }
            dt *= GROWTH_OF_TRIAL;
        }
        return Double.POSITIVE_INFINITY;
    }

    /** |R(z, real + i imaginary)|. */
    static double growth(double z, double real, double imaginary) {
        double phi1 = PhiFunctions.phi1(z);
        double phi2 = PhiFunctions.phi2(z);
        double predictedReal = StrictMath.exp(z) + phi1 * real;
        double predictedImaginary = phi1 * imaginary;
        double changeReal = real * (predictedReal - 1) - imaginary * predictedImaginary;
        double changeImaginary = imaginary * (predictedReal - 1) + real * predictedImaginary;
        return StrictMath.hypot(predictedReal + phi2 * changeReal, predictedImaginary + phi2 * changeImaginary);
    }
}
