package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.Agreement.toFloat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.engine.spi.GruCell;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.SequenceCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator.Input;
import io.github.dl4jquantum.testing.CentralDifference;
import io.github.dl4jquantum.testing.DenseCell;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracles: {@link DenseCell} for values, its central differences for gradients. */
@Timeout(120)
class CpuCellTest {

    @AfterEach
    void restoreThreads() {
        System.clearProperty(Workers.PROPERTY);
    }

    private static <A> SequenceEvaluator<A> evaluator(SequenceCell cell, Precision<A> precision) {
        return evaluator(cell, precision, false);
    }

    private static <A> SequenceEvaluator<A> evaluator(SequenceCell cell, Precision<A> precision, boolean matrices) {
        return CpuEngine.sequence(cell, precision, Long.MAX_VALUE, (uses, tape) -> matrices);
    }

    private static Stream<Arguments> layersAndMatrices(String... rows) {
        return Arrays.stream(rows).flatMap(row -> Stream.of(false, true).map(matrices -> {
            String[] fields = row.split(", ");
            return Arguments.of(
                    fields[0],
                    Integer.parseInt(fields[1]),
                    Integer.parseInt(fields[2]),
                    Boolean.parseBoolean(fields[3]),
                    Boolean.parseBoolean(fields[4]),
                    matrices);
        }));
    }

    /** Kind of cell, projections, circuits a gate, a mask, given states; and whether circuits run as matrices. */
    static Stream<Arguments> cells() {
        return layersAndMatrices(
                "qlstm, 0, 1, true, false",
                "qlstm, 1, 1, false, true",
                "qlstm, 1, 1, true, true",
                "qlstm, 4, 1, true, false",
                "qlstm, 1, 2, true, true",
                "qlstm, 1, 5, false, true",
                "qlstm, 4, 3, true, false",
                "qlstm3, 1, 2, true, true",
                "qlstm4, 4, 1, false, true",
                "qlstm+2, 1, 2, true, true",
                "qlstm+3, 4, 1, false, true",
                "qgru+4, 1, 1, false, true",
                "qgru, 0, 1, true, false",
                "qgru, 1, 1, false, true",
                "qgru, 1, 1, true, true",
                "qgru, 2, 1, true, false",
                "qgru, 1, 5, true, true",
                "qgru, 2, 3, false, true",
                "qgru4, 1, 2, true, true",
                "qlstm*, 1, 2, true, true",
                "qlstm*, 4, 1, false, true",
                "qgru*, 1, 2, true, false",
                "qgru*, 2, 1, false, true",
                "gru, 1, 1, true, false",
                "gru, 1, 1, false, true");
    }

    private static SequenceCell cell(String kind, int projections) {
        return cell(kind, projections, 1);
    }

    /** With 5 circuits of 2 qubits the maps behind the banks have more inputs than the narrowest tile has lanes. */
    private static SequenceCell cell(String kind, int projections, int bank) {
        if (kind.equals("gru")) {
            return new GruCell(7, 6); // More features than the narrowest tile has lanes.
        }
        Circuit circuit = projections == 0 ? Ansatz.paper(5, 1) : Ansatz.paper(2, 2);
        if (kind.endsWith("*")) {
            circuit = RandomCircuits.productAngles();
        } else if (Character.isDigit(kind.charAt(kind.length() - 1))) {
            int qubits = kind.charAt(kind.length() - 1) - '0';
            circuit = Ansatz.paper(qubits, 2);
            if (kind.contains("+")) {
                circuit = circuit.measuring(paulis(qubits));
            }
        }
        if (kind.startsWith("qgru")) {
            return new QgruCell(circuit, 3, 2, projections, bank);
        }
        Circuit heads = projections == 0 ? Ansatz.paper(2, 1) : circuit;
        return new QlstmCell(circuit, heads, 3, 2, projections, bank, bank > 1);
    }

    /** Sums of strings with any number of Ys; of four qubits so many that a matrix is made of them in two parts. */
    private static List<Observable> paulis(int qubits) {
        return IntStream.range(0, qubits < 4 ? 5 : 18)
                .mapToObj(k -> {
                    StringBuilder string = new StringBuilder("Y" + k % qubits);
                    for (int other = 1; other < qubits; other++) {
                        string.append(" ").append("XYZ".charAt((k + other) % 3)).append((k + other) % qubits);
                    }
                    return Observable.pauli(.5 + k, string.toString()).plus(Observable.z(k % qubits));
                })
                .toList();
    }

    private static Input<double[]> input(SequenceCell cell, int minibatch, int steps, boolean masked, boolean started) {
        int n = minibatch * cell.nOut();
        List<double[]> states = started
                ? cell.states().stream()
                        .map(name -> RandomCircuits.values(n, name.length()))
                        .toList()
                : List.of();
        double[] mask = null;
        if (masked) {
            mask = new double[minibatch * steps];
            Arrays.fill(mask, minibatch, mask.length - 1, 1); // First step of all and last of the last are padding.
        }
        double[] values = RandomCircuits.values(minibatch * steps * cell.nIn(), 3);
        return new Input<>(minibatch, steps, values, mask, states);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void sequencesAndGradientsAreThoseOfTheReference(
            String kind, int projections, int bank, boolean masked, boolean started, boolean matrices) {
        SequenceCell cell = cell(kind, projections, bank);
        DenseCell reference = DenseCell.of(cell);
        Input<double[]> input = input(cell, 2, 3, masked, started);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 4);
        for (int k = 0; kind.endsWith("*") && k < theta.length; k++) {
            theta[k] /= 4; // Central differences lose digits where many products of large numbers follow each other.
        }
        double[] upstream = RandomCircuits.values(2 * cell.nOut() * 3, 5);
        var expected = reference.forward(input, theta);
        SequenceEvaluator<double[]> evaluator = evaluator(cell, Precision.DOUBLE, matrices);
        var output = evaluator.forward(input, theta, true);
        assertClose(expected.activations(), output.activations(), Tolerances.DOUBLE);
        for (int k = 0; k < cell.states().size(); k++) {
            assertClose(
                    expected.states().arrays().get(k), output.states().arrays().get(k), Tolerances.DOUBLE);
        }
        var gradients = evaluator.backward(upstream, 3);
        assertClose(
                CentralDifference.gradient(
                        point -> reference.forward(input, point).activations(), theta, upstream),
                gradients.parameters(),
                Tolerances.CENTRAL_DIFFERENCE);
        assertClose(
                CentralDifference.gradient(
                        x -> reference
                                .forward(new Input<>(2, 3, x, input.mask(), input.states()), theta)
                                .activations(),
                        input.values(),
                        upstream),
                gradients.inputs(),
                Tolerances.CENTRAL_DIFFERENCE);
    }

    @ParameterizedTest
    @CsvSource({"qlstm, 1, true", "qlstm, 4, true", "qlstm, 1, false", "qlstm, 4, false", "gru, 1, false"})
    void floatAgreesWithDouble(String kind, int bank, boolean matrices) {
        SequenceCell cell = kind.equals("gru")
                ? new GruCell(16, 16)
                : new QlstmCell(Ansatz.paper(4, 4), Ansatz.paper(4, 4), 16, 16, 1, bank, bank > 1);
        int minibatch = 5;
        int steps = 10;
        double[] values = RandomCircuits.values(minibatch * steps * 16, 6);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 7);
        double[] upstream = RandomCircuits.values(minibatch * steps * 16, 8);
        for (int k = 0; k < theta.length; k++) {
            theta[k] /= 4; // As after Xavier initialisation.
            upstream[k % upstream.length] = upstream[k % upstream.length] / minibatch;
        }
        SequenceEvaluator<double[]> exact = evaluator(cell, Precision.DOUBLE);
        SequenceEvaluator<float[]> single = evaluator(cell, Precision.FLOAT, matrices);
        var expected = exact.forward(new Input<>(minibatch, steps, values, null, List.of()), theta, true);
        var actual =
                single.forward(new Input<>(minibatch, steps, toFloat(values), null, List.of()), toFloat(theta), true);
        assertClose(expected.activations(), actual.activations(), Tolerances.FLOAT);
        var gradients = exact.backward(upstream, steps);
        var rounded = single.backward(toFloat(upstream), steps);
        assertClose(gradients.inputs(), rounded.inputs(), Tolerances.FLOAT);
        assertClose(gradients.parameters(), rounded.parameters(), Tolerances.FLOAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qlstm", "qgru", "gru"})
    void truncationTakesTheEarlierStepsAsGiven(String kind) {
        SequenceCell cell = cell(kind, 1);
        Input<double[]> input = input(cell, 2, 3, false, true);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 9);
        double[] upstream = RandomCircuits.values(2 * cell.nOut() * 3, 10);
        SequenceEvaluator<double[]> evaluator = evaluator(cell, Precision.DOUBLE);
        int firstValues = 2 * cell.nIn();
        var states = evaluator
                .forward(
                        new Input<>(2, 1, Arrays.copyOf(input.values(), firstValues), null, input.states()),
                        theta,
                        false)
                .states();
        double[] restValues = Arrays.copyOfRange(input.values(), firstValues, input.values().length);
        evaluator.forward(new Input<>(2, 2, restValues, null, states), theta, true);
        var expected = evaluator.backward(Arrays.copyOfRange(upstream, 2 * cell.nOut(), upstream.length), 2);
        evaluator.forward(input, theta, true);
        var actual = evaluator.backward(upstream, 2);
        assertArrayEquals(expected.parameters(), actual.parameters());
        assertArrayEquals(new double[firstValues], Arrays.copyOf(actual.inputs(), firstValues));
    }

    @ParameterizedTest
    @CsvSource({
        "qlstm, 1, true",
        "qlstm, 20, true",
        "qgru, 1, true",
        "qlstm, 1, false",
        "qlstm, 20, false",
        "qgru, 1, false",
        "gru, 1, false"
    })
    void neitherThreadsNorForgottenTapesChangeABit(String kind, int bank, boolean matrices) {
        SequenceCell cell = cell(kind, 1, bank);
        int minibatch = 150;
        Input<double[]> input = input(cell, minibatch, 4, true, true);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 11);
        double[] upstream = RandomCircuits.values(minibatch * cell.nOut() * 4, 12);
        System.setProperty(Workers.PROPERTY, "1");
        SequenceEvaluator<double[]> one = evaluator(cell, Precision.DOUBLE, matrices);
        var expectedOutput = one.forward(input, theta, true);
        var expected = one.backward(upstream, 4);
        System.setProperty(Workers.PROPERTY, "3");
        for (long budget : new long[] {Long.MAX_VALUE, 0}) {
            SequenceEvaluator<double[]> other =
                    CpuEngine.sequence(cell, Precision.DOUBLE, budget, (uses, tape) -> matrices);
            assertArrayEquals(
                    expectedOutput.activations(),
                    other.forward(input, theta, true).activations());
            var actual = other.backward(upstream, 4);
            assertArrayEquals(expected.inputs(), actual.inputs());
            assertArrayEquals(expected.parameters(), actual.parameters());
        }
    }

    @Test
    void wrongLengthsAndMissingForwardAreRefused() {
        SequenceCell cell = cell("qlstm", 1);
        SequenceEvaluator<double[]> evaluator = evaluator(cell, Precision.DOUBLE);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> evaluator.forward(
                                new Input<>(2, 2, new double[5], null, List.of()),
                                new double[cell.parameterCount()],
                                false))
                .getMessage();
        assertTrue(message.contains("5 numbers") && message.contains("= 12"), message);
        assertThrows(IllegalStateException.class, () -> evaluator.backward(new double[8], 2));
    }
}
