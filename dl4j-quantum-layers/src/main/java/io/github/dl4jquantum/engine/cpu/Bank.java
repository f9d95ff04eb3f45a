package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The circuits of a gate, each with angles of its own, and the one linear map behind all of them. They run layer by layer,
 * or as one matrix each ({@link Transfer}) where that is made for enough examples.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Bank<A> {

    final CircuitPlan plan;
    /** Of each circuit. */
    final List<CircuitTable> tables = new ArrayList<>();
    /** The map from all expectations to nOut; null where the expectations are used as they are. */
    final Affine map;

    private final int firstAngle;
    private final Precision<A> precision;
    /** Of each circuit its {@link Transfer} matrix, [observable, product]; none where they run layer by layer. */
    final List<A> transfers = new ArrayList<>();

    private Tomography<A> tomography;
    private int firstSum;

    /**
     * The gate of that name among a cell's parameters.
     *
     * @param count how many circuits it has
     */
    Bank(String name, CircuitPlan plan, int count, Map<String, CellParameter> parameters, Precision<A> precision) {
        this.plan = plan;
        this.precision = precision;
        for (int circuit = 0; circuit < count; circuit++) {
            tables.add(new CircuitTable(plan));
        }
        CellParameter angles = parameters.get(name + "Angles");
        firstAngle = angles == null ? 0 : angles.offset();
        CellParameter weights = parameters.get(name + "W");
        map = weights == null ? null : Affine.of(weights, parameters.get(name + "B"));
    }

    /** Number of circuits. */
    int count() {
        return tables.size();
    }

    /** Index of a circuit's first angle among the cell's parameters. */
    int angles(int circuit) {
        return firstAngle + circuit * plan.circuit().parameters();
    }

    /** Runs layer by layer from now on, or as matrices. */
    void transfer(boolean asMatrices) {
        transfers.clear();
        for (int circuit = 0; asMatrices && circuit < count(); circuit++) {
            transfers.add(precision.allocate(sums()));
        }
    }

    boolean transfers() {
        return !transfers.isEmpty();
    }

    /** Numbers in the gradient of a matrix. */
    private int sums() {
        return plan.circuit().observables().size() * Transfer.features(plan);
    }

    /**
     * Takes up room for the gradients of the matrices, behind what is taken already.
     *
     * @return the end of it
     */
    int placeSums(int first) {
        firstSum = first;
        return first + transfers.size() * sums();
    }

    /** Index of the first number of the gradient of a circuit's matrix. */
    int sums(int circuit) {
        return firstSum + circuit * sums();
    }

    void prepare(double[] parameters) {
        for (int circuit = 0; circuit < count(); circuit++) {
            tables.get(circuit).prepare(parameters, angles(circuit));
            if (transfers()) {
                tomography = tomography == null ? new Tomography<>(plan, precision) : tomography;
                tomography.forward(tables.get(circuit), transfers.get(circuit));
            }
        }
    }

    /** From the gradients of the matrices to those of the angles, in the same array. */
    void finish(double[] sums) {
        for (int circuit = 0; circuit < transfers.size(); circuit++) {
            tomography.backward(tables.get(circuit), sums, sums(circuit), angles(circuit));
        }
    }

    /** Lanes of a tile for a cell of banks: 32 were measured to be a quarter cheaper than 64 with 16 circuits a gate. */
    static int widest(int count) {
        return count == 1 ? CellKernels.WIDE : CellKernels.WIDE / 2;
    }

    /** Of rows of all circuits, those of each. */
    static <A> List<A[]> slices(A[] rows, int count) {
        int each = rows.length / count;
        List<A[]> slices = new ArrayList<>();
        for (int circuit = 0; circuit < count; circuit++) {
            slices.add(Arrays.copyOfRange(rows, circuit * each, (circuit + 1) * each));
        }
        return slices;
    }
}
