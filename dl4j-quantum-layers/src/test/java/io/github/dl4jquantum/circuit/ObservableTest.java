package io.github.dl4jquantum.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pauli strings as text and as values. */
@Timeout(10)
class ObservableTest {

    @Test
    void aStringNamesPaulisAndQubits() {
        Observable.Term term = Observable.pauli(-0.5, " X0  Z12 ").terms().get(0);
        assertEquals(-0.5, term.coefficient());
        assertEquals(Map.of(0, Pauli.X, 12, Pauli.Z), term.paulis());
        assertTrue(Observable.pauli(1, "").terms().get(0).paulis().isEmpty());
        assertEquals(Observable.pauli(1, "Z3"), Observable.z(3));
    }

    @ParameterizedTest
    @CsvSource({
        "X, is not of the form X0",
        "W0, is not of the form X0",
        "x0, is not of the form X0",
        "X0Z1, is not of the form X0",
        "X0 Y0, names qubit 0 twice"
    })
    void otherStringsAreRefused(String string, String part) {
        String message = assertThrows(IllegalArgumentException.class, () -> Observable.pauli(1, string))
                .getMessage();
        assertTrue(message.contains(part) && message.contains(string.split(" ")[0]), message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void coefficientsThatAreNotFiniteAreRefused(double coefficient) {
        assertThrows(IllegalArgumentException.class, () -> Observable.pauli(coefficient, "Z0"));
    }

    @Test
    void aSumHoldsTheTermsOfBoth() {
        Observable sum = Observable.z(0).plus(Observable.pauli(2, "Y1"));
        assertEquals(2, sum.terms().size());
        assertThrows(IllegalArgumentException.class, () -> new Observable(List.of()));
    }

    @Test
    void onlyZAndTheIdentityAreDiagonal() {
        assertTrue(Observable.z(0)
                .plus(Observable.pauli(1, ""))
                .plus(Observable.pauli(2, "Z0 Z1"))
                .isDiagonal());
        assertFalse(Observable.z(0).plus(Observable.pauli(1, "Z0 X1")).isDiagonal());
    }

    @Test
    void nobodyCanChangeIt() {
        Observable.Term term = Observable.z(0).terms().get(0);
        assertThrows(UnsupportedOperationException.class, () -> term.paulis().put(1, Pauli.X));
    }

    /** prod (1 +- Z) / 2, multiplied out by hand. */
    @Test
    void aProbabilityIsAProjectorOnTheBitsThatAreNamed() {
        assertEquals(
                Set.of(term(0.25, ""), term(0.25, "Z0"), term(-0.25, "Z2"), term(-0.25, "Z0 Z2")),
                Set.copyOf(Observable.probability("0-1").terms()));
        assertEquals(List.of(term(1, "")), Observable.probability("--").terms());
        assertTrue(Observable.probability("0110").isDiagonal());
    }

    private static Observable.Term term(double coefficient, String string) {
        return Observable.pauli(coefficient, string).terms().get(0);
    }

    @Test
    void bitsThatAreNoneAndTooManyBitsAreRefused() {
        var wrong = assertThrows(IllegalArgumentException.class, () -> Observable.probability("0x1"));
        assertEquals("'x' in bits '0x1' is not 0, 1 or - (for a qubit that is not read).", wrong.getMessage());
        assertEquals(1024, Observable.probability("0101010101-").terms().size());
        var many = assertThrows(IllegalArgumentException.class, () -> Observable.probability("01010101010"));
        assertTrue(many.getMessage().endsWith("read at most 10 qubits."), many.getMessage());
    }

    /** By hand: (2 X + Z)² = 5, X and Z anticommute; (X0 X1 + 3 Z0 Z1)² = 10 + 2 * 3 X0 Z0 X1 Z1 = 10 - 6 Y0 Y1. */
    @Test
    void squaresAreMultipliedOut() {
        assertEquals(
                Observable.pauli(5, ""),
                Observable.pauli(2, "X0").plus(Observable.z(0)).squared());
        assertEquals(
                Observable.pauli(-6, "Y0 Y1").plus(Observable.pauli(10, "")),
                Observable.pauli(1, "X0 X1").plus(Observable.pauli(3, "Z0 Z1")).squared());
        assertEquals(
                Observable.pauli(2, "Y1 X2").plus(Observable.pauli(2, "")),
                Observable.pauli(1, "Y1").plus(Observable.pauli(1, "X2")).squared());
    }
}
