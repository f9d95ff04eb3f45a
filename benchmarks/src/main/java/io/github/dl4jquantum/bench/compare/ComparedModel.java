package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.study.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A latent model by its name, such as {@code qlstm-residual}.
 *
 * @param cell the recurrent layer
 * @param residual whether the network's output is the change of the latent vector, not the next one
 */
record ComparedModel(ModelCell cell, boolean residual) {
    private static final String RESIDUAL = "-residual";
    private static final List<ComparedModel> ALL = all();

    private static List<ComparedModel> all() {
        List<ComparedModel> all = new ArrayList<>();
        for (ModelCell cell : List.of(ModelCell.QLSTM, ModelCell.QGRU, ModelCell.LSTM, ModelCell.GRU)) {
            all.add(new ComparedModel(cell, false));
            all.add(new ComparedModel(cell, true));
        }
        for (ModelCell cell : ModelCell.values()) {
            if (cell.compareTo(ModelCell.GRU) > 0) {
                all.add(new ComparedModel(cell, false));
            }
        }
        return List.copyOf(all);
    }

    /** Every name: the four cells, each without and with a residual output, and the controls. */
    static List<String> names() {
        return ALL.stream().map(ComparedModel::toString).toList();
    }

    /** The model of that name. */
    static ComparedModel named(String name) {
        return ALL.stream()
                .filter(model -> model.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("Unknown model '" + name + "': did you mean "
                        + Spelling.nearest(name, names()) + "? Choose all, or of " + String.join(", ", names()) + "."));
    }

    @Override
    public String toString() {
        return cell.name().toLowerCase(Locale.ROOT).replace('_', '-') + (residual ? RESIDUAL : "");
    }
}
