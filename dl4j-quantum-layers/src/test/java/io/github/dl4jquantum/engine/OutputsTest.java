package io.github.dl4jquantum.engine;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.Agreement.toFloat;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.HadamardTest;
import io.github.dl4jquantum.circuit.Hermitian;
import io.github.dl4jquantum.circuit.Ket;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.differentiation.ParameterShift;
import io.github.dl4jquantum.engine.cuda.EmulatedDriver;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.testing.CentralDifference;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.DenseSimulator.State;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outputs that are no single expectation. Oracle: their definitions, of the dense simulator's amplitudes. */
@Timeout(120)
class OutputsTest {

    private static final int QUBITS = 3;
    private static final int MINIBATCH = 2;
    private static final Ket PHI = Ket.normalised(RandomCircuits.values(8, 5), RandomCircuits.values(8, 6));
    private static final Ket CHI = Ket.normalised(RandomCircuits.values(4, 7), RandomCircuits.values(4, 8));
    private static final Observable SUM = Observable.pauli(0.7, "X0 Y2")
            .plus(Observable.pauli(-1.2, "Z0"))
            .plus(Observable.pauli(0.4, "Y2"))
            .plus(Observable.pauli(0.3, ""));

    private final Circuit source = RandomCircuits.some(QUBITS, 12, 3);

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"CPU", "SAMEDIFF", "CUDA"})
    void variances(Engine engine) {
        check(
                engine,
                gates(source)
                        .measureVariance(SUM)
                        .measure(Observable.z(1))
                        .measureVariance(Observable.z(2))
                        .build(),
                psi -> {
                    double z1 = mean(psi, image(Observable.z(1), psi));
                    return new double[] {variance(SUM, psi), z1, variance(Observable.z(2), psi)};
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"CPU", "SAMEDIFF", "CUDA"})
    void fidelitiesWithStatesOfAllAndOfSomeQubits(Engine engine) {
        check(
                engine,
                gates(source)
                        .measure(Observable.fidelity(PHI, 0, 1, 2))
                        .measure(Observable.fidelity(CHI, 2, 0))
                        .build(),
                psi -> {
                    double[] overlap = overlap(PHI, psi);
                    double rest = 0;
                    for (int e = 0; e < 2; e++) {
                        double re = 0;
                        double im = 0;
                        for (int i = 0; i < 4; i++) {
                            int k = index(i, e);
                            re += CHI.real()[i] * psi.real()[k] + CHI.imaginary()[i] * psi.imaginary()[k];
                            im += CHI.real()[i] * psi.imaginary()[k] - CHI.imaginary()[i] * psi.real()[k];
                        }
                        rest += re * re + im * im;
                    }
                    return new double[] {overlap[0] * overlap[0] + overlap[1] * overlap[1], rest};
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"CPU", "SAMEDIFF", "CUDA"})
    void reducedDensityMatrices(Engine engine) {
        check(engine, gates(source).measureDensityMatrix(2, 0).build(), psi -> {
            double[] rho = new double[32];
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    for (int e = 0; e < 2; e++) {
                        int a = index(i, e);
                        int b = index(j, e);
                        rho[4 * i + j] += psi.real()[a] * psi.real()[b] + psi.imaginary()[a] * psi.imaginary()[b];
                        rho[16 + 4 * i + j] += psi.imaginary()[a] * psi.real()[b] - psi.real()[a] * psi.imaginary()[b];
                    }
                }
            }
            return rho;
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"CPU", "SAMEDIFF", "CUDA"})
    void expectationsOfAHermitianMatrix(Engine engine) {
        double[] re = RandomCircuits.values(16, 9);
        double[] im = RandomCircuits.values(16, 10);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j <= i; j++) {
                re[4 * i + j] = re[4 * j + i];
                im[4 * i + j] = i == j ? 0 : -im[4 * j + i];
            }
        }
        check(
                engine,
                gates(source)
                        .measure(Observable.hermitian(new Hermitian(re, im), 2, 0))
                        .build(),
                psi -> {
                    double sum = 0;
                    for (int i = 0; i < 4; i++) {
                        for (int j = 0; j < 4; j++) {
                            for (int e = 0; e < 2; e++) {
                                int a = index(i, e);
                                int b = index(j, e);
                                double real = psi.real()[a] * psi.real()[b] + psi.imaginary()[a] * psi.imaginary()[b];
                                double imaginary =
                                        psi.real()[a] * psi.imaginary()[b] - psi.imaginary()[a] * psi.real()[b];
                                sum += re[4 * i + j] * real - im[4 * i + j] * imaginary;
                            }
                        }
                    }
                    return new double[] {sum};
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Engine.class,
            names = {"CPU", "SAMEDIFF", "CUDA"})
    void amplitudesAndOverlaps(Engine engine) {
        check(engine, HadamardTest.statevector(source), psi -> DoubleStream.concat(
                        DoubleStream.of(psi.real()), DoubleStream.of(psi.imaginary()))
                .toArray());
        check(engine, HadamardTest.overlaps(source, List.of(PHI, Ket.basis("101"))), psi ->
                new double[] {overlap(PHI, psi)[0], psi.real()[5], overlap(PHI, psi)[1], psi.imaginary()[5]});
    }

    private static Circuit.Builder gates(Circuit source) {
        Circuit.Builder builder = Circuit.builder(source.qubits());
        source.gates().forEach(builder::add);
        return builder;
    }

    /** Values and gradients of {@code actual} against a function of the amplitudes that {@link #source} leaves. */
    private void check(Engine engine, Circuit actual, Function<State, double[]> outputs) {
        if (engine == Engine.CUDA) {
            EmulatedDriver.require();
        }
        DenseSimulator dense = new DenseSimulator(source);
        double[] x = RandomCircuits.values(MINIBATCH * source.inputs(), 1);
        double[] theta = RandomCircuits.values(source.parameters(), 2);
        double[] z = reference(dense, outputs, x, theta);
        double[] upstream = RandomCircuits.values(z.length, 4);
        double[] ofInputs = CentralDifference.gradient(p -> reference(dense, outputs, p, theta), x, upstream);
        double[] ofParameters = CentralDifference.gradient(p -> reference(dense, outputs, x, p), theta, upstream);
        double error = 10 * Tolerances.CENTRAL_DIFFERENCE;
        try (CircuitFunction function = CircuitFunction.of(actual, engine)) {
            assertClose(z, function.value(x, theta), Tolerances.DOUBLE);
            var gradients = function.gradients(x, theta, upstream);
            assertClose(ofInputs, gradients.inputs(), error);
            assertClose(ofParameters, gradients.parameters(), error);
            assertClose(z, function.value(toFloat(x), toFloat(theta)), Tolerances.FLOAT);
            var single = function.gradients(toFloat(x), toFloat(theta), toFloat(upstream));
            assertClose(ofParameters, single.parameters(), 10 * Tolerances.FLOAT);
        }
        if (engine == Engine.CPU) {
            checkShifts(actual, x, theta);
            checkLaterForward(actual, x, theta);
        }
    }

    /** Parameter-shift, which goes by the dense simulator's rules, against going back. */
    private static void checkShifts(Circuit circuit, double[] x, double[] theta) {
        double[] first = java.util.Arrays.copyOf(x, circuit.inputs());
        double[][] shifted = new ParameterShift(circuit).jacobian(first, theta).parameters();
        try (CircuitFunction function = CircuitFunction.of(circuit, Engine.CPU)) {
            for (int k = 0; k < shifted.length; k++) {
                double[] upstream = new double[shifted.length];
                upstream[k] = 1;
                assertClose(
                        shifted[k], function.gradients(first, theta, upstream).parameters(), 1e-9);
            }
        }
    }

    /** The way back is from the last differentiable pass, whatever came between. */
    private static void checkLaterForward(Circuit circuit, double[] x, double[] theta) {
        double[] upstream =
                RandomCircuits.values(MINIBATCH * circuit.observables().size(), 4);
        double[] elsewhere = RandomCircuits.values(x.length, 11);
        try (CircuitEvaluator<double[]> plain = Engine.CPU.resolve().circuit(circuit, Precision.DOUBLE);
                CircuitEvaluator<double[]> disturbed = Engine.CPU.resolve().circuit(circuit, Precision.DOUBLE)) {
            plain.forward(MINIBATCH, x, theta, true);
            disturbed.forward(MINIBATCH, x, theta, true);
            disturbed.forward(MINIBATCH, elsewhere, theta, false);
            disturbed.forward(MINIBATCH, x, theta, true);
            assertClose(
                    plain.backward(upstream).parameters(),
                    disturbed.backward(upstream).parameters(),
                    1e-14);
        }
    }

    /** Row by row. */
    private static double[] reference(
            DenseSimulator dense, Function<State, double[]> outputs, double[] x, double[] theta) {
        int width = x.length / MINIBATCH;
        double[] all = {};
        for (int row = 0; row < MINIBATCH; row++) {
            double[] one = java.util.Arrays.copyOfRange(x, row * width, (row + 1) * width);
            double[] z = outputs.apply(dense.statevector(one, theta));
            all = DoubleStream.concat(DoubleStream.of(all), DoubleStream.of(z)).toArray();
        }
        return all;
    }

    /** Of i on qubits (2, 0) and e on qubit 1. */
    private static int index(int i, int e) {
        return (i & 1) << 2 | e << 1 | i >> 1;
    }

    private static double[] overlap(Ket phi, State psi) {
        double re = 0;
        double im = 0;
        for (int k = 0; k < 8; k++) {
            re += phi.real()[k] * psi.real()[k] + phi.imaginary()[k] * psi.imaginary()[k];
            im += phi.real()[k] * psi.imaginary()[k] - phi.imaginary()[k] * psi.real()[k];
        }
        return new double[] {re, im};
    }

    /** |O psi|² - <psi|O psi>². */
    private static double variance(Observable observable, State psi) {
        State image = image(observable, psi);
        double mean = mean(psi, image);
        return mean(image, image) - mean * mean;
    }

    private static double mean(State a, State b) {
        double sum = 0;
        for (int k = 0; k < a.real().length; k++) {
            sum += a.real()[k] * b.real()[k] + a.imaginary()[k] * b.imaginary()[k];
        }
        return sum;
    }

    /** O psi, bit by bit: X|b> = |1-b>, Y|b> = i (-1)^b |1-b>, Z|b> = (-1)^b |b>. */
    private static State image(Observable observable, State psi) {
        State out = new State(new double[1 << QUBITS], new double[1 << QUBITS]);
        for (Observable.Term term : observable.terms()) {
            for (int k = 0; k < 1 << QUBITS; k++) {
                int to = k;
                double re = term.coefficient() * psi.real()[k];
                double im = term.coefficient() * psi.imaginary()[k];
                for (var factor : term.paulis().entrySet()) {
                    int mask = 1 << (QUBITS - 1 - factor.getKey());
                    int sign = (k & mask) == 0 ? 1 : -1;
                    switch (factor.getValue()) {
                        case X -> to ^= mask;
                        case Y -> {
                            to ^= mask;
                            double old = re;
                            re = -sign * im;
                            im = sign * old;
                        }
                        case Z -> {
                            re *= sign;
                            im *= sign;
                        }
                    }
                }
                out.real()[to] += re;
                out.imaginary()[to] += im;
            }
        }
        return out;
    }
}
