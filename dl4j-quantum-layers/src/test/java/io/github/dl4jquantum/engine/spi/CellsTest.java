package io.github.dl4jquantum.engine.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: sizes counted by hand. The paper's circuit of n qubits and one layer has n inputs, n expectations, 3 n angles. */
@Timeout(60)
class CellsTest {
    private static final Circuit TWO = Ansatz.paper(2, 1);
    private static final Circuit THREE = Ansatz.paper(3, 1);
    private static final Circuit FOUR = Ansatz.paper(4, 1);

    /**
     * Banks of 2, nIn 3, nOut 4. To the gates: 7 -> 4 numbers, 28 + 4. Each gate: 2 * 6 angles and a map 4 -> 4, 16 + 4.
     * Each head: a map 4 -> 6, 24 + 6, 2 * 9 angles, a map 6 -> 4, 24 + 4. A direct readout: 16.
     */
    @Test
    void anLstmsParametersAreItsMapsAndItsAngles() {
        int expected = 32 + 4 * (12 + 20) + 2 * (30 + 18 + 28);
        assertEquals(expected, new QlstmCell(TWO, THREE, 3, 4, 1, 2, false).parameterCount());
        assertEquals(expected + 16, new QlstmCell(TWO, THREE, 3, 4, 1, 2, true).parameterCount());
        assertEquals(expected + 3 * 32, new QlstmCell(TWO, THREE, 3, 4, 4, 2, false).parameterCount());
        assertEquals(4 * 12 + 2 * 6, new QlstmCell(FOUR, TWO, 2, 2, 0).parameterCount(), "no map at all");
    }

    /** As above: 32 to the gates, 12 + 20 for each of reset and update; the candidate has a map of its own, 32. */
    @Test
    void aGrusParametersAreItsMapsAndItsAngles() {
        assertEquals(32 + 2 * 32 + 32 + 32, new QgruCell(TWO, 3, 4, 1, 2).parameterCount());
        assertEquals(2 * 32 + 2 * 32 + 32 + 32, new QgruCell(TWO, 3, 4, 2, 2).parameterCount());
        assertEquals(3 * 12, new QgruCell(FOUR, 2, 2, 0).parameterCount());
    }

    @Test
    void everyGateAndHeadHasItsBank() {
        QlstmCell lstm = new QlstmCell(TWO, THREE, 3, 4, 1, 2, false);
        assertEquals(
                Stream.concat(Collections.nCopies(8, TWO).stream(), Collections.nCopies(4, THREE).stream())
                        .toList(),
                lstm.circuits());
        assertEquals(Collections.nCopies(6, TWO), new QgruCell(TWO, 3, 4, 1, 2).circuits());
    }

    @Test
    void anglesAreThoseOfTheirGatesCircuit() {
        QlstmCell lstm = new QlstmCell(TWO, THREE, 3, 4, 1, 2, false);
        assertEquals(List.of(TWO, TWO, TWO, TWO, THREE, THREE), circuitsOfAngles(lstm));
        QlstmCell fixedGates = new QlstmCell(Ansatz.angleEmbedding(2), THREE, 3, 4, 1, 2, false);
        assertEquals(List.of(THREE, THREE), circuitsOfAngles(fixedGates));
    }

    private static List<Circuit> circuitsOfAngles(RecurrentCell cell) {
        return cell.parameters().stream()
                .filter(parameter -> parameter.role() == CellParameter.Role.ANGLES)
                .map(cell::circuitOf)
                .toList();
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        refused("nIn 0 and nOut 4", () -> new QlstmCell(TWO, THREE, 0, 4, 1));
        refused("nIn 1 and nOut 0", () -> new QgruCell(TWO, 1, 0, 1));
        refused("nIn 1 and nOut 0", () -> new GruCell(1, 0));
        refused("0 circuits per gate", () -> new QgruCell(TWO, 1, 1, 1, 0));
        refused("without projections there is 1 circuit", () -> new QgruCell(FOUR, 2, 2, 0, 2));
        refused("2 projections; this cell has 0, 1 or 4", () -> new QlstmCell(TWO, THREE, 3, 4, 2));
        refused("must take 5 inputs and return at least 2", () -> new QlstmCell(FOUR, TWO, 3, 2, 0));
        refused("must take 2 inputs and return at least 2", () -> new QlstmCell(FOUR, THREE, 2, 2, 0));
        refused("must take 5 inputs and return at least 2", () -> new QgruCell(FOUR, 3, 2, 0));
        assertEquals(2, new QlstmCell(TWO, THREE, 1, 1, 1).states().size());
    }

    private static void refused(String message, Runnable cell) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, cell::run);
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }
}
