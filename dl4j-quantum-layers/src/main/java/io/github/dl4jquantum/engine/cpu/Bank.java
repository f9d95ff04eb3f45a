package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The circuits of a gate, each with angles of its own, and the one linear map behind all of them. */
final class Bank {

    final CircuitPlan plan;
    /** Of each circuit. */
    final List<CircuitTable> tables = new ArrayList<>();
    /** The map from all expectations to nOut; null where the expectations are used as they are. */
    final Affine map;

    private final int firstAngle;

    /**
     * The gate of that name among a cell's parameters.
     *
     * @param count how many circuits it has
     */
    Bank(String name, CircuitPlan plan, int count, Map<String, CellParameter> parameters) {
        this.plan = plan;
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

    void prepare(double[] parameters) {
        for (int circuit = 0; circuit < count(); circuit++) {
            tables.get(circuit).prepare(parameters, angles(circuit));
        }
    }

    /** Lanes of a tile for a cell of banks: 32 were measured to be a quarter cheaper than 64 with 16 circuits a gate. */
    static int widest(int count) {
        return count == 1 ? CellKernels.WIDEST / 2 : CellKernels.WIDEST / 4;
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
