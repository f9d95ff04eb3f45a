package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a QLSTM's maps and circuits find their parameters, and the plans of its circuits. */
final class QlstmLayout {

    /** Index of a gate. */
    static final int FORGET = 0;

    static final int INPUT = 1;
    static final int CANDIDATE = 2;
    static final int OUTPUT = 3;
    /** Index of a head. */
    static final int HIDDEN = 0;

    static final int READOUT = 1;

    final QlstmCell cell;
    final CircuitPlan gates;
    final CircuitPlan heads;
    /** W_x and b: one, four or none. */
    final List<Affine> projections = new ArrayList<>();
    /** W_h: as many. */
    final List<Affine> recurrentProjections = new ArrayList<>();
    /** W_k of the four gates; none in a bare cell. */
    final List<Affine> gateMaps = new ArrayList<>();
    /** W_5' and W_6'; none in a bare cell. */
    final List<Affine> headProjections = new ArrayList<>();
    /** W_5 and W_6; none in a bare cell. */
    final List<Affine> headMaps = new ArrayList<>();
    /** Offsets of the angles of the four gates, then of the two heads. */
    final int[] angles = new int[QlstmCell.GATES.size() + QlstmCell.HEADS.size()];

    QlstmLayout(QlstmCell cell) {
        this.cell = cell;
        gates = CircuitPlan.of(cell.gates());
        heads = CircuitPlan.of(cell.heads());
        Map<String, CellParameter> named =
                cell.parameters().stream().collect(Collectors.toMap(CellParameter::name, Function.identity()));
        addProjection(named, "projection");
        int circuit = 0;
        for (String gate : QlstmCell.GATES) {
            addProjection(named, gate + "Projection");
            addMap(named, gate, gateMaps);
            angles[circuit++] = offset(named.get(gate + "Angles"));
        }
        for (String head : QlstmCell.HEADS) {
            addMap(named, head + "Projection", headProjections);
            addMap(named, head, headMaps);
            angles[circuit++] = offset(named.get(head + "Angles"));
        }
    }

    private void addProjection(Map<String, CellParameter> named, String name) {
        addMap(named, name, projections);
        if (named.containsKey(name + "RW")) {
            recurrentProjections.add(Affine.of(named.get(name + "RW")));
        }
    }

    private static void addMap(Map<String, CellParameter> named, String name, List<Affine> maps) {
        if (named.containsKey(name + "W")) {
            maps.add(Affine.of(named.get(name + "W"), named.get(name + "B")));
        }
    }

    private static int offset(CellParameter angles) {
        return angles == null ? 0 : angles.offset();
    }

    /** Number of different inputs q_t of the gates' circuits: 1, or 4. */
    int encodings() {
        return Math.max(1, projections.size());
    }

    /** Which of them a gate uses. */
    int encodingOf(int gate) {
        return encodings() == 1 ? 0 : gate;
    }
}
