package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.engine.spi.QgruCell;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** One time step of a {@link QgruCell}. */
final class QgruStepGraph extends StepGraph {

    private final QgruCell cell;

    QgruStepGraph(QgruCell cell, DataType type) {
        super(cell, type, cell.projections() > 0);
        this.cell = cell;
        SDVariable h = sd.placeHolder("hidden", type, -1, cell.nOut());
        List<SDVariable> gates = gates(h);
        SDVariable reset = sd.nn().sigmoid(gates.get(0));
        SDVariable update = sd.nn().sigmoid(gates.get(1));
        SDVariable q = projected(QgruCell.CANDIDATE + "Projection", reset.mul(h));
        SDVariable candidate = sd.nn()
                .tanh(evaluate(cell.circuit(), List.of(QgruCell.CANDIDATE), List.of(q))
                        .get(0));
        SDVariable next = candidate.add(update.mul(h.sub(candidate)));
        next.mul(mask).rename(after("hidden"));
        next.mul(mask).rename(ACTIVATIONS);
    }

    private List<SDVariable> gates(SDVariable h) {
        boolean each = cell.projections() == QgruCell.GATES.size();
        SDVariable shared = each ? null : projected("projection", h);
        List<SDVariable> q = QgruCell.GATES.stream()
                .map(gate -> each ? projected(gate + "Projection", h) : shared)
                .toList();
        return evaluate(cell.circuit(), QgruCell.GATES, q);
    }
}
