package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.Spelling;
import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Refuses an experiment that cannot be done, before anything of it is. */
final class SpecChecks {
    static final List<String> SPLITS = List.of(CellMatrix.BY_TRAJECTORY, CellMatrix.BY_TIME, CellMatrix.BY_WINDOWS);

    /** More could not be told apart by any interval, and their list alone would fill the memory. */
    private static final int MOST_REPETITIONS = 10_000;

    private final CompareSpec spec;

    private SpecChecks(CompareSpec spec) {
        this.spec = spec;
    }

    static void check(CompareSpec spec) {
        new SpecChecks(spec).check();
    }

    private void check() {
        list("problems", List.copyOf(spec.problems().keySet()));
        names("splits", spec.splits(), SPLITS);
        list("tests", spec.tests());
        spec.noises().keySet().forEach(Condition::checkName);
        list("encoders", spec.encoders());
        numbers("latents", spec.latents());
        numbers("circuits", spec.circuits());
        numbers("qubits", spec.qubits());
        numbers("layers", spec.layers());
        spec.qubits().forEach(qubits -> spec.layers().forEach(layers -> Limits.circuit(qubits, layers)));
        list("encodings", spec.encodings());
        spec.encodings().forEach(Limits::encoding);
        spec.tests().forEach(this::condition);
        models();
        positive("hidden", spec.hidden());
        positive("draws", spec.draws());
        positive("seeds", spec.seeds());
        positive("updates", spec.updates());
        positive("minibatch", spec.minibatch());
        positive("autoencoderUpdates", spec.autoencoderUpdates());
        list("learningRates", spec.learningRates());
        spec.learningRates()
                .forEach(rate ->
                        require(rate > 0 && rate < 1, "learningRates: " + rate + " is not within 0 to 1: try 0.01."));
        Limits.engine(spec.engine());
        double cells = (double) spec.draws() * spec.seeds();
        require(
                cells <= MOST_REPETITIONS,
                String.format(
                        Locale.ROOT,
                        "draws %d times seeds %d are %.0f repetitions of each model, above %d: choose fewer.",
                        spec.draws(),
                        spec.seeds(),
                        cells,
                        MOST_REPETITIONS));
        spec.problems().keySet().forEach(this::problem);
    }

    private void models() {
        list("models", spec.models());
        for (String name : spec.models()) {
            ComparedModel model = ComparedModel.named(name);
            StudyModel pace = model.pace();
            require(
                    pace == null || spec.models().contains(pace.toString()),
                    name + " gets the training time of " + pace + ", which is not among the models: add it.");
            if (model.noise() != null) {
                model.checkTraining(condition(model.noise()));
            }
        }
    }

    private Condition condition(String test) {
        Condition condition = Condition.of(test, spec.noises());
        List<Circuit> circuits = spec.banks().stream()
                .map(bank -> Ansatz.paper(bank.qubits(), bank.layers(), Limits.encoding(bank.encoding())))
                .toList();
        condition.check(test, circuits);
        return condition;
    }

    private void problem(String name) {
        for (String split : spec.splits()) {
            Protocol protocol = spec.problems().get(name).protocol(name, split);
            asked(protocol::problemOf);
            if (spec.tests().contains(CompareSpec.OUT_OF_DISTRIBUTION)) {
                asked(() -> protocol.toBuilder()
                        .initial(InitialFamily.OUT_OF_DISTRIBUTION)
                        .build()
                        .problemOf());
            }
            sizes(name, protocol);
        }
    }

    private void sizes(String name, Protocol protocol) {
        int values = CellMatrix.values(protocol);
        Integer own = spec.problems().get(name).latent();
        for (int latent : own == null ? spec.latents() : List.of(own)) {
            require(
                    latent >= 1 && latent < values,
                    "latents: " + latent + " is not within 1 to " + (values - 1) + " for the " + values + " values of "
                            + name + ": choose fewer.");
        }
        for (String encoder : spec.encoders()) {
            if (Limits.encoder(encoder) == Encoder.MLP) {
                Limits.autoencoder(new int[] {values}, 1);
            }
        }
    }

    private static void names(String key, List<String> given, List<String> known) {
        list(key, given);
        for (String name : given) {
            require(known.contains(name), Spelling.unknown("name in " + key, name, known));
        }
    }

    private static void numbers(String key, List<Integer> given) {
        list(key, given);
        given.forEach(value -> positive(key, value));
    }

    private static void list(String key, List<?> given) {
        require(!given.isEmpty(), key + " is empty: name at least one.");
        require(new HashSet<>(given).size() == given.size(), key + " " + given + " names one twice: leave it out.");
    }

    private static void positive(String key, int value) {
        require(value >= 1, key + " " + value + " is below the limit 1: choose 1 or more.");
    }
}
