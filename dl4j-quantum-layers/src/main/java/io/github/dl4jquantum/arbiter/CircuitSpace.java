package io.github.dl4jquantum.arbiter;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.InputEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;

/** What all spaces of quantum layers let a search choose about circuits; null stands for the layer's own default. */
@SuppressWarnings("rawtypes") // Arbiter declares lists of raw spaces.
final class CircuitSpace extends AbstractParameterSpace<CircuitSpace.Choice> {

    /** Sizes of a circuit where the space does not name them, as in the layers. */
    private static final int DEFAULT_SIZE = 4;

    private ParameterSpace<Integer> qubits;
    private ParameterSpace<Integer> circuitLayers;
    private ParameterSpace<?> ansatz;
    private ParameterSpace<?> angleInit;
    private ParameterSpace<?> encoding;
    private ParameterSpace<Integer> circuits;

    CircuitSpace() {}

    /**
     * One circuit.
     *
     * @param qubits its qubits
     * @param circuitLayers its layers
     * @param ansatz what it is made by
     * @param angleInit how its angles begin
     * @param encoding of the paper's inputs
     * @param circuits how many make a bank
     */
    record Choice(
            int qubits,
            int circuitLayers,
            AnsatzChoice ansatz,
            AngleInit angleInit,
            InputEncoding encoding,
            int circuits) {

        /** The circuit, where it is not the layer's own {@link AnsatzChoice#PAPER}. */
        Circuit circuit() {
            return ansatz.circuit(qubits, circuitLayers, encoding);
        }
    }

    CircuitSpace withQubits(ParameterSpace<Integer> space) {
        qubits = space;
        return this;
    }

    CircuitSpace withCircuitLayers(ParameterSpace<Integer> space) {
        circuitLayers = space;
        return this;
    }

    CircuitSpace withAnsatz(ParameterSpace<?> space) {
        ansatz = space;
        return this;
    }

    CircuitSpace withAngleInit(ParameterSpace<?> space) {
        angleInit = space;
        return this;
    }

    CircuitSpace withEncoding(ParameterSpace<?> space) {
        encoding = space;
        return this;
    }

    CircuitSpace withCircuits(ParameterSpace<Integer> space) {
        circuits = space;
        return this;
    }

    @Override
    public Choice getValue(double[] values) {
        return new Choice(
                qubits == null ? DEFAULT_SIZE : qubits.getValue(values),
                circuitLayers == null ? DEFAULT_SIZE : circuitLayers.getValue(values),
                ansatz == null ? AnsatzChoice.PAPER : EnumSpaces.value(AnsatzChoice.class, ansatz, values),
                angleInit == null ? AngleInit.SMALL_NORMAL : EnumSpaces.value(AngleInit.class, angleInit, values),
                encoding == null ? InputEncoding.ARCTAN : EnumSpaces.value(InputEncoding.class, encoding, values),
                circuits == null ? 1 : circuits.getValue(values));
    }

    @Override
    public int numParameters() {
        return LeafUtils.countUniqueParameters(collectLeaves());
    }

    @Override
    public List<ParameterSpace> collectLeaves() {
        List<ParameterSpace> leaves = new ArrayList<>();
        getNestedSpaces().values().forEach(space -> {
            for (Object leaf : space.collectLeaves()) {
                leaves.add((ParameterSpace) leaf);
            }
        });
        return leaves;
    }

    @Override
    public boolean isLeaf() {
        return false;
    }

    @Override
    public void setIndices(int... indices) {
        throw new UnsupportedOperationException("This space has indices in its leaves alone.");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CircuitSpace that
                && Objects.equals(qubits, that.qubits)
                && Objects.equals(circuitLayers, that.circuitLayers)
                && Objects.equals(ansatz, that.ansatz)
                && Objects.equals(angleInit, that.angleInit)
                && Objects.equals(encoding, that.encoding)
                && Objects.equals(circuits, that.circuits);
    }

    @Override
    public int hashCode() {
        return Objects.hash(qubits, circuitLayers, ansatz, angleInit, encoding, circuits);
    }

    @Override
    public String toString() {
        return getNestedSpaces().toString();
    }
}
