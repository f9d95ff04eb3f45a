package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.Pauli;
import io.github.dl4jquantum.circuit.Unitary;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import java.util.List;
import java.util.Map;

/**
 * The oracle of all engines: one circuit, evaluated by applying each gate's matrix to a plain double statevector, and
 * differentiated by {@link ParameterShift}. Slow, and shares no code with any engine.
 *
 * <p>Methods that take a minibatch use the layout of the engines: the minibatch innermost.
 */
public final class DenseSimulator {

    private final Circuit circuit;

    public DenseSimulator(Circuit circuit) {
        this.circuit = circuit;
    }

    /**
     * A statevector.
     *
     * @param real real parts, [2^n]
     * @param imaginary imaginary parts, [2^n]
     */
    public record State(double[] real, double[] imaginary) {}

    /** U(x, theta) |0...0> for one example. */
    public State statevector(double[] inputs, double[] parameters) {
        return statevector(angles(inputs, parameters));
    }

    /** z_k for one example. */
    public double[] expectations(double[] inputs, double[] parameters) {
        return expectations(angles(inputs, parameters));
    }

    /** z, [minibatch, observables], for inputs [minibatch, inputs]. */
    public double[] expectations(int minibatch, double[] inputs, double[] parameters) {
        double[] z = new double[circuit.observables().size() * minibatch];
        for (int example = 0; example < minibatch; example++) {
            scatter(expectations(gather(inputs, example, minibatch), parameters), z, example, minibatch);
        }
        return z;
    }

    /** Gradient of {@code sum(z * upstream)}, all arrays laid out as the engines'. */
    public CircuitEvaluator.Gradients<double[]> gradients(
            int minibatch, double[] inputs, double[] parameters, double[] upstream) {
        ParameterShift shift = new ParameterShift(circuit, this::expectations);
        double[] dInputs = new double[circuit.inputs() * minibatch];
        double[] dParameters = new double[circuit.parameters()];
        for (int example = 0; example < minibatch; example++) {
            double[] x = gather(inputs, example, minibatch);
            var one = shift.gradients(x, parameters, angles(x, parameters), gather(upstream, example, minibatch));
            scatter(one.inputs(), dInputs, example, minibatch);
            for (int p = 0; p < dParameters.length; p++) {
                dParameters[p] += one.parameters()[p];
            }
        }
        return new CircuitEvaluator.Gradients<>(dInputs, dParameters);
    }

    /** The value of every angle, [gate][angle of the gate]. */
    private double[][] angles(double[] inputs, double[] parameters) {
        return circuit.gates().stream()
                .map(gate -> gate.angles().stream()
                        .mapToDouble((Angle angle) -> angle.value(inputs, parameters))
                        .toArray())
                .toArray(double[][]::new);
    }

    private double[] expectations(double[][] angles) {
        State state = statevector(angles);
        return circuit.observables().stream()
                .mapToDouble(observable -> expectation(state, observable))
                .toArray();
    }

    private State statevector(double[][] angles) {
        int size = 1 << circuit.qubits();
        State state = new State(new double[size], new double[size]);
        state.real[0] = 1;
        List<Gate> gates = circuit.gates();
        for (int g = 0; g < gates.size(); g++) {
            state = apply(gates.get(g).matrix(angles[g]), gates.get(g).qubits(), state);
        }
        return state;
    }

    /** out[i] = sum_j U[row of i][j] psi[i with j written into the gate's qubits]. */
    private State apply(Unitary unitary, List<Integer> qubits, State psi) {
        int size = psi.real.length;
        State out = new State(new double[size], new double[size]);
        for (int i = 0; i < size; i++) {
            int row = read(i, qubits);
            for (int j = 0; j < unitary.size(); j++) {
                int from = write(i, qubits, j);
                double re = unitary.real(row, j);
                double im = unitary.imaginary(row, j);
                out.real[i] += re * psi.real[from] - im * psi.imaginary[from];
                out.imaginary[i] += re * psi.imaginary[from] + im * psi.real[from];
            }
        }
        return out;
    }

    private int mask(int qubit) {
        return 1 << (circuit.qubits() - 1 - qubit);
    }

    private int read(int index, List<Integer> qubits) {
        int value = 0;
        for (int qubit : qubits) {
            value = 2 * value + ((index & mask(qubit)) == 0 ? 0 : 1);
        }
        return value;
    }

    private int write(int index, List<Integer> qubits, int value) {
        int result = index;
        for (int k = 0; k < qubits.size(); k++) {
            int mask = mask(qubits.get(k));
            boolean one = (value >> (qubits.size() - 1 - k) & 1) == 1;
            result = one ? result | mask : result & ~mask;
        }
        return result;
    }

    private double expectation(State psi, Observable observable) {
        double sum = 0;
        for (Observable.Term term : observable.terms()) {
            State image = psi;
            for (Map.Entry<Integer, Pauli> factor : term.paulis().entrySet()) {
                image = apply(matrix(factor.getValue()), List.of(factor.getKey()), image);
            }
            for (int i = 0; i < psi.real.length; i++) {
                sum += term.coefficient() * (psi.real[i] * image.real[i] + psi.imaginary[i] * image.imaginary[i]);
            }
        }
        return sum;
    }

    private static Unitary matrix(Pauli pauli) {
        return switch (pauli) {
            case X -> new Unitary(new double[] {0, 1, 1, 0}, new double[4]);
            case Y -> new Unitary(new double[4], new double[] {0, -1, 1, 0});
            case Z -> new Unitary(new double[] {1, 0, 0, -1}, new double[4]);
        };
    }

    private static double[] gather(double[] batch, int example, int minibatch) {
        double[] one = new double[batch.length / minibatch];
        for (int i = 0; i < one.length; i++) {
            one[i] = batch[i * minibatch + example];
        }
        return one;
    }

    private static void scatter(double[] one, double[] batch, int example, int minibatch) {
        for (int i = 0; i < one.length; i++) {
            batch[i * minibatch + example] = one[i];
        }
    }
}
