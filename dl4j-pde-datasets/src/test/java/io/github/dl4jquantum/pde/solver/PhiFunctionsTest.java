package io.github.dl4jquantum.pde.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class PhiFunctionsTest {

    private static final MathContext DIGITS = new MathContext(80);

    /** Oracle: the defining series sum z^k / (k + order)! with 80 digits. */
    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, -1e-12, -1e-5, -0.01, -0.3, -0.999999, -1, -1.000001, -1.5, -4, -20, -45})
    void agreesWithItsSeriesToTheLastDigits(double z) {
        double one = series(z, 1);
        double two = series(z, 2);
        assertEquals(one, PhiFunctions.phi1(z), 4e-16 * one);
        assertEquals(two, PhiFunctions.phi2(z), 8e-16 * two);
    }

    @Test
    void hasItsLimitsAtZeroAndFarOut() {
        assertEquals(1, PhiFunctions.phi1(0));
        assertEquals(0.5, PhiFunctions.phi2(0));
        assertEquals(1e-8, PhiFunctions.phi1(-1e8), 1e-23);
        assertEquals(1e-8 - 1e-16, PhiFunctions.phi2(-1e8), 1e-23);
    }

    private static double series(double z, int order) {
        BigDecimal term = BigDecimal.ONE;
        for (int i = 2; i <= order; i++) {
            term = term.divide(BigDecimal.valueOf(i), DIGITS);
        }
        BigDecimal sum = term;
        for (int k = 1; k < 300; k++) {
            term = term.multiply(new BigDecimal(z), DIGITS).divide(BigDecimal.valueOf(k + order), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum.doubleValue();
    }
}
