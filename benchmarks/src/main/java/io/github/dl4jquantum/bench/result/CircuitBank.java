package io.github.dl4jquantum.bench.result;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The circuits of a gate.
 *
 * @param circuits how many; 0 where nothing depends on it
 * @param qubits of each
 * @param layers of each
 * @param encoding how inputs become angles
 */
public record CircuitBank(
        @JsonProperty("circuits") int circuits,
        @JsonProperty("qubits") int qubits,
        @JsonProperty("layers") int layers,
        @JsonProperty("encoding") String encoding) {
    /** That of a model whose size no circuit decides. */
    public static final CircuitBank NONE = new CircuitBank(0, 0, 0, "none");

    /** Names of the settings in which two banks differ. */
    public List<String> differences(CircuitBank other) {
        List<String> differences = new ArrayList<>();
        add(differences, circuits != other.circuits, "circuits");
        add(differences, qubits != other.qubits, "qubits");
        add(differences, layers != other.layers, "layers");
        add(differences, !encoding.equals(other.encoding), "encoding");
        return differences;
    }

    private static void add(List<String> to, boolean differs, String name) {
        if (differs) {
            to.add(name);
        }
    }

    @Override
    public String toString() {
        return circuits + " × " + count(qubits, "qubit") + ", " + count(layers, "layer") + ", " + encoding;
    }

    public static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
