package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The oracle of QLSTM engines: the recurrence of {@link QlstmCell}, one example and one step at a time, on
 * {@link DenseSimulator}. Arrays are laid out as in the engine SPI.
 */
public final class DenseQlstm {

    private final QlstmCell cell;
    private final Map<String, CellParameter> parameters;

    public DenseQlstm(QlstmCell cell) {
        this.cell = cell;
        parameters = cell.parameters().stream().collect(Collectors.toMap(CellParameter::name, Function.identity()));
    }

    /** What an engine's forward must return. */
    public SequenceEvaluator.Output<double[]> forward(SequenceEvaluator.Input<double[]> input, double[] theta) {
        int n = input.minibatch();
        int stepSize = n * cell.nOut();
        double[] activations = new double[stepSize * input.steps()];
        double[] finalH = new double[stepSize];
        double[] finalC = new double[stepSize];
        for (int example = 0; example < n; example++) {
            double[] h = new double[cell.nOut()];
            double[] c = new double[cell.nOut()];
            if (!input.states().isEmpty()) {
                h = column(input.states().get(0), 0, cell.nOut(), example, n);
                c = column(input.states().get(1), 0, cell.nOut(), example, n);
            }
            for (int t = 0; t < input.steps(); t++) {
                double[] x = column(input.values(), t * n * cell.nIn(), cell.nIn(), example, n);
                double mask = input.mask() == null ? 1 : input.mask()[t * n + example];
                double[][] next = step(x, h, c, mask, theta);
                put(next[0], activations, t * stepSize, example, n);
                h = next[1];
                c = next[2];
            }
            put(h, finalH, 0, example, n);
            put(c, finalC, 0, example, n);
        }
        return new SequenceEvaluator.Output<>(activations, List.of(finalH, finalC));
    }

    /** y, h, c after one step. */
    private double[][] step(double[] x, double[] h, double[] c, double mask, double[] theta) {
        double[] forget = map(DenseQlstm::sigmoid, gate("forget", x, h, theta));
        double[] input = map(DenseQlstm::sigmoid, gate("input", x, h, theta));
        double[] candidate = map(Math::tanh, gate("candidate", x, h, theta));
        double[] output = map(DenseQlstm::sigmoid, gate("output", x, h, theta));
        double[] next = new double[c.length];
        double[] m = new double[c.length];
        for (int k = 0; k < c.length; k++) {
            next[k] = forget[k] * c[k] + input[k] * candidate[k];
            m[k] = output[k] * Math.tanh(next[k]);
        }
        DoubleUnaryOperator masked = value -> value * mask;
        return new double[][] {
            map(masked, head("readout", m, theta)), map(masked, head("hidden", m, theta)), map(masked, next)
        };
    }

    private double[] gate(String name, double[] x, double[] h, double[] theta) {
        String projection = cell.projections() == 1 ? "projection" : name + "Projection";
        double[] q = cell.projections() == 0
                ? DoubleStream.concat(Arrays.stream(h), Arrays.stream(x)).toArray()
                : addProduct(projection + "RW", h, theta, affine(projection, x, theta));
        return circuit(name, cell.gates(), q, theta);
    }

    private double[] head(String name, double[] m, double[] theta) {
        return circuit(name, cell.heads(), cell.projections() == 0 ? m : affine(name + "Projection", m, theta), theta);
    }

    private double[] circuit(String name, Circuit circuit, double[] q, double[] theta) {
        CellParameter angles = parameters.get(name + "Angles");
        double[] own = Arrays.copyOfRange(theta, angles.offset(), angles.end());
        double[] z = new DenseSimulator(circuit).expectations(q, own);
        return cell.projections() == 0 ? Arrays.copyOf(z, cell.nOut()) : affine(name, z, theta);
    }

    private double[] affine(String name, double[] x, double[] theta) {
        CellParameter bias = parameters.get(name + "B");
        return addProduct(name + "W", x, theta, Arrays.copyOfRange(theta, bias.offset(), bias.end()));
    }

    private double[] addProduct(String name, double[] x, double[] theta, double[] sum) {
        CellParameter weight = parameters.get(name);
        for (int out = 0; out < sum.length; out++) {
            for (int in = 0; in < x.length; in++) {
                sum[out] += theta[weight.offset() + out * weight.rows() + in] * x[in];
            }
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double[] map(DoubleUnaryOperator f, double[] values) {
        return Arrays.stream(values).map(f).toArray();
    }

    private static double[] column(double[] batch, int offset, int length, int example, int minibatch) {
        double[] one = new double[length];
        for (int i = 0; i < length; i++) {
            one[i] = batch[offset + i * minibatch + example];
        }
        return one;
    }

    private static void put(double[] one, double[] batch, int offset, int example, int minibatch) {
        for (int i = 0; i < one.length; i++) {
            batch[offset + i * minibatch + example] = one[i];
        }
    }
}
