package io.github.dl4jquantum.testing;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the test of every gate asks. */
public final class GateChecks {

    public static final ComplexMatrix I = ComplexMatrix.identity(2);
    public static final ComplexMatrix X = ComplexMatrix.real(0, 1, 1, 0);
    public static final ComplexMatrix Y = ComplexMatrix.of(2, new double[4], new double[] {0, -1, 1, 0});
    public static final ComplexMatrix Z = ComplexMatrix.real(1, 0, 0, -1);

    /** |0&gt;&lt;0|. */
    public static final ComplexMatrix ZERO = ComplexMatrix.real(1, 0, 0, 0);

    /** |1&gt;&lt;1|. */
    public static final ComplexMatrix ONE = ComplexMatrix.real(0, 0, 0, 1);

    private static final double[] VALUES = {0, 0.3, -1.7, Math.PI, 2 * Math.PI, 9};

    private GateChecks() {}

    /** {@code exp(-i theta G)}. */
    public static ComplexMatrix evolution(ComplexMatrix generator, double theta) {
        return generator.times(0, -theta).exp();
    }

    /** {@code e^(i phi)} times a matrix. */
    public static ComplexMatrix phase(double phi, ComplexMatrix matrix) {
        return matrix.times(Math.cos(phi), Math.sin(phi));
    }

    /** A matrix where one more significant qubit is 1, the identity where it is 0. */
    public static ComplexMatrix controlled(ComplexMatrix matrix) {
        int size = (int) Math.sqrt(matrix.toArray().length / 2);
        return ZERO.kron(ComplexMatrix.identity(size)).plus(ONE.kron(matrix));
    }

    /** Asserts that a gate has a closed form at six values of its first angle, the others being others. */
    public static void assertClosedForm(Gate gate, Function<double[], ComplexMatrix> closedForm) {
        for (double value : VALUES) {
            double[] angles = IntStream.range(0, gate.angles().size())
                    .mapToDouble(k -> k % 2 == 0 ? value + k : 0.4 - value * k)
                    .toArray();
            assertClose(
                    closedForm.apply(angles).toArray(),
                    ComplexMatrix.of(gate.matrix(angles)).toArray(),
                    Tolerances.DOUBLE);
        }
    }

    /** Asserts what stands on the wires of a drawing of one gate, wire by wire. */
    public static void assertDrawing(Gate gate, String... wires) {
        String drawing = Circuit.builder(wires.length).add(gate).build().draw(80);
        assertEquals(
                List.of(wires),
                drawing.lines()
                        .filter(line -> line.startsWith("q"))
                        .map(line -> line.substring(4).replace("─", ""))
                        .collect(Collectors.toList()));
    }

    /** Parameter k. */
    public static Angle theta(int k) {
        return Angle.parameter(k);
    }
}
