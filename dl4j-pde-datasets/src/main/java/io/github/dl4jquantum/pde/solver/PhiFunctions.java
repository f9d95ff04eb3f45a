package io.github.dl4jquantum.pde.solver;

/**
 * The functions of exponential integrators, for real z &lt;= 0, to full precision also near 0, where the formulas lose
 * all digits: phi_1(z) = (e^z - 1) / z, phi_2(z) = (e^z - 1 - z) / z^2.
 *
 * <p>Source: S. M. Cox, P. C. Matthews, J. Comput. Phys. 176 (2002) 430-455; on the loss of digits A.-K. Kassam, L. N.
 * Trefethen, SIAM J. Sci. Comput. 26 (2005) 1214-1233.
 */
final class PhiFunctions {

    /** Terms of the series for |z| &lt; 1: the first one left out is below 1 / 20!. */
    private static final int TERMS = 18;

    private PhiFunctions() {}

    static double phi1(double z) {
        return z == 0 ? 1 : StrictMath.expm1(z) / z;
    }

    static double phi2(double z) {
        if (z < -1) {
            return (StrictMath.expm1(z) - z) / (z * z);
        }
        // sum_k z^k / (k + 2)!, by Horner's rule
        double sum = 0;
        for (int k = TERMS; k >= 1; k--) {
            sum = (sum + 1) * z / (k + 2);
        }
        return (sum + 1) / 2;
    }
}
