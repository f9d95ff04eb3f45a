package io.github.dl4jquantum.noise;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A machine's calibration of one day, and the noise that follows from it:
 *
 * <pre>
 * {"name": "line of two, 2026-11-28",
 *  "qubits": [{"t1Us": 120.0, "t2Us": 90.0, "read1Given0": 0.01, "read0Given1": 0.02}, ...],
 *  "gates": [{"on": [0], "error": 0.0003, "timeNs": 36.0}, {"on": [0, 1], "error": 0.006, "timeNs": 300.0}, ...]}
 * </pre>
 *
 * These are the numbers that makers publish: T1 and T2 in microseconds, probabilities of misreading, and for every qubit
 * and coupled pair the average infidelity and the time in nanoseconds of its gate. Gates of one qubit all count alike, also
 * those about Z that many machines do in software at no cost; a pair may stand in either order.
 *
 * <p>A gate is followed by {@link ThermalRelaxation} of its qubits for its time, and by as much {@link Depolarizing} as makes
 * the infidelity of all together that of the file: none where relaxation alone exceeds it. Pairs that are not in the file have
 * no gate, and circuits that use one are refused.
 *
 * @param name what it is of, and when
 * @param qubits in their order
 * @param gates one entry for each qubit and coupled pair
 */
public record DeviceCalibration(
        @JsonProperty("name") String name,
        @JsonProperty("qubits") List<Qubit> qubits,
        @JsonProperty("gates") List<Gate> gates) {

    /**
     * One qubit.
     *
     * @param t1Us T1 in microseconds
     * @param t2Us T2 in microseconds, at most 2 T1
     * @param read1Given0 P(read 1 | 0)
     * @param read0Given1 P(read 0 | 1)
     */
    public record Qubit(
            @JsonProperty("t1Us") double t1Us,
            @JsonProperty("t2Us") double t2Us,
            @JsonProperty("read1Given0") double read1Given0,
            @JsonProperty("read0Given1") double read0Given1) {}

    /**
     * The gate of a qubit or pair.
     *
     * @param on one or two qubits
     * @param error average infidelity
     * @param timeNs length in nanoseconds
     */
    public record Gate(
            @JsonProperty("on") List<Integer> on,
            @JsonProperty("error") double error,
            @JsonProperty("timeNs") double timeNs) {

        /**
         * Copies the qubits.
         *
         * @param on one or two qubits
         * @param error average infidelity
         * @param timeNs length in nanoseconds
         */
        public Gate {
            on = List.copyOf(on);
        }
    }

    /**
     * Checks the components.
     *
     * @param name what it is of, and when
     * @param qubits in their order
     * @param gates one entry for each qubit and coupled pair
     * @throws IllegalArgumentException if an entry names a qubit that is not there, or stands twice, or is missing
     */
    public DeviceCalibration {
        qubits = List.copyOf(qubits);
        gates = List.copyOf(gates);
        List<List<Integer>> seen = new ArrayList<>();
        for (Gate gate : gates) {
            List<Integer> on = gate.on.stream().distinct().sorted().toList();
            int count = qubits.size();
            if (on.size() != gate.on.size()
                    || on.isEmpty()
                    || on.size() > 2
                    || on.stream().anyMatch(qubit -> qubit < 0 || qubit >= count)) {
                throw new IllegalArgumentException("Calibration '" + name + "' has a gate on " + gate.on
                        + "; give one or two different qubits in 0.." + (qubits.size() - 1) + ".");
            }
            if (seen.contains(on)) {
                throw new IllegalArgumentException(
                        "Calibration '" + name + "' has two gates on " + on + "; give the one in use.");
            }
            seen.add(on);
        }
        for (int qubit = 0; qubit < qubits.size(); qubit++) {
            if (!seen.contains(List.of(qubit))) {
                throw new IllegalArgumentException(
                        "Calibration '" + name + "' has no gate on qubit " + qubit + " alone; every qubit needs one.");
            }
        }
    }

    /**
     * Reads a calibration.
     *
     * @param json as the class comment shows it
     * @return the calibration
     * @throws IllegalArgumentException if the text is of another shape
     */
    public static DeviceCalibration fromJson(String json) {
        return NoiseJson.read(
                json,
                DeviceCalibration.class,
                "a calibration (name, qubits[t1Us, t2Us, ...], gates[on, error, timeNs])");
    }

    /** {@return this calibration as JSON} */
    public String toJson() {
        return NoiseJson.write(this);
    }

    /**
     * {@return the noise of this calibration}
     *
     * @throws IllegalArgumentException for T2 above 2 T1, a time that is not positive, or a probability outside [0, 1]
     */
    public NoiseModel noise() {
        NoiseModel.Builder noise = NoiseModel.builder(name);
        for (Gate gate : gates) {
            int count = gate.on.size();
            String after = Integer.toString(count);
            double kept = 1; // of all Pauli strings on the gate's qubits, summed over the strings
            for (int qubit : gate.on) {
                Qubit q = qubits.get(qubit);
                ThermalRelaxation relaxation = new ThermalRelaxation(q.t1Us, q.t2Us, gate.timeNs / 1000);
                noise.after(new GateNoise(after, gate.on, List.of(qubit), relaxation));
                kept *= 1 + 2 * relaxation.coherence() + relaxation.population();
            }
            noise.after(new GateNoise(after, gate.on, gate.on, depolarizing(count, gate.error, kept)));
        }
        for (int qubit = 0; qubit < qubits.size(); qubit++) {
            noise.readout(qubits.get(qubit).read1Given0, qubits.get(qubit).read0Given1, qubit);
        }
        return noise.build();
    }

    /** The depolarisation that, after relaxation, makes up the error. */
    private static Depolarizing depolarizing(int qubits, double error, double kept) {
        double strings = 1 << 2 * qubits;
        double fidelity = 1 - Depolarizing.ofInfidelity(qubits, error).probability();
        double shrunk = Math.max(0, Math.min(1, (strings * fidelity - 1) / (kept - 1)));
        return new Depolarizing(qubits, (1 - shrunk) * (strings - 1) / strings);
    }
}
