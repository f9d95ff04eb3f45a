package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.study.BadInputException;
import io.github.dl4jquantum.bench.study.Spelling;
import io.github.dl4jquantum.bench.study.StudyModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A latent model by its name: {@code qlstm}, {@code qlstm-plain} without a residual output, {@code lstm-timed} with the
 * training time of a QLSTM.
 *
 * @param cell the recurrent layer
 * @param residual whether the network's output is the change of the latent vector, not the next one
 * @param pace the model whose seconds of training it gets; null for one with the experiment's updates
 */
record ComparedModel(StudyModel cell, boolean residual, StudyModel pace) {
    private static final String PLAIN = "-plain";
    private static final String TIMED = "-timed";
    private static final List<ComparedModel> ALL = all();

    private static List<ComparedModel> all() {
        List<ComparedModel> all = new ArrayList<>();
        for (StudyModel cell : StudyModel.values()) {
            all.add(new ComparedModel(cell, true, null));
        }
        all.add(new ComparedModel(StudyModel.LSTM, true, StudyModel.QLSTM));
        all.add(new ComparedModel(StudyModel.GRU, true, StudyModel.QGRU));
        for (StudyModel cell : StudyModel.values()) {
            all.add(new ComparedModel(cell, false, null));
        }
        return List.copyOf(all);
    }

    /** Every name. */
    static List<String> names() {
        return ALL.stream().map(ComparedModel::toString).toList();
    }

    /** The model of that name. */
    static ComparedModel named(String name) {
        return ALL.stream()
                .filter(model -> model.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException(Spelling.unknown("model", name, names())));
    }

    /** Whether it has the training time of another. */
    boolean isTimed() {
        return pace != null;
    }

    /** Whether the sizes of circuits matter to it. */
    boolean knowsCircuits() {
        return isTimed() || cell.knowsCircuits();
    }

    @Override
    public String toString() {
        return cell + (residual ? "" : PLAIN) + (isTimed() ? TIMED : "");
    }
}
