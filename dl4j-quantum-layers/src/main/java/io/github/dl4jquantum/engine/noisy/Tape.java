package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Records what a cell does with its numbers, and goes back through it. Values are [minibatch, features], the minibatch
 * innermost, in double: next to density matrices they cost nothing.
 *
 * @param <A> the precision of circuits
 */
final class Tape<A> {

    /**
     * A value, and d loss / d value.
     *
     * @param value the numbers
     * @param gradient as many
     */
    record Node(double[] value, double[] gradient) {}

    private final int minibatch;
    private final double[] parameters;
    private final double[] gradients;
    private final Precision<A> precision;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Runnable> back = new ArrayList<>();

    Tape(int minibatch, double[] parameters, Precision<A> precision) {
        this.minibatch = minibatch;
        this.parameters = parameters;
        this.precision = precision;
        gradients = new double[parameters.length];
    }

    /** Where the tape is now. */
    int position() {
        return back.size();
    }

    /** Sets all gradients to 0. */
    void clear() {
        Arrays.fill(gradients, 0);
        nodes.forEach(node -> Arrays.fill(node.gradient, 0));
    }

    /**
     * Goes back to a position.
     *
     * @return d loss / d parameters
     */
    double[] backward(int to) {
        for (int k = back.size() - 1; k >= to; k--) {
            back.get(k).run();
        }
        return gradients;
    }

    Node value(double[] numbers) {
        Node node = new Node(numbers, new double[numbers.length]);
        nodes.add(node);
        return node;
    }

    /** W a, and b added to it if there is one. */
    Node affine(Node a, CellParameter weights, CellParameter bias) {
        Node out = value(new double[weights.columns() * minibatch]);
        int in = weights.rows();
        for (int o = 0; o < weights.columns(); o++) {
            for (int i = 0; i < in; i++) {
                double w = parameters[weights.offset() + o * in + i];
                for (int example = 0; example < minibatch; example++) {
                    out.value[o * minibatch + example] += w * a.value[i * minibatch + example];
                }
            }
            for (int example = 0; bias != null && example < minibatch; example++) {
                out.value[o * minibatch + example] += parameters[bias.offset() + o];
            }
        }
        back.add(() -> affineBack(a, weights, bias, out));
        return out;
    }

    private void affineBack(Node a, CellParameter weights, CellParameter bias, Node out) {
        int in = weights.rows();
        for (int o = 0; o < weights.columns(); o++) {
            for (int i = 0; i < in; i++) {
                int w = weights.offset() + o * in + i;
                for (int example = 0; example < minibatch; example++) {
                    double upstream = out.gradient[o * minibatch + example];
                    gradients[w] += upstream * a.value[i * minibatch + example];
                    a.gradient[i * minibatch + example] += upstream * parameters[w];
                }
            }
            for (int example = 0; bias != null && example < minibatch; example++) {
                gradients[bias.offset() + o] += out.gradient[o * minibatch + example];
            }
        }
    }

    Node add(Node a, Node b) {
        return combine(a, b, Double::sum, (x, y) -> 1, (x, y) -> 1);
    }

    Node multiply(Node a, Node b) {
        return combine(a, b, (x, y) -> x * y, (x, y) -> y, (x, y) -> x);
    }

    private Node combine(
            Node a, Node b, DoubleBinaryOperator operator, DoubleBinaryOperator ofA, DoubleBinaryOperator ofB) {
        Node out = value(new double[a.value.length]);
        for (int k = 0; k < out.value.length; k++) {
            out.value[k] = operator.applyAsDouble(a.value[k], b.value[k]);
        }
        back.add(() -> {
            for (int k = 0; k < out.value.length; k++) {
                a.gradient[k] += out.gradient[k] * ofA.applyAsDouble(a.value[k], b.value[k]);
                b.gradient[k] += out.gradient[k] * ofB.applyAsDouble(a.value[k], b.value[k]);
            }
        });
        return out;
    }

    Node sigmoid(Node a) {
        return map(a, x -> 1 / (1 + Math.exp(-x)), y -> y * (1 - y));
    }

    Node tanh(Node a) {
        return map(a, Math::tanh, y -> 1 - y * y);
    }

    /** 1 - a. */
    Node complement(Node a) {
        return map(a, x -> 1 - x, y -> -1);
    }

    /** @param slope the derivative, from the function's value */
    private Node map(Node a, DoubleUnaryOperator function, DoubleUnaryOperator slope) {
        Node out = value(Arrays.stream(a.value).map(function).toArray());
        back.add(() -> {
            for (int k = 0; k < out.value.length; k++) {
                a.gradient[k] += out.gradient[k] * slope.applyAsDouble(out.value[k]);
            }
        });
        return out;
    }

    /** Features from {@code first} on. */
    Node slice(Node a, int first, int count) {
        int from = first * minibatch;
        Node out = value(Arrays.copyOfRange(a.value, from, from + count * minibatch));
        back.add(() -> {
            for (int k = 0; k < out.value.length; k++) {
                a.gradient[from + k] += out.gradient[k];
            }
        });
        return out;
    }

    /** Features one behind the other. */
    Node concat(List<Node> parts) {
        Node out = value(parts.stream()
                .flatMapToDouble(part -> Arrays.stream(part.value))
                .toArray());
        back.add(() -> {
            int at = 0;
            for (Node part : parts) {
                for (int k = 0; k < part.gradient.length; k++) {
                    part.gradient[k] += out.gradient[at++];
                }
            }
        });
        return out;
    }

    /** Every feature times one number for each example. */
    Node mask(Node a, double[] mask) {
        double[] repeated = new double[a.value.length];
        for (int k = 0; k < repeated.length; k++) {
            repeated[k] = mask[k % minibatch];
        }
        return multiply(a, value(repeated));
    }

    /**
     * Expectations of circuits that do not wait for each other: on a device they go out together. The way back runs each
     * forward once more, unless it needs no expectations.
     *
     * @param inputs of each circuit
     * @param offsets of each circuit's angles among the parameters
     * @param count angles of each
     */
    List<Node> circuits(List<CircuitEvaluator<A>> evaluators, List<Node> inputs, List<Integer> offsets, int count) {
        List<A> x = new ArrayList<>();
        List<A> theta = new ArrayList<>();
        for (int k = 0; k < evaluators.size(); k++) {
            int offset = offsets.get(k);
            x.add(NoisyTiles.fromDoubles(inputs.get(k).value, precision));
            theta.add(NoisyTiles.fromDoubles(Arrays.copyOfRange(parameters, offset, offset + count), precision));
        }
        List<Node> nodes = new ArrayList<>();
        for (double[] z : expectations(evaluators, x, theta)) {
            int k = nodes.size();
            Node out = value(z);
            back.add(() -> circuitBack(evaluators.get(k), x.get(k), theta.get(k), inputs.get(k), offsets.get(k), out));
            nodes.add(out);
        }
        return nodes;
    }

    private List<double[]> expectations(List<CircuitEvaluator<A>> evaluators, List<A> x, List<A> theta) {
        List<DeviceCircuit<A>> onDevice = new ArrayList<>();
        for (CircuitEvaluator<A> evaluator : evaluators) {
            if (evaluator instanceof DeviceCircuit<A> circuit) {
                onDevice.add(circuit);
            }
        }
        if (onDevice.size() == evaluators.size()) {
            return DeviceCircuit.together(onDevice, minibatch, x, theta);
        }
        return IntStream.range(0, evaluators.size())
                .mapToObj(
                        k -> NoisyTiles.toDoubles(evaluators.get(k).forward(minibatch, x.get(k), theta.get(k), false)))
                .toList();
    }

    private void circuitBack(CircuitEvaluator<A> evaluator, A x, A theta, Node inputs, int offset, Node out) {
        if (evaluator instanceof SampledCircuit<A> sampled) {
            sampled.differentiateAt(minibatch, x, theta);
        } else {
            evaluator.forward(minibatch, x, theta, true);
        }
        var all = evaluator.backward(NoisyTiles.fromDoubles(out.gradient, precision));
        double[] ofInputs = NoisyTiles.toDoubles(all.inputs());
        double[] ofAngles = NoisyTiles.toDoubles(all.parameters());
        for (int k = 0; k < ofInputs.length; k++) {
            inputs.gradient[k] += ofInputs[k];
        }
        for (int k = 0; k < ofAngles.length; k++) {
            gradients[offset + k] += ofAngles[k];
        }
    }
}
