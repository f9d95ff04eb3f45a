package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.chart.Colormap;
import io.github.dl4jquantum.bench.chart.FieldRow;
import io.github.dl4jquantum.bench.result.FieldFrame;
import io.github.dl4jquantum.bench.result.RowKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** True fields, and the predictions and errors of several ways to forecast them. */
final class FieldComparison {
    private static final List<String> SHOWN = List.of("qlstm", "qlstm-twin", "qgru", "lstm");
    private static final int MOST = 3;

    private final CompareRows rows;
    private final Map<RowKey, List<FieldFrame>> frames;
    private final int columns;

    /**
     * @param frames moments of the rollout, of each row
     * @param columns grid points along x
     */
    FieldComparison(CompareRows rows, Map<RowKey, List<FieldFrame>> frames, int columns) {
        this.rows = rows;
        this.frames = frames;
        this.columns = columns;
    }

    /** The pictures of one problem and split; empty if there are none. */
    String html(List<RowKey> of) {
        Map<String, List<FieldFrame>> chosen = new LinkedHashMap<>();
        for (String model : order(of)) {
            RowKey row = rows.pictured(of, model);
            if (row != null && !frames.getOrDefault(row, List.of()).isEmpty()) {
                chosen.put(rows.label(row), frames.get(row));
            }
            if (chosen.size() == MOST) {
                break;
            }
        }
        if (chosen.isEmpty()) {
            return "";
        }
        List<FieldRow> fields = new ArrayList<>();
        double worst = 0;
        for (Map.Entry<String, List<FieldFrame>> each : chosen.entrySet()) {
            List<FieldRow> three = FieldRow.of(each.getValue());
            if (fields.isEmpty()) {
                fields.add(three.get(0));
            }
            fields.add(three.get(1).named(each.getKey()));
            fields.add(three.get(2));
            worst = Math.max(worst, three.get(2).high());
        }
        double largest = worst;
        fields.replaceAll(row -> row.map() == Colormap.MAGMA ? row.upTo(largest) : row);
        List<FieldFrame> moments = chosen.values().iterator().next();
        return new FieldTable(moments, fields, columns).html();
    }

    /** The usual ones that are there, and others if they are too few. */
    private static List<String> order(List<RowKey> of) {
        List<String> order = new ArrayList<>();
        List<String> present = of.stream().map(RowKey::model).distinct().toList();
        SHOWN.stream().filter(present::contains).limit(MOST - 1).forEach(order::add);
        order.add("quadratic-map");
        present.stream().filter(model -> !order.contains(model)).forEach(order::add);
        return order;
    }
}
