package io.github.dl4jquantum.noise;

import io.github.dl4jquantum.circuit.GlobalPhase;
import io.github.dl4jquantum.circuit.PrimitiveGate;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The noise of a machine: channels after gates, and errors of readout.
 *
 * <pre>{@code
 * NoiseModel noise = NoiseModel.builder("my machine")
 *         .after(1, new Depolarizing(1, 0.0005))
 *         .after(2, new Depolarizing(2, 0.005))
 *         .after("CNOT", new ThermalRelaxation(120, 90, 0.3), 0, 1)
 *         .readout(0.01, 0.02)
 *         .build();
 * }</pre>
 *
 * <p>Channels act after each primitive gate of a circuit ({@code Circuit.primitives()}), in the order of the list; a gate that
 * is made of others has the noise of each part. A {@link GlobalPhase} is free of noise. A gate on two or more qubits that no
 * entry concerns is refused, since no machine has it for nothing, unless {@code exactElsewhere} or no gate has noise.
 *
 * <p>An immutable value.
 *
 * @param name what results call it
 * @param gates channels after gates
 * @param readout errors of readout; an entry that names a qubit goes before one that names none
 * @param exactElsewhere whether gates on several qubits that no entry concerns are free of noise
 */
public record NoiseModel(
        @JsonProperty("name") String name,
        @JsonProperty("gates") List<GateNoise> gates,
        @JsonProperty("readout") List<ReadoutError> readout,
        @JsonProperty("exactElsewhere") boolean exactElsewhere) {

    /** No noise at all. */
    public static final NoiseModel NONE = new NoiseModel("none", List.of(), List.of(), true);

    /**
     * Checks the components.
     *
     * @param name what results call it
     * @param gates channels after gates
     * @param readout errors of readout; an entry that names a qubit goes before one that names none
     * @param exactElsewhere whether gates on several qubits that no entry concerns are free of noise
     * @throws IllegalArgumentException if the readout of a qubit is given twice
     */
    public NoiseModel {
        gates = List.copyOf(gates);
        readout = List.copyOf(readout);
        List<Integer> seen = new ArrayList<>();
        for (ReadoutError error : readout) {
            for (int qubit : error.on().isEmpty() ? List.of(-1) : error.on()) {
                if (seen.contains(qubit)) {
                    throw new IllegalArgumentException("The readout of " + (qubit < 0 ? "all qubits" : "qubit " + qubit)
                            + " is given twice; give it once.");
                }
                seen.add(qubit);
            }
        }
    }

    /**
     * A channel on qubits of a circuit.
     *
     * @param channel what acts
     * @param qubits as many as the channel has
     */
    public record Application(Channel channel, List<Integer> qubits) {}

    /**
     * Starts a model.
     *
     * @param name what results call it
     * @return a builder without any noise
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** {@return whether there is nothing in it} */
    @JsonIgnore
    public boolean isNone() {
        return gates.isEmpty() && readout.isEmpty();
    }

    /**
     * {@return what acts after a gate, in this order}
     *
     * @param gate one of {@code Circuit.primitives()}
     * @throws IllegalArgumentException for a gate on several qubits that no entry concerns
     */
    public List<Application> after(PrimitiveGate gate) {
        List<Application> applications = new ArrayList<>();
        if (gate instanceof GlobalPhase) {
            return applications;
        }
        for (GateNoise noise : gates) {
            noise.targets(gate).forEach(qubits -> applications.add(new Application(noise.channel(), qubits)));
        }
        if (applications.isEmpty()
                && !gates.isEmpty()
                && !exactElsewhere
                && gate.qubits().size() > 1) {
            throw new IllegalArgumentException("Noise model '" + name + "' says nothing of gate " + gate
                    + "; add it (to a calibration the qubits and the gate on them), or set exactElsewhere in a noise model, or"
                    + " compile the circuit to the machine's gates (circuit.qasm.Machine).");
        }
        return applications;
    }

    /**
     * {@return how a qubit is misread}
     *
     * @param qubit from 0
     */
    public ReadoutError readout(int qubit) {
        return readout.stream()
                .filter(error -> error.on().contains(qubit))
                .findFirst()
                .or(() -> readout.stream().filter(error -> error.on().isEmpty()).findFirst())
                .orElse(ReadoutError.NONE);
    }

    /** {@return the same with ideal readout} */
    public NoiseModel withoutReadout() {
        return new NoiseModel(name, gates, List.of(), exactElsewhere);
    }

    /** {@return this model as JSON} */
    public String toJson() {
        return NoiseJson.write(this);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @param json the text
     * @return the model
     * @throws IllegalArgumentException if the text is no noise model, lacks a key or has an unknown one
     */
    public static NoiseModel fromJson(String json) {
        return NoiseJson.read(json, NoiseModel.class, "a noise model");
    }

    /** Collects noise. */
    public static final class Builder {

        private final String name;
        private final List<GateNoise> gates = new ArrayList<>();
        private final List<ReadoutError> readout = new ArrayList<>();
        private boolean exactElsewhere;

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Adds a channel after all gates of a number of qubits.
         *
         * @param qubits that number
         * @param channel on one qubit, or on two
         * @param on the qubits concerned; none for all
         * @return this builder
         */
        public Builder after(int qubits, Channel channel, Integer... on) {
            return after(Integer.toString(qubits), channel, on);
        }

        /**
         * Adds a channel after all gates of a name.
         *
         * @param gate a primitive gate's, such as CNOT
         * @param channel on one qubit, or on two
         * @param on the qubits concerned; none for all
         * @return this builder
         */
        public Builder after(String gate, Channel channel, Integer... on) {
            return after(new GateNoise(gate, List.of(), List.of(on), channel));
        }

        /**
         * Adds a channel after the gates that the entry says.
         *
         * @param noise acts after those added before
         * @return this builder
         */
        public Builder after(GateNoise noise) {
            gates.add(noise);
            return this;
        }

        /**
         * Says how qubits are misread.
         *
         * @param read1Given0 P(read 1 | 0)
         * @param read0Given1 P(read 0 | 1)
         * @param on the qubits concerned; none for all that are not named elsewhere
         * @return this builder
         */
        public Builder readout(double read1Given0, double read0Given1, Integer... on) {
            readout.add(new ReadoutError(List.of(on), read1Given0, read0Given1));
            return this;
        }

        /**
         * Lets gates on several qubits that nothing here concerns be free of noise, instead of an error.
         *
         * @return this builder
         */
        public Builder exactElsewhere() {
            exactElsewhere = true;
            return this;
        }

        /**
         * The model.
         *
         * @return the model
         */
        public NoiseModel build() {
            return new NoiseModel(name, gates, readout, exactElsewhere);
        }
    }
}
