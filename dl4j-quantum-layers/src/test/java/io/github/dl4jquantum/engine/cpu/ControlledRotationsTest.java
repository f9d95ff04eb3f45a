package io.github.dl4jquantum.engine.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.MultiControlledX;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.PhaseShift;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.RZ;
import io.github.dl4jquantum.circuit.Rot;
import io.github.dl4jquantum.testing.GateCircuits;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rotations of several controls. Oracles: their matrices, and differences of those; how few mixes they take, by hand. */
@Timeout(60)
class ControlledRotationsTest {

    static Stream<Function<Angle, Gate>> gates() {
        return Stream.of(
                angle -> new RX(0, angle).controlledBy(2, 3),
                angle -> new RY(3, angle).controlledBy(0, 2, 1),
                angle -> new RZ(1, angle).controlledBy(3, 0),
                angle -> new RZ(2, angle).controlledBy(3, 0, 1),
                angle -> new PhaseShift(2, angle).controlledBy(1, 3),
                angle -> new Rot(1, angle, angle.scaled(-.3), Angle.constant(.2)).controlledBy(0, 3));
    }

    @ParameterizedTest
    @MethodSource("gates")
    void expectationsAndGradientsAreThoseOfTheMatrices(Function<Angle, Gate> gate) {
        GateCircuits.check(
                new CpuEngine(),
                circuit(
                        gate.apply(Angle.input(0)),
                        gate.apply(Angle.parameter(0).scaled(-.7))),
                true);
    }

    /** Flips that look alike but stand for something else: of other controls, of one, around another qubit or another gate. */
    @Test
    void whatOnlyResemblesThemIsLeftAlone() {
        Gate flip = new MultiControlledX(List.of(0, 1), 2);
        Gate other = new MultiControlledX(List.of(0, 3), 2);
        Gate turn = new RY(2, Angle.parameter(0));
        GateCircuits.check(
                new CpuEngine(),
                circuit(
                        flip,
                        turn,
                        other,
                        flip,
                        new RZ(1, Angle.input(0)),
                        flip,
                        flip,
                        new RX(2, Angle.input(0)),
                        flip,
                        new CNOT(0, 2),
                        turn,
                        new CNOT(0, 2),
                        flip,
                        turn),
                true);
    }

    @Test
    void noFlipIsMixed() {
        assertEquals(2, rotations(new RY(3, Angle.parameter(0)).controlledBy(0, 1, 2)));
        assertEquals(0, rotations(new RZ(3, Angle.parameter(0)).controlledBy(0, 1, 2)));
        assertEquals(0, rotations(new PhaseShift(3, Angle.parameter(0)).controlledBy(0, 1, 2)));
    }

    /** Oracle: counted by hand, 2^19 terms of 12 bytes a gate, 126 MB in all, if a gate of 19 controls kept its terms. */
    @Test
    void plansOfManyControlsAreSmall() {
        int qubits = 20;
        int gates = 20;
        Circuit.Builder circuit = Circuit.builder(qubits);
        for (int gate = 0; gate < gates; gate++) {
            for (int qubit = 0; qubit < qubits; qubit++) {
                circuit.add(new RY(qubit, Angle.constant(.4)));
            }
            circuit.add(new PhaseShift(0, Angle.parameter(0))
                    .controlledBy(IntStream.range(1, qubits).boxed().toArray(Integer[]::new)));
        }
        Circuit whole = circuit.add(new RX(0, Angle.constant(.3)))
                .measure(Observable.z(0))
                .build();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        CircuitPlan plan = CircuitPlan.of(whole);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(gates, plan.layers().size());
        assertTrue(bytes < 16 << 20, "a plan takes " + bytes + " bytes");
    }

    private static long rotations(Gate gate) {
        return Lowering.of(Circuit.builder(4).add(gate).build()).steps().stream()
                .filter(Elementary.Rotation.class::isInstance)
                .count();
    }

    private static Circuit circuit(Gate... gates) {
        Circuit.Builder circuit = Circuit.builder(4);
        mix(circuit);
        for (Gate gate : gates) {
            circuit.add(gate);
        }
        mix(circuit);
        return circuit.measure(Observable.pauli(1, "X0 Y1 Z3").plus(Observable.pauli(.5, "Y2")))
                .measure(Observable.z(3))
                .build();
    }

    private static void mix(Circuit.Builder circuit) {
        for (int qubit = 0; qubit < 4; qubit++) {
            circuit.add(new RY(qubit, Angle.constant(.4 + qubit))).add(new RX(qubit, Angle.constant(.3)));
        }
        circuit.add(new CNOT(0, 1)).add(new CNOT(2, 3)).add(new CNOT(1, 2));
    }
}
