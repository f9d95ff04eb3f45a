package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.Rot;
import java.util.Random;

/** A circuit whose rotations are drawn once. */
final class FrozenCircuit {

    private FrozenCircuit() {}

    /**
     * The circuit with every trainable Rot's angles replaced by constants, uniform in [0, 2 pi).
     *
     * @param circuit whose trainable gates are Rots
     */
    static Circuit of(Circuit circuit, long seed) {
        Random random = new Random(seed);
        Circuit.Builder frozen = Circuit.builder(circuit.qubits());
        circuit.gates().forEach(gate -> frozen.add(frozen(gate, random)));
        return frozen.measureLike(circuit).build();
    }

    private static Gate frozen(Gate gate, Random random) {
        return gate instanceof Rot rot
                ? new Rot(rot.qubit(), constant(random), constant(random), constant(random))
                : gate;
    }

    private static Angle constant(Random random) {
        return Angle.constant(2 * Math.PI * random.nextDouble());
    }
}
