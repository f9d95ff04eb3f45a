package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import java.util.List;
import java.util.stream.IntStream;

/** Circuits whose states begin with amplitudes that are inputs. */
public final class AmplitudeCircuits {

    private AmplitudeCircuits() {}

    /**
     * Amplitudes on the last qubits, in reverse; before them, on the other qubits, and after them rotations by the same
     * inputs, by a further one and by parameters, one for each qubit.
     */
    public static Circuit of(int qubits, int embedded, int count, boolean complex) {
        List<Integer> on =
                IntStream.range(0, embedded).mapToObj(k -> qubits - 1 - k).toList();
        AmplitudeEmbedding embedding = new AmplitudeEmbedding(on, 0, count, complex);
        int further = embedding.inputs();
        Circuit.Builder builder = Circuit.builder(qubits);
        for (int qubit = 0; qubit < qubits - embedded; qubit++) {
            builder.add(new RY(qubit, Angle.input(qubit % further)));
        }
        builder.add(embedding);
        for (int qubit = 0; qubit < qubits; qubit++) {
            builder.add(new RX(qubit, Angle.input(further - 1).times(Angle.parameter(qubit))));
        }
        for (int qubit = 1; qubit < qubits; qubit++) {
            builder.add(new CNOT(qubit - 1, qubit)).add(new RY(qubit, Angle.input(further)));
        }
        if (qubits == 1) {
            builder.add(new RY(0, Angle.input(further)));
        }
        return builder.measure(Observable.pauli(1, "X0"))
                .measure(Observable.z(qubits - 1))
                .build();
    }
}
