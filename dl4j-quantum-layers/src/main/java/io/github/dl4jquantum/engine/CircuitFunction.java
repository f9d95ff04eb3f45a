package io.github.dl4jquantum.engine;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A circuit as a function of its inputs and parameters, without any network:
 *
 * <pre>
 *   z = f(x, theta),    x [minibatch, inputs], theta [parameters], z [minibatch, observables]
 * </pre>
 *
 * <p>Arrays are ND4J's, in any order, FLOAT or DOUBLE, or plain Java arrays row by row: the inputs of the first example, of the
 * second, and so on. A circuit without inputs takes [1, 0], or an empty array. Not safe for use by several threads at once;
 * {@link #close} frees what an engine holds.
 */
public final class CircuitFunction implements AutoCloseable {

    private final Circuit circuit;
    private final Evaluator<float[]> single;
    private final Evaluator<double[]> exact;

    private CircuitFunction(Circuit circuit, Engine engine) {
        this.circuit = circuit;
        single = new Evaluator<>(engine, circuit, Precision.FLOAT);
        exact = new Evaluator<>(engine, circuit, Precision.DOUBLE);
    }

    /**
     * {@return a circuit's outputs, by whatever engine is fastest}
     *
     * @param circuit the circuit to evaluate
     */
    public static CircuitFunction of(Circuit circuit) {
        return of(circuit, Engine.AUTO);
    }

    /**
     * {@return a circuit's outputs, by an engine}
     *
     * @param circuit the circuit to evaluate
     * @param engine what evaluates it
     */
    public static CircuitFunction of(Circuit circuit, Engine engine) {
        return new CircuitFunction(circuit, engine);
    }

    /**
     * What {@link #gradients} returns.
     *
     * @param inputs d loss / d inputs, shaped like the inputs
     * @param parameters d loss / d parameters, summed over the minibatch
     * @param <A> {@code float[]}, {@code double[]} or {@link INDArray}
     */
    public record Gradients<A>(A inputs, A parameters) {}

    /**
     * {@return z, row by row}
     *
     * @param inputs x, row by row
     * @param parameters theta, [parameters]
     * @throws IllegalArgumentException if a length does not fit the circuit
     */
    public double[] value(double[] inputs, double[] parameters) {
        return exact.value(inputs, minibatch(inputs.length), parameters, false);
    }

    /**
     * {@return the same in float}
     *
     * @param inputs x, row by row
     * @param parameters theta, [parameters]
     */
    public float[] value(float[] inputs, float[] parameters) {
        return single.value(inputs, minibatch(inputs.length), parameters, false);
    }

    /**
     * {@return z, [minibatch, observables], of the inputs' data type}
     *
     * @param inputs x, [minibatch, inputs], FLOAT or DOUBLE
     * @param parameters theta, [parameters]; cast to the inputs' data type
     * @throws IllegalArgumentException if a shape or type does not fit
     */
    public INDArray value(INDArray inputs, INDArray parameters) {
        return isFloat(inputs) ? single.value(inputs, parameters) : exact.value(inputs, parameters);
    }

    /**
     * {@return the gradient of {@code sum(z * upstream)} in inputs and parameters}
     *
     * @param inputs x, row by row
     * @param parameters theta, [parameters]
     * @param upstream d loss / d z, row by row
     * @throws IllegalArgumentException if a length does not fit the circuit
     */
    public Gradients<double[]> gradients(double[] inputs, double[] parameters, double[] upstream) {
        return exact.gradients(inputs, minibatch(inputs.length), parameters, upstream);
    }

    /**
     * {@return the same in float}
     *
     * @param inputs x, row by row
     * @param parameters theta, [parameters]
     * @param upstream d loss / d z, row by row
     */
    public Gradients<float[]> gradients(float[] inputs, float[] parameters, float[] upstream) {
        return single.gradients(inputs, minibatch(inputs.length), parameters, upstream);
    }

    /**
     * {@return the gradient of {@code sum(z * upstream)} in inputs and parameters}
     *
     * @param inputs x, [minibatch, inputs], FLOAT or DOUBLE
     * @param parameters theta, [parameters]; cast to the inputs' data type
     * @param upstream d loss / d z, [minibatch, observables]
     * @throws IllegalArgumentException if a shape or type does not fit
     */
    public Gradients<INDArray> gradients(INDArray inputs, INDArray parameters, INDArray upstream) {
        return isFloat(inputs)
                ? single.gradients(inputs, parameters, upstream)
                : exact.gradients(inputs, parameters, upstream);
    }

    private boolean isFloat(INDArray inputs) {
        if (inputs.dataType() != DataType.FLOAT && inputs.dataType() != DataType.DOUBLE) {
            throw new IllegalArgumentException(
                    "Inputs of type " + inputs.dataType() + "; give FLOAT or DOUBLE, by castTo.");
        }
        return inputs.dataType() == DataType.FLOAT;
    }

    private int minibatch(int length) {
        int inputs = circuit.inputs();
        if (inputs == 0 && length == 0) {
            return 1;
        }
        if (inputs == 0 || length == 0 || length % inputs != 0) {
            throw new IllegalArgumentException(
                    length + " inputs are no rows of " + inputs + ", which is what " + circuit + " takes.");
        }
        return length / inputs;
    }

    @Override
    public void close() {
        single.close();
        exact.close();
    }

    /** One precision; made at its first use. */
    private static final class Evaluator<A> {

        private final Engine engine;
        private final Circuit circuit;
        private final Precision<A> precision;
        private CircuitEvaluator<A> evaluator;

        Evaluator(Engine engine, Circuit circuit, Precision<A> precision) {
            this.engine = engine;
            this.circuit = circuit;
            this.precision = precision;
        }

        private int outputs() {
            return circuit.observables().size();
        }

        private A run(A columns, int minibatch, A parameters, boolean differentiable) {
            if (evaluator == null) {
                evaluator = engine.resolve().circuit(circuit, precision);
            }
            return evaluator.forward(minibatch, columns, parameters, differentiable);
        }

        A value(A rows, int minibatch, A parameters, boolean differentiable) {
            A columns = Transposition.of(rows, minibatch, circuit.inputs(), precision);
            A z = run(columns, minibatch, parameters, differentiable);
            return Transposition.of(z, outputs(), minibatch, precision);
        }

        Gradients<A> gradients(A rows, int minibatch, A parameters, A upstream) {
            if (Array.getLength(upstream) != minibatch * outputs()) {
                throw new IllegalArgumentException("The upstream gradient has "
                        + Array.getLength(upstream) + " numbers; it must have " + minibatch + " x "
                        + outputs() + ".");
            }
            A columns = Transposition.of(rows, minibatch, circuit.inputs(), precision);
            run(columns, minibatch, parameters, true);
            A dz = Transposition.of(upstream, minibatch, outputs(), precision);
            var gradients = evaluator.backward(dz);
            return new Gradients<>(
                    Transposition.of(gradients.inputs(), circuit.inputs(), minibatch, precision),
                    gradients.parameters());
        }

        INDArray value(INDArray inputs, INDArray parameters) {
            int minibatch = rows("Inputs", inputs, circuit.inputs());
            return array(value(numbers(inputs), minibatch, numbers(parameters), false), minibatch, outputs());
        }

        Gradients<INDArray> gradients(INDArray inputs, INDArray parameters, INDArray upstream) {
            int minibatch = rows("Inputs", inputs, circuit.inputs());
            if (rows("The upstream gradient", upstream, outputs()) != minibatch) {
                throw new IllegalArgumentException("The upstream gradient has " + upstream.size(0)
                        + " rows, but the inputs have " + minibatch + ".");
            }
            var gradients = gradients(numbers(inputs), minibatch, numbers(parameters), numbers(upstream));
            return new Gradients<>(
                    array(gradients.inputs(), minibatch, circuit.inputs()),
                    array(gradients.parameters(), circuit.parameters()));
        }

        private static int rows(String what, INDArray array, int columns) {
            if (array.rank() != 2 || array.size(1) != columns) {
                throw new IllegalArgumentException(what + " of shape " + Arrays.toString(array.shape())
                        + "; it must be [minibatch, " + columns + "].");
            }
            return Math.toIntExact(array.size(0));
        }

        /** An array's numbers row by row. */
        private A numbers(INDArray array) {
            if (array.isEmpty()) {
                return precision.allocate(0);
            }
            INDArray own = array.castTo(type()).dup('c');
            Object numbers = precision == Precision.FLOAT
                    ? own.data().asFloat()
                    : own.data().asDouble();
            @SuppressWarnings("unchecked") // what the precision says
            A typed = (A) numbers;
            return typed;
        }

        private DataType type() {
            return precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
        }

        private INDArray array(A numbers, long... shape) {
            if (Array.getLength(numbers) == 0) {
                return Nd4j.empty(type());
            }
            INDArray flat = numbers instanceof float[] floats
                    ? Nd4j.createFromArray(floats)
                    : Nd4j.createFromArray((double[]) numbers);
            return flat.reshape(shape);
        }

        void close() {
            if (evaluator != null) {
                evaluator.close();
                evaluator = null;
            }
        }
    }
}
