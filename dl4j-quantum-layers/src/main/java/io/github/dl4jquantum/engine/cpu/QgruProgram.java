package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The QGRU on the CPU: its circuits and maps.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QgruProgram<A> implements CellProgram<A, QgruStep<A>> {

    /** Index of a gate. */
    static final int RESET = 0;

    static final int UPDATE = 1;

    private static final int BANKS = 3;

    final CircuitPlan plan;
    final GateGroup<A> gates;
    final InputMap candidateProjection;
    final Bank<A> candidate;

    private final QgruCell cell;
    private final Sizes sizes;

    QgruProgram(QgruCell cell, Precision<A> precision) {
        this.cell = cell;
        plan = CircuitPlan.of(cell.circuit());
        long circuits = (long) BANKS * cell.bank();
        sizes = new Sizes(
                circuits * Memory.tape(plan, precision) + (cell.nIn() + 6L * cell.nOut()) * precision.bytes(),
                circuits * Memory.scratch(plan, precision),
                circuits * Memory.tables(plan));
        Map<String, CellParameter> parameters =
                cell.parameters().stream().collect(Collectors.toMap(CellParameter::name, Function.identity()));
        gates = new GateGroup<>(plan, QgruCell.GATES, cell.projections(), cell.bank(), parameters, precision);
        candidateProjection = InputMap.named(QgruCell.CANDIDATE + "Projection", parameters);
        candidate = new Bank<>(QgruCell.CANDIDATE, plan, cell.bank(), parameters, precision);
    }

    @Override
    public QgruCell cell() {
        return cell;
    }

    @Override
    public int widest() {
        return Bank.widest(cell.bank());
    }

    @Override
    public Sizes sizes() {
        return sizes;
    }

    @Override
    public List<Bank<A>> banks() {
        return Stream.concat(gates.banks.stream(), Stream.of(candidate)).toList();
    }

    @Override
    public QgruStep<A> step(CellKernels<A> kernels) {
        return new QgruStep<>(this, kernels);
    }

    @Override
    public QgruForward<A> forward(CellKernels<A> kernels) {
        return new QgruForward<>(this, kernels);
    }

    @Override
    public QgruBackward<A> backward(CellKernels<A> kernels) {
        return new QgruBackward<>(this, kernels);
    }
}
