package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.engine.spi.QlstmCell;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;

/** One time step of a {@link QlstmCell}. */
final class QlstmStepGraph extends StepGraph {

    private final QlstmCell cell;

    QlstmStepGraph(QlstmCell cell, DataType type) {
        super(cell, type, cell.projections() > 0);
        this.cell = cell;
        SDVariable h = sd.placeHolder("hidden", type, -1, cell.nOut());
        SDVariable c = sd.placeHolder("cell", type, -1, cell.nOut());
        List<SDVariable> z = gates(h);
        SDVariable forget = sd.nn().sigmoid(z.get(0));
        SDVariable input = sd.nn().sigmoid(z.get(1));
        SDVariable candidate = sd.nn().tanh(z.get(2));
        SDVariable output = sd.nn().sigmoid(z.get(3));
        SDVariable next = forget.mul(c).add(input.mul(candidate));
        SDVariable m = output.mul(sd.nn().tanh(next));
        List<SDVariable> heads = heads(m);
        SDVariable y = cell.directReadout() ? heads.get(1).add(product(m, QlstmCell.DIRECT + "W")) : heads.get(1);
        heads.get(0).mul(mask).rename(after("hidden"));
        next.mul(mask).rename(after("cell"));
        y.mul(mask).rename(ACTIVATIONS);
    }

    private List<SDVariable> gates(SDVariable h) {
        boolean each = cell.projections() == QlstmCell.GATES.size();
        SDVariable shared = each ? null : projected("projection", h);
        List<SDVariable> q = QlstmCell.GATES.stream()
                .map(gate -> each ? projected(gate + "Projection", h) : shared)
                .toList();
        return evaluate(cell.gates(), QlstmCell.GATES, q);
    }

    private List<SDVariable> heads(SDVariable m) {
        List<SDVariable> q = QlstmCell.HEADS.stream()
                .map(head -> cell.projections() > 0 ? affine(head + "Projection", m) : m)
                .toList();
        return evaluate(cell.heads(), QlstmCell.HEADS, q);
    }
}
