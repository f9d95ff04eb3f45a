package io.github.dl4jquantum.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the kernels find by its place stands where they look for it. Oracle: their text. */
@Timeout(10)
class KernelStructsTest {

    private static final Circuit CIRCUIT = Ansatz.paper(2, 1);

    @Test
    void theHeadOfACircuit() throws IOException {
        assertEquals(
                struct("circuit_image.cuh", "CircuitHead"),
                CircuitImage.of(CIRCUIT).head().names());
    }

    @Test
    void theCircuitsOfACell() throws IOException {
        assertEquals(
                struct("cell_image.cuh", "CellCircuits"),
                CellImage.circuits(CircuitImage.of(CIRCUIT), 0, 0, 0, 0).names());
    }

    @Test
    void theLayoutOfACell() throws IOException {
        CellImage image = CellImage.of(new QlstmCell(CIRCUIT, CIRCUIT, 3, 2, 1));
        BlockShape shape = BlockShape.of(2, false, Precision.FLOAT, 1);
        Placement placement = new Placement(Placement.MODEST_BYTES, Float.BYTES);
        assertEquals(
                struct("cell_image.cuh", "CellLayout"),
                CellLayout.of(image, shape, 8, placement).fields().names());
    }

    @Test
    void theVectorsOfTheWorkMemory() throws IOException {
        assertEquals(vectors("qlstm.cuh"), WorkVector.OF_QLSTM);
        assertEquals(vectors("qgru.cuh"), WorkVector.OF_QGRU);
    }

    private static List<String> struct(String file, String name) throws IOException {
        String body = find(file, "struct " + name + " \\{([^}]*)}").replaceAll("//.*", "");
        return Pattern.compile("int (\\w+)(\\[\\w+])?;")
                .matcher(body)
                .results()
                .map(field -> field.group(1))
                .toList();
    }

    /** The enumeration that begins with the hidden state. */
    private static List<WorkVector> vectors(String file) throws IOException {
        return Pattern.compile("\\w+")
                .matcher(find(file, "enum \\{ (H,[^}]*)}"))
                .results()
                .map(MatchResult::group)
                .map(WorkVector::valueOf)
                .toList();
    }

    private static String find(String file, String pattern) throws IOException {
        try (InputStream in = KernelStructsTest.class.getResourceAsStream(file)) {
            Matcher found = Pattern.compile(pattern).matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            assertTrue(found.find(), file);
            return found.group(1);
        }
    }
}
