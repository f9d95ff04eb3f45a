package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The QGRU on the CPU: its circuits and maps.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QgruProgram<A> implements CellProgram<A, QgruStep<A>> {

    /** Index of a gate. */
    static final int RESET = 0;

    static final int UPDATE = 1;

    private static final int CIRCUITS = 3;

    final CircuitPlan plan;
    /** How q_t is made: once for both gates, or once for each. */
    final List<InputMap> projections = new ArrayList<>();

    final List<CellCircuit> gates = new ArrayList<>();
    final InputMap candidateProjection;
    final CellCircuit candidate;

    private final QgruCell cell;
    private final CellKernels<A> kernels;
    private final Sizes sizes;

    QgruProgram(QgruCell cell, Precision<A> precision) {
        this.cell = cell;
        kernels = CellKernels.of(precision);
        plan = CircuitPlan.of(cell.circuit());
        sizes = new Sizes(
                CIRCUITS * Memory.tape(plan, precision)
                        + (cell.nIn() + 6L * cell.nOut()) * Kernels.LANES * precision.bytes(),
                CIRCUITS * Memory.scratch(plan, precision),
                CIRCUITS * Memory.tables(plan));
        Memory.threads(cell, sizes.tables(), sizes.scratch() + sizes.step());
        Map<String, CellParameter> parameters =
                cell.parameters().stream().collect(Collectors.toMap(CellParameter::name, Function.identity()));
        boolean each = cell.projections() == QgruCell.GATES.size();
        if (!each) {
            projections.add(InputMap.named("projection", parameters));
        }
        for (String gate : QgruCell.GATES) {
            gates.add(new CellCircuit(gate, plan, parameters));
            if (each) {
                projections.add(InputMap.named(gate + "Projection", parameters));
            }
        }
        candidateProjection = InputMap.named(QgruCell.CANDIDATE + "Projection", parameters);
        candidate = new CellCircuit(QgruCell.CANDIDATE, plan, parameters);
    }

    /** Which q_t a gate uses. */
    int projectionOf(int gate) {
        return projections.size() == 1 ? 0 : gate;
    }

    @Override
    public QgruCell cell() {
        return cell;
    }

    @Override
    public Sizes sizes() {
        return sizes;
    }

    @Override
    public void prepare(double[] parameters) {
        gates.forEach(circuit -> circuit.prepare(parameters));
        candidate.prepare(parameters);
    }

    @Override
    public QgruStep<A> step() {
        return new QgruStep<>(this, kernels);
    }

    @Override
    public QgruForward<A> forward() {
        return new QgruForward<>(this, kernels);
    }

    @Override
    public QgruBackward<A> backward() {
        return new QgruBackward<>(this, kernels);
    }
}
