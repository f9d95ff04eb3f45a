package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.circuit.*;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A random gate of every kind: what {@link RandomCircuits} are made of. */
final class RandomGates {

    /** Makes a gate of one kind on distinct qubits. */
    interface Maker {
        Gate make(int[] q, Supplier<Angle> angle, Random random);
    }

    /**
     * One kind of gate.
     *
     * @param qubits number of qubits that it acts on
     */
    record Kind(int qubits, Maker maker) {}

    /** Every kind that engines know by themselves, fixed unitaries of one to three qubits. */
    static final List<Kind> PRIMITIVE = List.of(
            new Kind(1, (q, a, r) -> new H(q[0])),
            new Kind(1, (q, a, r) -> new X(q[0])),
            new Kind(1, (q, a, r) -> new Y(q[0])),
            new Kind(1, (q, a, r) -> new Z(q[0])),
            new Kind(1, (q, a, r) -> new S(q[0])),
            new Kind(1, (q, a, r) -> new T(q[0])),
            new Kind(1, (q, a, r) -> new RX(q[0], a.get())),
            new Kind(1, (q, a, r) -> new RY(q[0], a.get())),
            new Kind(1, (q, a, r) -> new RZ(q[0], a.get())),
            new Kind(1, (q, a, r) -> new Rot(q[0], a.get(), a.get(), a.get())),
            new Kind(0, (q, a, r) -> new GlobalPhase(a.get())),
            new Kind(1, RandomGates::unitary),
            new Kind(2, (q, a, r) -> new CNOT(q[0], q[1])),
            new Kind(2, (q, a, r) -> new CZ(q[0], q[1])),
            new Kind(2, (q, a, r) -> new SWAP(q[0], q[1])),
            new Kind(2, (q, a, r) -> new CRX(q[0], q[1], a.get())),
            new Kind(2, (q, a, r) -> new CRY(q[0], q[1], a.get())),
            new Kind(2, (q, a, r) -> new CRZ(q[0], q[1], a.get())),
            new Kind(2, RandomGates::unitary),
            new Kind(3, RandomGates::unitary),
            new Kind(3, (q, a, r) -> new MultiControlledX(List.of(q[0], q[1]), q[2])));

    /** Every kind that is made of others; several of those that contain any gate. */
    static final List<Kind> COMPOSITE = List.of(
            new Kind(1, (q, a, r) -> new PhaseShift(q[0], a.get())),
            new Kind(1, (q, a, r) -> new U2(q[0], a.get(), a.get())),
            new Kind(1, (q, a, r) -> new U3(q[0], a.get(), a.get(), a.get())),
            new Kind(1, (q, a, r) -> new SX(q[0])),
            new Kind(2, (q, a, r) -> new CY(q[0], q[1])),
            new Kind(2, (q, a, r) -> new CH(q[0], q[1])),
            new Kind(2, (q, a, r) -> new CPhase(q[0], q[1], a.get())),
            new Kind(2, (q, a, r) -> new CRot(q[0], q[1], a.get(), a.get(), a.get())),
            new Kind(3, (q, a, r) -> new Toffoli(q[0], q[1], q[2])),
            new Kind(3, (q, a, r) -> new CSWAP(q[0], q[1], q[2])),
            new Kind(2, (q, a, r) -> new ISWAP(q[0], q[1])),
            new Kind(2, (q, a, r) -> new IsingXX(q[0], q[1], a.get())),
            new Kind(2, (q, a, r) -> new IsingYY(q[0], q[1], a.get())),
            new Kind(2, (q, a, r) -> new IsingZZ(q[0], q[1], a.get())),
            new Kind(2, (q, a, r) -> new IsingXY(q[0], q[1], a.get())),
            new Kind(1, RandomGates::pauliRot),
            new Kind(3, RandomGates::pauliRot),
            new Kind(1, RandomGates::evolution),
            new Kind(2, RandomGates::evolution),
            new Kind(2, RandomGates::subCircuit),
            new Kind(1, (q, a, r) -> new Adjoint(new T(q[0]))),
            new Kind(2, (q, a, r) -> new Adjoint(subCircuit(q, a, r))),
            new Kind(
                    3,
                    (q, a, r) -> new Controlled(
                            new PhaseShift(q[0], a.get()),
                            List.of(q[1], q[2]),
                            List.of(r.nextBoolean(), r.nextBoolean()))),
            new Kind(
                    3,
                    (q, a, r) -> new Controlled(
                            subCircuit(new int[] {q[0], q[1]}, a, r), List.of(q[2]), List.of(r.nextBoolean()))));

    private RandomGates() {}

    /** All kinds. */
    static List<Kind> all() {
        return Stream.concat(PRIMITIVE.stream(), COMPOSITE.stream()).toList();
    }

    private static Gate unitary(int[] q, Supplier<Angle> angle, Random random) {
        return new FixedUnitary(list(q), RandomCircuits.unitary(1 << q.length, random.nextLong()));
    }

    private static Gate pauliRot(int[] q, Supplier<Angle> angle, Random random) {
        var paulis = new TreeMap<Integer, Pauli>();
        for (int qubit : q) {
            paulis.put(qubit, Pauli.values()[random.nextInt(3)]);
        }
        return new PauliRot(paulis, angle.get());
    }

    private static Gate evolution(int[] q, Supplier<Angle> angle, Random random) {
        return new Evolution(list(q), hermitian(1 << q.length, random), angle.get());
    }

    private static Gate subCircuit(int[] q, Supplier<Angle> angle, Random random) {
        return new SubCircuit(
                "sub",
                List.of(
                        new H(q[0]),
                        new CRX(q[1], q[0], angle.get()),
                        new GlobalPhase(angle.get()),
                        new S(q[1]),
                        new U3(q[1], angle.get(), angle.get(), angle.get()),
                        unitary(q, angle, random)));
    }

    /** A random Hermitian matrix with entries of the order of 1. */
    static Hermitian hermitian(int size, Random random) {
        double[] re = new double[size * size];
        double[] im = new double[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                re[row * size + column] = re[column * size + row] = random.nextDouble() - 0.5;
                im[row * size + column] = row == column ? 0 : random.nextDouble() - 0.5;
                im[column * size + row] = -im[row * size + column];
            }
        }
        return new Hermitian(re, im);
    }

    private static List<Integer> list(int[] q) {
        return IntStream.of(q).boxed().toList();
    }
}
