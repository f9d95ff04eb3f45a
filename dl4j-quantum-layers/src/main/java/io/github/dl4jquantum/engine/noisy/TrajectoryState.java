package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Pauli;
import io.github.dl4jquantum.circuit.Unitary;
import io.github.dl4jquantum.noise.KrausOperator;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.ReadoutError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One statevector; qubit 0 is the most significant bit of an index. */
final class TrajectoryState {

    private final int qubits;
    private double[] re;
    private double[] im;

    /** |0...0>. */
    TrajectoryState(int qubits) {
        this.qubits = qubits;
        re = new double[1 << qubits];
        im = new double[1 << qubits];
        re[0] = 1;
    }

    private TrajectoryState(TrajectoryState from) {
        qubits = from.qubits;
        re = from.re.clone();
        im = from.im.clone();
    }

    void apply(Unitary matrix, List<Integer> on) {
        apply(matrix.real(), matrix.imaginary(), on);
    }

    /** Any matrix, row by row; the first qubit is the most significant bit of its index. */
    private void apply(double[] real, double[] imaginary, List<Integer> on) {
        int size = 1 << on.size();
        int mask = 0;
        int[] offsets = new int[size];
        for (int k = 0; k < on.size(); k++) {
            int bit = 1 << qubits - 1 - on.get(k);
            mask |= bit;
            for (int index = 0; index < size; index++) {
                offsets[index] |= (index >> on.size() - 1 - k & 1) == 1 ? bit : 0;
            }
        }
        double[] a = new double[size];
        double[] b = new double[size];
        for (int base = 0; base < re.length; base++) {
            if ((base & mask) != 0) {
                continue;
            }
            for (int k = 0; k < size; k++) {
                a[k] = re[base | offsets[k]];
                b[k] = im[base | offsets[k]];
            }
            for (int row = 0; row < size; row++) {
                double x = 0;
                double y = 0;
                for (int k = 0; k < size; k++) {
                    double c = real[row * size + k];
                    double d = imaginary[row * size + k];
                    x += c * a[k] - d * b[k];
                    y += c * b[k] + d * a[k];
                }
                re[base | offsets[row]] = x;
                im[base | offsets[row]] = y;
            }
        }
    }

    /**
     * Takes one of a channel's operators, and brings the norm back to 1.
     *
     * @param drawn from [0, 1)
     */
    void jump(List<KrausOperator> operators, List<Integer> on, double drawn) {
        double left = drawn;
        TrajectoryState likeliest = null;
        double most = 0;
        for (KrausOperator operator : operators) {
            TrajectoryState next = new TrajectoryState(this);
            next.apply(operator.real(), operator.imaginary(), on);
            double probability = next.squaredNorm();
            if (left < probability) {
                take(next, probability);
                return;
            }
            left -= probability;
            if (probability > most) {
                most = probability;
                likeliest = next;
            }
        }
        take(likeliest, most); // Rounding has left 1e-16 of the probabilities over.
    }

    private void take(TrajectoryState next, double squaredNorm) {
        double factor = 1 / Math.sqrt(squaredNorm);
        re = Arrays.stream(next.re).map(x -> factor * x).toArray();
        im = Arrays.stream(next.im).map(x -> factor * x).toArray();
    }

    private double squaredNorm() {
        double sum = 0;
        for (int k = 0; k < re.length; k++) {
            sum += re[k] * re[k] + im[k] * im[k];
        }
        return sum;
    }

    /** The expectation of a Pauli string as it is read: on each qubit scale P + shift. */
    double expectation(Map<Integer, Pauli> paulis, NoiseModel noise) {
        TrajectoryState turned = new TrajectoryState(this);
        paulis.forEach((qubit, pauli) -> {
            ReadoutError error = noise.readout(qubit);
            double p = error.scale();
            double s = error.shift();
            double[] real =
                    switch (pauli) {
                        case X -> new double[] {s, p, p, s};
                        case Y -> new double[] {s, 0, 0, s};
                        case Z -> new double[] {s + p, 0, 0, s - p};
                    };
            double[] imaginary = pauli == Pauli.Y ? new double[] {0, -p, p, 0} : new double[4];
            turned.apply(real, imaginary, List.of(qubit));
        });
        double sum = 0;
        for (int k = 0; k < re.length; k++) {
            sum += re[k] * turned.re[k] + im[k] * turned.im[k];
        }
        return sum;
    }
}
