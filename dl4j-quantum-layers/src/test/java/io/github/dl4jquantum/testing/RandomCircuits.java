package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.circuit.*;
import io.github.dl4jquantum.testing.RandomGates.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Seeded random circuits: {@link RandomGates} in random order, on random qubits, with angles of every source,
 * their products and sums, some shared and scaled; observables from a single Z to weighted sums of Pauli strings.
 */
public final class RandomCircuits {

    private final Random random;
    private final int qubits;
    private int inputs;
    private int parameters;

    private RandomCircuits(int qubits, long seed) {
        this.qubits = qubits;
        random = new Random(seed);
    }

    /** A circuit of all primitive gates that fit {@code qubits} qubits, each twice; the same seed gives the same circuit. */
    public static Circuit circuit(int qubits, long seed) {
        RandomCircuits random = new RandomCircuits(qubits, seed);
        List<Kind> kinds = new ArrayList<>(RandomGates.PRIMITIVE);
        kinds.addAll(kinds);
        Collections.shuffle(kinds, random.random);
        return random.circuit(kinds);
    }

    /** A circuit of all gates that fit {@code qubits} qubits, primitive and composite, each once. */
    public static Circuit wide(int qubits, long seed) {
        return some(qubits, RandomGates.all().size(), seed);
    }

    /** At most {@code gates} different kinds of gates that fit {@code qubits} qubits. */
    public static Circuit some(int qubits, int gates, long seed) {
        RandomCircuits random = new RandomCircuits(qubits, seed);
        List<Kind> kinds = new ArrayList<>(RandomGates.all());
        Collections.shuffle(kinds, random.random);
        return random.circuit(kinds.subList(0, gates));
    }

    /** A circuit of two qubits and two inputs whose angles are products and sums, for cells. */
    public static Circuit productAngles() {
        Angle x = Angle.input(0);
        Angle y = Angle.arctan(1);
        Angle theta = Angle.parameter(0);
        return Circuit.builder(2)
                .add(new RY(0, theta.times(x).plus(Angle.parameter(1))))
                .add(new RX(
                        1, Angle.constant(1).minus(x).times(Angle.constant(2).minus(y))))
                .add(new CNOT(0, 1))
                .add(new RZ(1, Angle.parameter(2).times(y).times(theta)))
                .add(new CRY(1, 0, Angle.parameter(3).times(Angle.parameter(3))))
                .add(new CRX(0, 1, theta.times(x).plus(Angle.parameter(1))))
                .build();
    }

    /** Numbers in -2..2: inputs, parameters or upstream gradients. */
    public static double[] values(int length, long seed) {
        return new Random(seed).doubles(length, -2, 2).toArray();
    }

    /** A random unitary of the given size, orthonormalised row by row. */
    public static Unitary unitary(int size, long seed) {
        return unitary(size, new Random(seed));
    }

    private Circuit circuit(List<Kind> kinds) {
        Circuit.Builder circuit = Circuit.builder(qubits);
        kinds.stream().filter(kind -> kind.qubits() <= qubits).map(this::gate).forEach(circuit::add);
        circuit.measure(Observable.z(random.nextInt(qubits)));
        circuit.measure(pauli());
        circuit.measure(pauli().plus(pauli()).plus(Observable.pauli(random.nextGaussian(), "")));
        return circuit.build();
    }

    private Gate gate(Kind kind) {
        List<Integer> shuffled = IntStream.range(0, qubits).boxed().collect(Collectors.toList());
        Collections.shuffle(shuffled, random);
        int[] on = shuffled.stream()
                .limit(kind.qubits())
                .mapToInt(Integer::intValue)
                .toArray();
        return kind.maker().make(on, this::angle, random);
    }

    /** Half of the angles are of one variable, a quarter products, a quarter sums with products in them. */
    private Angle angle() {
        return switch (random.nextInt(4)) {
            case 0 -> variable().times(variable());
            case 1 -> variable().plus(variable().times(variable())).plus(variable());
            default -> variable();
        };
    }

    private Angle variable() {
        Angle.Source[] sources = Angle.Source.values();
        Angle.Source source = sources[random.nextInt(sources.length)];
        double factor = random.nextBoolean() ? 1 : random.nextGaussian();
        if (source == Angle.Source.CONSTANT) {
            return Angle.constant(factor);
        }
        int known = source.isInput() ? inputs : parameters;
        int index = known == 0 || random.nextBoolean() ? known : random.nextInt(known);
        if (source.isInput()) {
            inputs = Math.max(inputs, index + 1);
        } else {
            parameters = Math.max(parameters, index + 1);
        }
        return new Angle(source, index, factor);
    }

    private Observable pauli() {
        String string = IntStream.range(0, qubits)
                .filter(q -> random.nextInt(3) > 0)
                .mapToObj(q -> "XYZ".charAt(random.nextInt(3)) + "" + q)
                .collect(Collectors.joining(" "));
        return Observable.pauli(random.nextGaussian(), string);
    }

    private static Unitary unitary(int size, Random random) {
        double[][] re = new double[size][size];
        double[][] im = new double[size][size];
        for (int row = 0; row < size; row++) {
            re[row] = random.doubles(size, -1, 1).toArray();
            im[row] = random.doubles(size, -1, 1).toArray();
            for (int done = 0; done < row; done++) {
                subtractProjection(re[row], im[row], re[done], im[done]);
            }
            double norm = Math.sqrt(dot(re[row], re[row]) + dot(im[row], im[row]));
            for (int k = 0; k < size; k++) {
                re[row][k] /= norm;
                im[row][k] /= norm;
            }
        }
        return new Unitary(flatten(re), flatten(im));
    }

    private static void subtractProjection(double[] re, double[] im, double[] unitRe, double[] unitIm) {
        double overlapRe = dot(re, unitRe) + dot(im, unitIm);
        double overlapIm = dot(im, unitRe) - dot(re, unitIm);
        for (int k = 0; k < re.length; k++) {
            re[k] -= overlapRe * unitRe[k] - overlapIm * unitIm[k];
            im[k] -= overlapRe * unitIm[k] + overlapIm * unitRe[k];
        }
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(k -> a[k] * b[k]).sum();
    }

    private static double[] flatten(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
