package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.GruCell;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The classical GRU on the CPU: its maps from x and h.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class GruProgram<A> implements CellProgram<A, GruStep<A>> {

    final InputMap reset;
    final InputMap update;
    final InputMap candidate;

    private final GruCell cell;
    private final Sizes sizes;

    GruProgram(GruCell cell, Precision<A> precision) {
        this.cell = cell;
        sizes = new Sizes(
                (cell.nIn() + (long) GruStep.ROWS * cell.nOut() + 1) * precision.bytes(),
                GruBackward.scratch(cell, precision.bytes()),
                3L * cell.nOut() * (cell.nIn() + cell.nOut()) * precision.bytes());
        Map<String, CellParameter> parameters =
                cell.parameters().stream().collect(Collectors.toMap(CellParameter::name, Function.identity()));
        List<InputMap> maps = GruCell.GATES.stream()
                .map(name -> InputMap.named(name, parameters))
                .toList();
        reset = maps.get(0);
        update = maps.get(1);
        candidate = maps.get(2);
    }

    @Override
    public GruCell cell() {
        return cell;
    }

    @Override
    public int widest() {
        return CellKernels.WIDE;
    }

    @Override
    public Sizes sizes() {
        return sizes;
    }

    @Override
    public List<Bank<A>> banks() {
        return List.of();
    }

    @Override
    public GruStep<A> step(CellKernels<A> kernels) {
        return new GruStep<>(cell, kernels);
    }

    @Override
    public GruForward<A> forward(CellKernels<A> kernels) {
        return new GruForward<>(this, kernels);
    }

    @Override
    public GruBackward<A> backward(CellKernels<A> kernels) {
        return new GruBackward<>(this, kernels);
    }
}
