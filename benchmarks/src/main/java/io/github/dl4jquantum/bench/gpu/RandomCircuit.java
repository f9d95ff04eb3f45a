package io.github.dl4jquantum.bench.gpu;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.CRX;
import io.github.dl4jquantum.circuit.CRY;
import io.github.dl4jquantum.circuit.CRZ;
import io.github.dl4jquantum.circuit.CZ;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.FixedUnitary;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.RZ;
import io.github.dl4jquantum.circuit.Rot;
import io.github.dl4jquantum.circuit.S;
import io.github.dl4jquantum.circuit.SWAP;
import io.github.dl4jquantum.circuit.T;
import io.github.dl4jquantum.circuit.X;
import io.github.dl4jquantum.circuit.Y;
import io.github.dl4jquantum.circuit.Z;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A circuit of every kind of gate that fits its qubits, in random order on random qubits; its angles are constants,
 * parameters (some shared) and functions of inputs, scaled at random; it measures a Z and a sum of Pauli strings.
 */
final class RandomCircuit {

    private final Random random;
    private final int qubits;
    private int inputs;
    private int parameters;

    private RandomCircuit(int qubits, Random random) {
        this.qubits = qubits;
        this.random = random;
    }

    static Circuit of(int qubits, Random random) {
        return new RandomCircuit(qubits, random).circuit();
    }

    private Circuit circuit() {
        List<Gate> gates = new ArrayList<>();
        IntStream.range(0, 3).forEach(repeat -> gates.addAll(single(random.nextInt(qubits))));
        IntStream.range(0, qubits > 1 ? 3 : 0).forEach(repeat -> gates.addAll(pair()));
        Collections.shuffle(gates, random);
        Circuit.Builder circuit = Circuit.builder(qubits);
        gates.forEach(circuit::add);
        circuit.measure(Observable.z(random.nextInt(qubits)));
        circuit.measure(pauli().plus(pauli()));
        return circuit.build();
    }

    private List<Gate> single(int q) {
        return List.of(
                new H(q),
                new X(q),
                new Y(q),
                new Z(q),
                new S(q),
                new T(q),
                new RX(q, angle()),
                new RY(q, angle()),
                new RZ(q, angle()),
                new Rot(q, angle(), angle(), angle()),
                new FixedUnitary(List.of(q), new RX(q, Angle.constant(0)).matrix(random.nextGaussian())));
    }

    private List<Gate> pair() {
        int a = random.nextInt(qubits);
        int b = (a + 1 + random.nextInt(qubits - 1)) % qubits;
        return List.of(
                new CNOT(a, b),
                new CZ(a, b),
                new SWAP(a, b),
                new CRX(a, b, angle()),
                new CRY(a, b, angle()),
                new CRZ(a, b, angle()),
                new FixedUnitary(List.of(a, b), new CRY(a, b, Angle.constant(0)).matrix(random.nextGaussian())));
    }

    private Angle angle() {
        Angle.Source[] sources = Angle.Source.values();
        Angle.Source source = sources[random.nextInt(sources.length)];
        double factor = random.nextBoolean() ? 1 : random.nextGaussian();
        if (source == Angle.Source.CONSTANT) {
            return Angle.constant(factor);
        }
        int known = source.isInput() ? inputs : parameters;
        int index = random.nextInt(known + 1);
        if (source.isInput()) {
            inputs = Math.max(inputs, index + 1);
        } else {
            parameters = Math.max(parameters, index + 1);
        }
        return new Angle(source, index, factor);
    }

    private Observable pauli() {
        String string = IntStream.range(0, qubits)
                .filter(q -> random.nextBoolean())
                .mapToObj(q -> "XYZ".charAt(random.nextInt(3)) + "" + q)
                .collect(Collectors.joining(" "));
        return Observable.pauli(random.nextGaussian(), string);
    }
}
