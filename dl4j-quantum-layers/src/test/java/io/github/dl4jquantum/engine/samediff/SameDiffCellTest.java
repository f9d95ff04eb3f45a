package io.github.dl4jquantum.engine.samediff;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.Agreement.toFloat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator.Input;
import io.github.dl4jquantum.testing.CentralDifference;
import io.github.dl4jquantum.testing.DenseCell;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracles: {@link DenseCell} for values, its central differences for gradients. */
@Timeout(60)
class SameDiffCellTest {

    private static final int MINIBATCH = 2;
    private static final int STEPS = 3;

    /** [minibatch, time]: the first example is padded behind, the second before. */
    private static final double[] MASK = {1, 0, 1, 1, 0, 1};

    private final SameDiffEngine engine = new SameDiffEngine();

    private static RecurrentCell cell(String kind, int projections) {
        return cell(kind, projections, 1);
    }

    private static RecurrentCell cell(String kind, int projections, int bank) {
        Circuit circuit = kind.endsWith("*") ? RandomCircuits.productAngles() : Ansatz.paper(2, 1);
        if (kind.startsWith("qgru")) {
            return projections == 0 ? new QgruCell(circuit, 1, 1, 0) : new QgruCell(circuit, 3, 2, projections, bank);
        }
        return projections == 0
                ? new QlstmCell(circuit, Ansatz.paper(1, 1), 1, 1, 0)
                : new QlstmCell(circuit, circuit, 3, 2, projections, bank, bank > 1);
    }

    private static Input<double[]> input(RecurrentCell cell, boolean masked, boolean started) {
        int n = MINIBATCH * cell.nOut();
        List<double[]> states = started
                ? cell.states().stream()
                        .map(name -> RandomCircuits.values(n, name.length()))
                        .toList()
                : List.of();
        double[] values = RandomCircuits.values(MINIBATCH * cell.nIn() * STEPS, 3);
        return new Input<>(MINIBATCH, STEPS, values, masked ? MASK : null, states);
    }

    @ParameterizedTest
    @CsvSource({
        "qlstm, 0, 1, true, false",
        "qlstm, 1, 1, true, true",
        "qlstm, 4, 1, false, true",
        "qlstm, 1, 3, true, true",
        "qlstm, 4, 2, false, true",
        "qlstm*, 4, 2, false, true",
        "qgru*, 1, 2, true, true",
        "qgru, 0, 1, true, false",
        "qgru, 1, 1, true, true",
        "qgru, 2, 1, false, true",
        "qgru, 1, 3, true, true",
        "qgru, 2, 2, false, true"
    })
    void sequencesAndTheirGradientsMatchTheReference(
            String kind, int projections, int bank, boolean masked, boolean started) {
        RecurrentCell cell = cell(kind, projections, bank);
        DenseCell reference = DenseCell.of(cell);
        Input<double[]> input = input(cell, masked, started);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 4);
        for (int k = 0; kind.endsWith("*") && k < theta.length; k++) {
            theta[k] /= 4; // Central differences lose digits where many products of large numbers follow each other.
        }
        double[] upstream = RandomCircuits.values(MINIBATCH * cell.nOut() * STEPS, 5);
        var expected = reference.forward(input, theta);
        Function<double[], double[]> ofValues = values -> reference
                .forward(new Input<>(MINIBATCH, STEPS, values, input.mask(), input.states()), theta)
                .activations();
        Function<double[], double[]> ofParameters =
                point -> reference.forward(input, point).activations();

        try (SequenceEvaluator<double[]> evaluator = engine.cell(cell, Precision.DOUBLE)) {
            var output = evaluator.forward(input, theta, true);
            assertClose(expected.activations(), output.activations(), Tolerances.DOUBLE);
            for (int k = 0; k < cell.states().size(); k++) {
                assertClose(
                        expected.states().arrays().get(k),
                        output.states().arrays().get(k),
                        Tolerances.DOUBLE);
            }
            var gradients = evaluator.backward(upstream, STEPS);
            assertClose(
                    CentralDifference.gradient(ofValues, input.values(), upstream),
                    gradients.inputs(),
                    Tolerances.CENTRAL_DIFFERENCE);
            assertClose(
                    CentralDifference.gradient(ofParameters, theta, upstream),
                    gradients.parameters(),
                    Tolerances.CENTRAL_DIFFERENCE);
        }
    }

    @Test
    void aTruncatedGradientTakesTheEarlierStepsAsGiven() {
        RecurrentCell cell = cell("qlstm", 1);
        DenseCell reference = DenseCell.of(cell);
        Input<double[]> input = input(cell, false, true);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 6);
        int step = MINIBATCH * cell.nOut();
        double[] upstream = RandomCircuits.values(step * STEPS, 7);
        int kept = MINIBATCH * cell.nIn();
        Input<double[]> first = new Input<>(MINIBATCH, 1, Arrays.copyOf(input.values(), kept), null, input.states());
        Input<double[]> rest = new Input<>(
                MINIBATCH,
                STEPS - 1,
                Arrays.copyOfRange(input.values(), kept, input.values().length),
                null,
                reference.forward(first, theta).states());
        double[] expected = CentralDifference.gradient(
                point -> reference.forward(rest, point).activations(),
                theta,
                Arrays.copyOfRange(upstream, step, upstream.length));

        try (SequenceEvaluator<double[]> evaluator = engine.cell(cell, Precision.DOUBLE)) {
            evaluator.forward(input, theta, true);
            var gradients = evaluator.backward(upstream, STEPS - 1);
            assertClose(expected, gradients.parameters(), Tolerances.CENTRAL_DIFFERENCE);
            assertArrayEquals(new double[kept], Arrays.copyOf(gradients.inputs(), kept));
        }
    }

    @Test
    void floatsMatchTheReference() {
        RecurrentCell cell = cell("qlstm", 1);
        Input<double[]> input = input(cell, true, false);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 8);
        double[] expected = DenseCell.of(cell).forward(input, theta).activations();
        Input<float[]> floats = new Input<>(MINIBATCH, STEPS, toFloat(input.values()), toFloat(MASK), List.of());
        try (SequenceEvaluator<float[]> evaluator = engine.cell(cell, Precision.FLOAT)) {
            assertClose(
                    expected, evaluator.forward(floats, toFloat(theta), false).activations(), Tolerances.FLOAT);
        }
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        RecurrentCell cell = cell("qlstm", 1);
        double[] theta = new double[cell.parameterCount()];
        try (SequenceEvaluator<double[]> evaluator = engine.cell(cell, Precision.DOUBLE)) {
            Input<double[]> tooShort = new Input<>(2, 3, new double[17], null, List.of());
            Input<double[]> oneState = new Input<>(1, 1, new double[3], null, List.of(new double[2]));
            assertThrows(IllegalArgumentException.class, () -> evaluator.forward(tooShort, theta, false));
            assertThrows(IllegalArgumentException.class, () -> evaluator.forward(oneState, theta, false));
            assertThrows(IllegalStateException.class, () -> evaluator.backward(new double[4], 1));
        }
    }
}
