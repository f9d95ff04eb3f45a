package io.github.dl4jquantum.differentiation;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;

/**
 * An expectation as a function of one input, all else fixed: a Fourier series that ends,
 *
 * <pre>
 *   z(x) = sum_{m = -K..K} c_m e^{i m w x},    c_-m the conjugate of c_m
 * </pre>
 *
 * <p>What a model can learn of an input is in its spectrum: a rotation by f x adds frequency f, a controlled one f and f / 2
 * (Schuld, Sweke and Meyer, Physical Review A 103 (2021) 032430, arXiv 2008.08605).
 *
 * @param unit w, the frequency between two coefficients
 * @param real real parts of c_0 .. c_K
 * @param imaginary imaginary parts of c_0 .. c_K
 */
public record FourierSpectrum(double unit, double[] real, double[] imaginary) {

    private static final double TOLERANCE = 1e-9;

    /**
     * {@return the spectrum, from 2 K + 1 expectations over one period 2 pi / w}
     *
     * @param circuit whose angles are linear in the input
     * @param observable which expectation
     * @param input which input
     * @param inputs x, [inputs]; the value of the one that varies does not matter
     * @param parameters theta, [parameters]
     * @param unit w; 1 for a circuit of whole factors without controlled rotations of this input, 0.5 with them
     * @throws IllegalArgumentException if the input is an amplitude or an angle is not linear in it, a frequency is not a multiple of the unit,
     *     an index is out of range, or the circuit has another number of inputs or parameters
     */
    public static FourierSpectrum of(
            Circuit circuit, int observable, int input, double[] inputs, double[] parameters, double unit) {
        Points.check(circuit, inputs, parameters);
        checkIndex("Observable", observable, circuit.observables().size());
        checkIndex("Input", input, circuit.inputs());
        AmplitudeEmbedding.of(circuit).ifPresent(embedding -> {
            if (input >= embedding.first() && input < embedding.first() + embedding.inputs()) {
                throw new IllegalArgumentException("Input " + input + " is an amplitude of " + embedding
                        + ", in which nothing is periodic; choose an input that is an angle.");
            }
        });
        // The square of an expectation has frequencies up to twice its own.
        int highest = highest(circuit, input, inputs, parameters, unit)
                * (circuit.variances().contains(observable) ? 2 : 1);
        int count = 2 * highest + 1;
        double[][] points = new double[count][];
        for (int s = 0; s < count; s++) {
            points[s] = inputs.clone();
            points[s][input] = 2 * Math.PI * s / (count * unit);
        }
        double[][] z = new RowFunction(circuit, Engine.AUTO).at(points, parameters);
        double[] real = new double[highest + 1];
        double[] imaginary = new double[highest + 1];
        for (int m = 0; m <= highest; m++) {
            for (int s = 0; s < count; s++) {
                double phase = 2 * Math.PI * m * s / count;
                real[m] += z[s][observable] * Math.cos(phase) / count;
                imaginary[m] -= z[s][observable] * Math.sin(phase) / count;
            }
        }
        return new FourierSpectrum(unit, real, imaginary);
    }

    private static void checkIndex(String what, int index, int count) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(what + " " + index + " is not in 0.." + (count - 1) + ".");
        }
    }

    /** K: the sum of all that the gates can add. */
    private static int highest(Circuit circuit, int input, double[] inputs, double[] parameters, double unit) {
        double sum = 0;
        for (LiftedCircuit.Occurrence occurrence : new LiftedCircuit(circuit).occurrences()) {
            double factor = factor(occurrence.angle(), input, inputs, parameters);
            double multiple = (occurrence.controlled() ? factor / 2 : factor) / unit;
            if (!(unit > 0) || Math.abs(multiple - Math.rint(multiple)) > TOLERANCE) {
                throw new IllegalArgumentException("Unit " + unit + " of frequency does not fit an angle that is "
                        + factor + " times input " + input + (occurrence.controlled() ? " in a controlled gate" : "")
                        + "; choose one whose multiple it is.");
            }
            sum += Math.abs(factor);
        }
        return (int) Math.round(sum / unit);
    }

    /** d angle / d input, which must not depend on the input. */
    private static double factor(Angle angle, int input, double[] inputs, double[] parameters) {
        double factor = 0;
        for (Angle.Term term : angle.terms()) {
            double product = term.factor();
            int powers = 0;
            for (Angle.Variable variable : term.variables()) {
                boolean varies = variable.source().isInput() && variable.index() == input;
                powers += varies ? variable.source() == Angle.Source.INPUT ? 1 : 2 : 0;
                product *= varies ? 1 : variable.value(inputs, parameters);
            }
            if (powers > 1) {
                throw new IllegalArgumentException("The angle " + angle + " is not linear in input " + input
                        + ", so that there is no Fourier series; encode the input itself.");
            }
            factor += powers == 1 ? product : 0;
        }
        return factor;
    }

    /** {@return |c_m|, of m = 0..K} */
    public double[] magnitudes() {
        double[] magnitudes = new double[real.length];
        for (int m = 0; m < real.length; m++) {
            magnitudes[m] = Math.hypot(real[m], imaginary[m]);
        }
        return magnitudes;
    }

    /**
     * {@return z(x)}
     *
     * @param x the input
     */
    public double value(double x) {
        double sum = real[0];
        for (int m = 1; m < real.length; m++) {
            sum += 2 * (real[m] * Math.cos(m * unit * x) - imaginary[m] * Math.sin(m * unit * x));
        }
        return sum;
    }
}
