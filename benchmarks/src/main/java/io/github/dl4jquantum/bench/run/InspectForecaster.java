package io.github.dl4jquantum.bench.run;

import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.TextTable;
import io.github.dl4jquantum.bench.study.ActivationSigmoidOfTanh;
import io.github.dl4jquantum.forecast.ForecasterFileException;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what a saved forecaster is, and what made it. */
public final class InspectForecaster {

    private InspectForecaster() {}

    /**
     * Loads a forecaster and describes it line by line.
     *
     * @throws ForecasterFileException if the file is none
     */
    public static List<String> describe(Path file) throws IOException {
        LatentForecaster forecaster = LatentForecaster.load(file, ActivationSigmoidOfTanh.class);
        List<String[]> facts = new ArrayList<>();
        add(facts, "file", file);
        add(facts, "format", "forecaster");
        add(
                facts,
                "encoder",
                Limits.name(forecaster.latentSpace().encoder()) + ", " + forecaster.values() + " values to "
                        + forecaster.latent() + ", " + forecaster.autoencoderParameters() + " parameters");
        add(
                facts,
                "latent model",
                forecaster
                                .latentModel()
                                .getLayers()[0]
                                .conf()
                                .getLayer()
                                .getClass()
                                .getSimpleName() + ", "
                        + forecaster.latentModel().numParams() + " parameters");
        add(facts, "context", forecaster.contextLength() + " snapshots");
        forecaster
                .data()
                .ifPresent(data -> add(
                        facts,
                        "fitted on",
                        "fields " + data.fields() + ", grid " + data.gridShape() + ", save interval "
                                + (data.saveInterval() == null ? "varies" : data.saveInterval())));
        forecaster.provenance().ifPresent(provenance -> add(facts, provenance));
        List<String> lines = new ArrayList<>(TextTable.lines(facts));
        forecaster
                .provenance()
                .ifPresentOrElse(
                        provenance -> addNumbers(lines, provenance, file),
                        () -> lines.add("It does not say what made it."));
        return lines;
    }

    private static void add(List<String[]> facts, Provenance provenance) {
        add(facts, "command", provenance.command());
        add(facts, "seed", provenance.seed());
        add(facts, "engine", provenance.engine());
        add(
                facts,
                "versions",
                provenance.versions().entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", ")));
        if (provenance.data() != null) {
            add(facts, "data", provenance.data().description());
            add(facts, "sha256", provenance.data().sha256());
        }
        Provenance.Split split = provenance.split();
        if (split != null) {
            add(
                    facts,
                    "split",
                    split.by() + ": " + split.train() + " to train, " + split.validation() + " to validate, "
                            + split.test() + " to test; context " + split.context() + ", horizon " + split.horizon());
        }
    }

    private static void addNumbers(List<String> lines, Provenance provenance, Path file) {
        List<String[]> rows = new ArrayList<>();
        provenance.scores().forEach((name, score) -> rows.add(new String[] {name, number(score)}));
        provenance
                .curves()
                .forEach((name, curve) -> rows.add(new String[] {
                    name,
                    curve.isEmpty()
                            ? "no numbers"
                            : curve.size() + " numbers, " + number(curve.get(0)) + " to "
                                    + number(curve.get(curve.size() - 1))
                }));
        if (!rows.isEmpty()) {
            lines.add("");
            lines.addAll(TextTable.lines(rows));
        }
        lines.add("");
        lines.add("Whole, as JSON: unzip -p " + file + " provenance.json");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }

    private static void add(List<String[]> facts, String name, Object value) {
        facts.add(new String[] {
            name, String.valueOf(value).replaceAll("\\s+", " ").strip()
        });
    }
}
