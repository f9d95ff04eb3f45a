package io.github.dl4jquantum.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of angles. Oracle: {@link Math}. */
@Timeout(10)
class AngleTest {

    private static final double[] INPUTS = {0.5, -2};
    private static final double[] PARAMETERS = {7, 0.25};

    @Test
    void everySourceGivesItsValue() {
        assertEquals(0.3, Angle.constant(0.3).value(INPUTS, PARAMETERS));
        assertEquals(0.25, Angle.parameter(1).value(INPUTS, PARAMETERS));
        assertEquals(-2, Angle.input(1).value(INPUTS, PARAMETERS));
        assertEquals(Math.atan(-2), Angle.arctan(1).value(INPUTS, PARAMETERS));
        assertEquals(Math.atan(4), Angle.arctanSquare(1).value(INPUTS, PARAMETERS));
    }

    @Test
    void scalesMultiply() {
        assertEquals(-6 * Math.atan(0.5), Angle.arctan(0).scaled(2).scaled(-3).value(INPUTS, PARAMETERS));
        assertEquals(Angle.constant(0.6), Angle.constant(0.3).scaled(2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void factorsThatAreNotFiniteAreRefused(double factor) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Angle.constant(factor));
        assertEquals("Factor " + factor + " of an angle is not finite.", refused.getMessage());
    }

    @Test
    void aNegativeIndexAndAMissingSourceAreRefused() {
        var negative = assertThrows(IllegalArgumentException.class, () -> Angle.input(-1));
        assertEquals("Index -1 of an angle is negative; count from 0.", negative.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Angle(null, 0, 1));
    }
}
