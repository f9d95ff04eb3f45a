package io.github.dl4jquantum.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is, and what is not, a unitary matrix. */
@Timeout(10)
class UnitaryTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 9, 15})
    void sizesThatAreNoPowerOfTwoSquaredAreRefused(int entries) {
        double[] parts = new double[entries];
        var refused = assertThrows(IllegalArgumentException.class, () -> new Unitary(parts, parts));
        assertTrue(refused.getMessage().contains("A unitary of " + entries + " entries"), refused.getMessage());
    }

    @Test
    void aMatrixThatIsNotUnitaryIsRefusedWithItsDeviation() {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> new Unitary(new double[] {1, 0, 0, 0.9}, new double[4]));
        assertTrue(refused.getMessage().contains("rows 1 and 1 deviate by 0.18"), refused.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> new Unitary(new double[] {Double.NaN, 0, 0, 1}, new double[4]));
    }

    @Test
    void partsMustComeInPairs() {
        assertThrows(IllegalArgumentException.class, () -> new Unitary(new double[4], new double[3]));
        assertThrows(IllegalArgumentException.class, () -> new Unitary(null, new double[4]));
    }

    @Test
    void itIsAValueThatNobodyCanChange() {
        double[] real = {1, 0, 0, 1};
        Unitary unitary = new Unitary(real, new double[4]);
        real[0] = 5;
        unitary.real()[0] = 5;
        assertEquals(1, unitary.real(0, 0));
        assertEquals(new Unitary(new double[] {1, 0, 0, 1}, new double[4]), unitary);
        assertEquals(new Unitary(new double[] {1, 0, 0, 1}, new double[4]).hashCode(), unitary.hashCode());
        assertNotEquals(new Unitary(new double[] {1, 0, 0, -1}, new double[4]), unitary);
    }
}
