package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.GlobalPhase;
import io.github.dl4jquantum.circuit.PrimitiveGate;

/** Multiplies a circuit's noise without changing what it means. */
final class GateFolding {

    private GateFolding() {}

    /** Every primitive gate G becomes G (G† G)^k with 1 + 2 k the factor. */
    static Circuit fold(Circuit circuit, int factor) {
        Circuit.Builder folded = Circuit.builder(circuit.qubits());
        for (PrimitiveGate gate : circuit.primitives()) {
            folded.add(gate);
            for (int k = 1; k < factor && !(gate instanceof GlobalPhase); k += 2) {
                gate.inverse().forEach(folded::add);
                folded.add(gate);
            }
        }
        circuit.observables().forEach(folded::measure);
        return folded.build();
    }
}
