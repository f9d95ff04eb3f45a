package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The QLSTM on the CPU: its circuits and maps.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class QlstmProgram<A> implements CellProgram<A, QlstmStep<A>> {

    /** Index of a gate. */
    static final int FORGET = 0;

    static final int INPUT = 1;
    static final int CANDIDATE = 2;
    static final int OUTPUT = 3;
    /** Index of a head. */
    static final int HIDDEN = 0;

    static final int READOUT = 1;

    final CircuitPlan gatePlan;
    final CircuitPlan headPlan;
    final GateGroup<A> gates;
    final List<Bank<A>> heads = new ArrayList<>();
    /** The maps from m_t to the heads' circuits; none in a bare cell. */
    final List<Affine> headProjections = new ArrayList<>();
    /** The map from m_t to y_t of a direct readout, or null. */
    final Affine direct;

    private final QlstmCell cell;
    private final Sizes sizes;

    QlstmProgram(QlstmCell cell, Precision<A> precision) {
        this.cell = cell;
        gatePlan = CircuitPlan.of(cell.gates());
        headPlan = CircuitPlan.of(cell.heads());
        long bank = cell.bank();
        sizes = new Sizes(
                bank * (4 * Memory.tape(gatePlan, precision) + 2 * Memory.tape(headPlan, precision))
                        + (cell.nIn() + 9L * cell.nOut()) * precision.bytes(),
                bank * (4 * Memory.scratch(gatePlan, precision) + 2 * Memory.scratch(headPlan, precision)),
                bank * (4 * Memory.tables(gatePlan) + 2 * Memory.tables(headPlan)));
        Map<String, CellParameter> parameters =
                cell.parameters().stream().collect(Collectors.toMap(CellParameter::name, Function.identity()));
        gates = new GateGroup<>(gatePlan, QlstmCell.GATES, cell.projections(), cell.bank(), parameters, precision);
        for (String head : QlstmCell.HEADS) {
            heads.add(new Bank<>(head, headPlan, cell.bank(), parameters, precision));
            if (cell.projections() > 0) {
                headProjections.add(
                        Affine.of(parameters.get(head + "ProjectionW"), parameters.get(head + "ProjectionB")));
            }
        }
        direct = cell.directReadout() ? Affine.of(parameters.get(QlstmCell.DIRECT + "W")) : null;
    }

    @Override
    public QlstmCell cell() {
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
        return Stream.concat(gates.banks.stream(), heads.stream()).toList();
    }

    @Override
    public QlstmStep<A> step(CellKernels<A> kernels) {
        return new QlstmStep<>(this, kernels);
    }

    @Override
    public QlstmForward<A> forward(CellKernels<A> kernels) {
        return new QlstmForward<>(this, kernels);
    }

    @Override
    public QlstmBackward<A> backward(CellKernels<A> kernels) {
        return new QlstmBackward<>(this, kernels);
    }
}
