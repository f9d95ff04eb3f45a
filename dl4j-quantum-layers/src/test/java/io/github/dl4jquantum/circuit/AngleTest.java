package io.github.dl4jquantum.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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

    @Test
    void anIndexAboveTheLimitIsRefused() {
        assertEquals(
                16777215,
                Angle.parameter(Angle.MAX_INDEX)
                        .variables()
                        .findFirst()
                        .orElseThrow()
                        .index());
        for (int index : new int[] {16777216, Integer.MAX_VALUE}) {
            var refused = assertThrows(IllegalArgumentException.class, () -> Angle.parameter(index));
            assertEquals(
                    "Index " + index + " of an angle is above the limit 16777215; number parameters and inputs from 0"
                            + " without a gap.",
                    refused.getMessage());
        }
        Gate embedding = new AmplitudeEmbedding(List.of(0), Integer.MAX_VALUE, 2);
        assertThrows(IllegalArgumentException.class, embedding::angles);
    }

    /** Worked by hand: (2 - x0)(theta1 + x1), with x = (0.5, -2) and theta1 = 0.25, is 1.5 (-1.75). */
    @Test
    void productsAreMultipliedOut() {
        Angle angle =
                Angle.constant(2).minus(Angle.input(0)).times(Angle.parameter(1).plus(Angle.input(1)));
        assertEquals(1.5 * -1.75, angle.value(INPUTS, PARAMETERS), 1e-15);
        assertEquals(4, angle.terms().size());
        assertEquals("2.0·θ1 - θ1·x0 - x0·x1 + 2.0·x1", angle.toString());
    }

    @Test
    void equalPolynomialsAreEqual() {
        Angle x = Angle.input(0);
        Angle theta = Angle.parameter(0);
        assertEquals(x.times(theta).plus(Angle.constant(1)), Angle.constant(1).plus(theta.times(x)));
        assertEquals(x.plus(x), x.scaled(2));
        assertEquals(Angle.constant(0), Angle.constant(1).minus(Angle.constant(1)));
        assertEquals(Angle.constant(0), Angle.constant(0).scaled(-1));
        assertEquals(x, x.plus(Angle.constant(0)));
        // An angle that cancels still names its input: circuits count what they are written with.
        assertTrue(x.minus(x).hasInputs());
    }

    @Test
    void coefficientsOfInputsAreAnglesOfParameters() {
        Angle theta = Angle.parameter(0);
        Angle x = Angle.input(0);
        Angle angle = theta.times(x).plus(x.scaled(3)).plus(theta.times(theta));
        var coefficients = angle.coefficients();
        assertEquals(
                theta.plus(Angle.constant(3)), coefficients.get(x.variables().toList()));
        assertEquals(theta.times(theta), coefficients.get(List.<Angle.Variable>of()));
        assertEquals(2, coefficients.size());
    }

    /** d (3 theta0² theta1 - theta1) = (6 theta0 theta1, 3 theta0² - 1), by hand. */
    @Test
    void gradientsFollowTheProductRule() {
        Angle first = Angle.parameter(0);
        Angle second = Angle.parameter(1);
        double[] gradients = {0, 1, 1};
        first.times(first).times(second).scaled(3).minus(second).addGradient(new double[] {2, 5}, 10, gradients, 1);
        assertArrayEquals(new double[] {0, 1 + 10 * 60, 1 + 10 * 11}, gradients);
    }

    @Test
    void angleOfOneVariableIsWrittenAsEverAndOthersByTheirTerms() {
        Angle product = Angle.parameter(2).times(Angle.input(0));
        for (Angle angle : List.of(Angle.constant(.5), Angle.arctan(0).scaled(-2), product, product.plus(product))) {
            Circuit circuit = Circuit.builder(1)
                    .add(new RY(0, Angle.parameter(0).plus(Angle.parameter(1)).plus(Angle.parameter(2))))
                    .add(new RX(0, angle))
                    .build();
            assertEquals(circuit, Circuit.fromJson(circuit.toJson()));
        }
        String json = Circuit.builder(1)
                .add(new RX(0, Angle.arctan(0).scaled(-2)))
                .build()
                .toJson();
        assertTrue(json.contains("{\"source\":\"INPUT_ARCTAN\",\"index\":0,\"factor\":-2.0}"), json);
        for (String wrong : List.of(
                json.replace("\"factor\":-2.0", "\"terms\":[]"),
                json.replace(",\"factor\":-2.0", ""),
                json.replace("\"factor\"", "\"fact\""))) {
            assertThrows(IllegalArgumentException.class, () -> Circuit.fromJson(wrong));
        }
    }
}
