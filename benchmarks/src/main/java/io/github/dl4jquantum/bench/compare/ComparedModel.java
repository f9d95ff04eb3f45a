package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Spelling;
import io.github.dl4jquantum.bench.study.StudyModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A latent model by its name: {@code qlstm}, {@code qlstm-plain} without a residual output, {@code lstm-timed} with the
 * training time of a QLSTM, {@code qlstm@depolarizing-0.03} trained under the noise of that {@link Condition}.
 *
 * @param cell the recurrent layer
 * @param residual whether the network's output is the change of the latent vector, not the next one
 * @param pace the model whose seconds of training it gets; null for one with the experiment's updates
 * @param noise name of the condition that it is trained under; null for exact circuits
 */
record ComparedModel(StudyModel cell, boolean residual, StudyModel pace, String noise) {
    private static final String PLAIN = "-plain";
    private static final String TIMED = "-timed";
    private static final char UNDER = '@';
    private static final List<ComparedModel> ALL = all();

    private static List<ComparedModel> all() {
        List<ComparedModel> all = new ArrayList<>();
        for (StudyModel cell : StudyModel.values()) {
            all.add(new ComparedModel(cell, true, null, null));
        }
        all.add(new ComparedModel(StudyModel.LSTM, true, StudyModel.QLSTM, null));
        all.add(new ComparedModel(StudyModel.GRU, true, StudyModel.QGRU, null));
        for (StudyModel cell : StudyModel.values()) {
            all.add(new ComparedModel(cell, false, null, null));
        }
        return List.copyOf(all);
    }

    /** Every name of a model that is trained exactly. */
    static List<String> names() {
        return ALL.stream().map(ComparedModel::toString).toList();
    }

    /**
     * The model of that name.
     *
     * @throws BadInputException if there is none, or it has no circuits and is to be trained under noise
     */
    static ComparedModel named(String name) {
        int under = name.indexOf(UNDER);
        if (under >= 0) {
            ComparedModel exact = named(name.substring(0, under));
            String noise = name.substring(under + 1);
            require(exact.cell.isQuantum(), notTrainable(name));
            return new ComparedModel(exact.cell, exact.residual, null, noise);
        }
        return ALL.stream()
                .filter(model -> model.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException(Spelling.unknown("model", name, names())));
    }

    /**
     * Refuses training under a condition.
     *
     * @throws BadInputException if it is exact, or has shots
     */
    void checkTraining(Condition condition) {
        require(!condition.noise().isNone() && condition.shots() == 0, notTrainable(toString()));
    }

    private static String notTrainable(String name) {
        return "models: '" + name + "' is no quantum cell under noise without shots: try qlstm@depolarizing-0.03.";
    }

    /** Whether it has the training time of another. */
    boolean isTimed() {
        return pace != null;
    }

    /** Whether the sizes of circuits matter to it. */
    boolean knowsCircuits() {
        return isTimed() || cell.knowsCircuits();
    }

    /** The name of the same model, trained exactly. */
    String exact() {
        return cell + (residual ? "" : PLAIN) + (isTimed() ? TIMED : "");
    }

    @Override
    public String toString() {
        return exact() + (noise == null ? "" : UNDER + noise);
    }
}
