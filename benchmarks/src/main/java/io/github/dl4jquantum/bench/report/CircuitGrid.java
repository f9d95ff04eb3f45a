package io.github.dl4jquantum.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A number of a model's rows by the size of their circuits: qubits down, layers across. */
final class CircuitGrid {
    private final CompareRows rows;
    private final List<RowKey> circuits;

    /** @param shown rows of one problem and split; those of the pictured encoder and latent size count */
    CircuitGrid(CompareRows rows, List<RowKey> shown, String model) {
        this.rows = rows;
        RowKey pictured = rows.pictured(shown, model);
        circuits = shown.stream()
                .filter(row -> pictured != null && row.model().equals(model) && row.sameSpace(pictured))
                .toList();
    }

    /** Errors and the gradient's variance, a table each; empty unless sizes differ. */
    String html(String test) {
        if (sizes(RowKey::qubits).size() * sizes(RowKey::layers).size() < 2) {
            return "";
        }
        return "<div class=\"charts\">"
                + table("one-step MAE", cell -> cell.tests().get(test).oneStep().mae())
                + table("rollout MAE", cell -> cell.tests().get(test).rollout().mae())
                + table("gradient variance", CellResult::gradientVariance) + "</div>";
    }

    private String table(String what, Function<CellResult, Double> number) {
        List<String> heads = new ArrayList<>(List.of(what));
        sizes(RowKey::layers).forEach(layers -> heads.add(layers + (layers == 1 ? " layer" : " layers")));
        HtmlTable table = new HtmlTable(heads);
        for (int qubits : sizes(RowKey::qubits)) {
            List<String> cells = new ArrayList<>(List.of(qubits + (qubits == 1 ? " qubit" : " qubits")));
            for (int layers : sizes(RowKey::layers)) {
                cells.add(of(qubits, layers)
                        .map(row -> rows.summary(row, number))
                        .map(ErrorTable::median)
                        .findFirst()
                        .orElse(""));
            }
            table.row("", cells);
        }
        return table.html();
    }

    private Stream<RowKey> of(int qubits, int layers) {
        return circuits.stream().filter(row -> row.qubits() == qubits && row.layers() == layers);
    }

    private List<Integer> sizes(Function<RowKey, Integer> size) {
        return circuits.stream().map(size).distinct().sorted().toList();
    }
}
