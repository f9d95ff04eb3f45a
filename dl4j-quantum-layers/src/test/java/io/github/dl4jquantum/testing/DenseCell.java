package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.GruCell;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.SequenceCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A recurrent cell written out in plain doubles, its circuits on the {@link DenseSimulator}; slow and obvious. */
public abstract class DenseCell {

    private final SequenceCell cell;
    private final boolean mapped;
    private final Map<String, CellParameter> parameters;

    /** @param mapped whether linear maps lead to and from the circuits */
    DenseCell(SequenceCell cell, boolean mapped) {
        this.cell = cell;
        this.mapped = mapped;
        parameters = cell.parameters().stream().collect(Collectors.toMap(CellParameter::name, Function.identity()));
    }

    /** The reference of a cell. */
    public static DenseCell of(SequenceCell cell) {
        if (cell instanceof QlstmCell qlstm) {
            return new DenseQlstm(qlstm);
        }
        return cell instanceof QgruCell qgru ? new DenseQgru(qgru) : new DenseGru((GruCell) cell);
    }

    /** One step of one example: y, then the states after it, before the mask. */
    abstract List<double[]> step(double[] x, List<double[]> states, double[] theta);

    /** What the engines' forward returns. */
    public SequenceEvaluator.Output<double[]> forward(SequenceEvaluator.Input<double[]> input, double[] theta) {
        int n = input.minibatch();
        double[] activations = new double[n * cell.nOut() * input.steps()];
        List<double[]> last = new ArrayList<>();
        cell.states().forEach(name -> last.add(new double[n * cell.nOut()]));
        List<double[]> before = input.states().arrays();
        for (int example = 0; example < n; example++) {
            List<double[]> states = new ArrayList<>();
            for (int k = 0; k < last.size(); k++) {
                states.add(
                        before.isEmpty() ? new double[cell.nOut()] : column(before.get(k), 0, cell.nOut(), example, n));
            }
            for (int t = 0; t < input.steps(); t++) {
                double[] x = column(input.values(), t * n * cell.nIn(), cell.nIn(), example, n);
                double mask = input.mask() == null ? 1 : input.mask()[t * n + example];
                List<double[]> after = step(x, states, theta);
                after.replaceAll(values -> map(value -> value * mask, values));
                put(after.get(0), activations, t * n * cell.nOut(), example, n);
                states = after.subList(1, after.size());
            }
            for (int k = 0; k < last.size(); k++) {
                put(states.get(k), last.get(k), 0, example, n);
            }
        }
        return new SequenceEvaluator.Output<>(activations, last);
    }

    /** A linear map of x and h, or both side by side. */
    final double[] projected(String name, double[] x, double[] h, double[] theta) {
        return mapped
                ? addProduct(name + "RW", h, theta, affine(name, x, theta))
                : DoubleStream.concat(Arrays.stream(h), Arrays.stream(x)).toArray();
    }

    /** A gate's bank of circuits: circuit j takes its own part of q and of the angles. */
    final double[] circuits(String name, Circuit circuit, double[] q, int nOut, double[] theta) {
        CellParameter angles = parameters.get(name + "Angles");
        int inputs = circuit.inputs();
        DoubleStream z = DoubleStream.empty();
        for (int j = 0; j < q.length / inputs; j++) {
            int first = angles == null ? 0 : angles.offset() + j * circuit.parameters();
            double[] own = Arrays.copyOfRange(theta, first, first + circuit.parameters());
            double[] part = Arrays.copyOfRange(q, j * inputs, (j + 1) * inputs);
            z = DoubleStream.concat(z, Arrays.stream(new DenseSimulator(circuit).expectations(part, own)));
        }
        return !mapped ? Arrays.copyOf(z.toArray(), nOut) : affine(name, z.toArray(), theta);
    }

    final double[] affine(String name, double[] x, double[] theta) {
        CellParameter bias = parameters.get(name + "B");
        return addProduct(name + "W", x, theta, Arrays.copyOfRange(theta, bias.offset(), bias.end()));
    }

    final double[] addProduct(String name, double[] x, double[] theta, double[] sum) {
        CellParameter weight = parameters.get(name);
        for (int out = 0; out < sum.length; out++) {
            for (int in = 0; in < x.length; in++) {
                sum[out] += theta[weight.offset() + out * weight.rows() + in] * x[in];
            }
        }
        return sum;
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double[] map(DoubleUnaryOperator f, double[] values) {
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
