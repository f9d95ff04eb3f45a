package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.noise.AmplitudeDamping;
import io.github.dl4jquantum.noise.BitFlip;
import io.github.dl4jquantum.noise.Depolarizing;
import io.github.dl4jquantum.noise.KrausChannel;
import io.github.dl4jquantum.noise.KrausOperator;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.OverRotation;
import io.github.dl4jquantum.noise.PhaseDamping;
import io.github.dl4jquantum.noise.PhaseFlip;
import io.github.dl4jquantum.noise.ThermalRelaxation;
import java.util.ArrayList;
import java.util.List;

/** Noise models with something of everything, for engines to be compared under. */
public final class RandomNoise {

    private RandomNoise() {}

    /** Every kind of channel, after gates by size and by name, on all qubits and on some; another readout on qubit 0. */
    public static NoiseModel everything() {
        return NoiseModel.builder("everything")
                .after(1, new Depolarizing(1, 0.01))
                .after(1, new ThermalRelaxation(100, 70, 3))
                .after("Rot", new OverRotation("Y", 0.02))
                .after("H", new BitFlip(0.03))
                .after(2, new Depolarizing(2, 0.04))
                .after("CNOT", new OverRotation("ZX", 0.07))
                .after("CNOT", new AmplitudeDamping(0.05), 0)
                .after("CZ", new PhaseDamping(0.06), 1)
                .after("CRY", kraus(2, 5))
                .after(3, new PhaseFlip(0.02))
                .after("RX", kraus(1, 6))
                .readout(0.02, 0.05)
                .readout(0.1, 0.03, 0)
                .build();
    }

    /** Any channel: the first columns of a random unitary of twice the size, cut into two operators. */
    public static KrausChannel kraus(int qubits, long seed) {
        int size = 1 << qubits;
        var unitary = RandomCircuits.unitary(2 * size, seed);
        List<KrausOperator> operators = new ArrayList<>();
        for (int k = 0; k < 2; k++) {
            double[] re = new double[size * size];
            double[] im = new double[size * size];
            for (int entry = 0; entry < size * size; entry++) {
                re[entry] = unitary.real(k * size + entry / size, entry % size);
                im[entry] = unitary.imaginary(k * size + entry / size, entry % size);
            }
            operators.add(new KrausOperator(re, im));
        }
        return new KrausChannel(operators);
    }
}
