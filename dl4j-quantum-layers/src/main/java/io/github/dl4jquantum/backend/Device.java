package io.github.dl4jquantum.backend;

import io.github.dl4jquantum.circuit.qasm.Machine;
import io.github.dl4jquantum.circuit.qasm.OpenQasm.Version;
import java.util.Objects;

/**
 * What a backend runs.
 *
 * @param name as results report it
 * @param machine its qubits, couplings and gate of two qubits
 * @param language of its programs
 */
public record Device(String name, Machine machine, Version language) {

    /**
     * All three are needed.
     *
     * @param name as results report it
     * @param machine its qubits, couplings and gate of two qubits
     * @param language of its programs
     */
    public Device {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(language, "language");
    }
}
