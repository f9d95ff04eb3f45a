package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.chart.FieldRow;
import io.github.dl4jquantum.bench.chart.Html;
import io.github.dl4jquantum.bench.chart.HtmlTable;
import io.github.dl4jquantum.bench.chart.LineChart;
import io.github.dl4jquantum.bench.chart.Page;
import io.github.dl4jquantum.bench.chart.RolloutPlayer;
import io.github.dl4jquantum.bench.result.ErrorMeasures;
import io.github.dl4jquantum.bench.result.FieldFrame;
import io.github.dl4jquantum.bench.result.Rollout;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.bench.result.RunResult.Errors;
import io.github.dl4jquantum.bench.result.ThreeDigits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A run as one self-contained page: {@code run.html} beside this class, with its {@code {{places}}} filled in. */
public final class HtmlReport {
    /** Moments of the strip that is there without script and on paper. */
    public static final int STILLS = 4;

    private final RunResult result;
    private final Rollout rollout;
    private final String model;

    private HtmlReport(RunResult result, Rollout rollout) {
        this.result = result;
        this.rollout = rollout;
        this.model = result.model().toUpperCase(Locale.ROOT);
    }

    /**
     * Writes the page, in full or not at all.
     *
     * @param rollout of the first test segment
     */
    public static void write(RunResult result, Rollout rollout, Path file) throws IOException {
        Page.write("run.html", new HtmlReport(result, rollout).places(), file);
    }

    private Map<String, String> places() throws IOException {
        RunResult.Curves curves = result.curves();
        Map<String, String> places = new LinkedHashMap<>();
        places.put("title", Html.escape(model + " forecasts " + result.problem()));
        places.put("subtitle", Html.escape(result.data().description()));
        places.put(
                "reconstruction",
                "The method is that of arXiv 2502.13370 (encoder, recurrent latent model, decoder; an MLP and a QLSTM in"
                        + " the paper) on "
                        + (result.arguments().get("data") == null ? "data made here" : "data of your own")
                        + "; the paper's own data, split, optimiser and epochs are not known,"
                        + " so its numbers are not comparable with these.");
        places.put("verdict", Html.escape(result.verdict()));
        places.put("errors", errorTable());
        places.put("errorsNote", errorsNote());
        List<Integer> shape = result.data().gridShape();
        List<FieldFrame> frames = rollout.frames(STILLS);
        FieldTable fields =
                new FieldTable(frames, FieldRow.of(frames), result.data().columns());
        places.put("fields", shape.size() == 1 ? "" : fields.html()); // a line's moments are rows of its one picture
        places.put("rollout", new RolloutPlayer(rollout).html());
        places.put(
                "fieldsNote",
                Html.escape(
                        "Field " + result.data().fields().get(0) + " of the first test segment along the rollout"
                                + (shape.size() == 3 ? " (the strip of stills: on the middle plane of the cube)" : "")
                                + ", x to the right, "
                                + (shape.size() == 1 ? "time (" + span(rollout.times()) + ")" : "y")
                                + " upwards; the grid has "
                                + shape.stream().map(String::valueOf).collect(Collectors.joining(" x "))
                                + " points, which its axes count. True and predicted share one colour scale, all errors share another."));
        LineChart chart = new LineChart("step of the rollout", "VRMSE");
        curves.rolloutVrmse().forEach((who, vrmse) -> chart.add(who, vrmse));
        places.put("rolloutChart", chart.html());
        places.put(
                "rolloutNote",
                format(
                        "One step is %s of the problem's time. A VRMSE of 1 is that of the field's mean.",
                        ThreeDigits.of(result.data().saveInterval())));
        places.put("latentChart", losses(curves.latent()));
        places.put(
                "latentCaption",
                format(
                        "%s on latent sequences: squared error weighted by what each latent value means in the field; one"
                                + " step in training, the rollout in validation. Epoch %d was kept.",
                        model, curves.latent().keptEpoch()));
        places.put("encoderFigure", curves.autoencoder() == null ? "" : encoderFigure(curves.autoencoder()));
        places.put("command", Html.escape(result.command()));
        places.put("facts", facts());
        return places;
    }

    private static String span(List<Double> times) {
        return ThreeDigits.of(times.get(0)) + " to " + ThreeDigits.of(times.get(times.size() - 1));
    }

    private String errorsNote() {
        RunResult.Split split = result.split();
        String parts =
                switch (split.by()) {
                    case "trajectories" -> format(
                            "Whole trajectories are held out: %d to train on, %d to choose epochs and settings by, %d are"
                                    + " scored.",
                            split.train(), split.validation(), split.test());
                    case "time" -> format(
                            "Each trajectory is cut in time; %d stretches of its last fifth are scored.", split.test());
                    default -> format(
                            "Windows are split at random: %d to train on, %d to choose epochs and settings by, %d are"
                                    + " scored. Windows of one trajectory overlap in time, so these are errors of an"
                                    + " interpolation.",
                            split.train(), split.validation(), split.test());
                };
        return format(
                "%s One step: each scored snapshot from the %d true ones before it. Rollout: the %d snapshots after the"
                        + " first %d, from these alone. Snapshots given as context are never scored. nRMSE is relative to the"
                        + " root mean square of the fields, VRMSE to their deviation%s.",
                parts,
                split.context(),
                split.horizon(),
                split.context(),
                hasRatios()
                        ? format(
                                "; the last column is the %s's rollout RMSE over the row's, with its 95%% interval over the"
                                        + " test segments",
                                model)
                        : "");
    }

    /** Of few test segments there are none. */
    private boolean hasRatios() {
        return result.baselines().values().stream().anyMatch(each -> each.ratio() != null);
    }

    private static String encoderFigure(RunResult.Losses losses) {
        return format(
                "<figure>%s<figcaption>Encoder and decoder: mean squared error of a normalised field value. Epoch %d was kept."
                        + "</figcaption></figure>",
                losses(losses), losses.keptEpoch());
    }

    private static String losses(RunResult.Losses losses) {
        return new LineChart("epoch", "loss")
                .add("train", losses.train())
                .add("validation", losses.validation())
                .html();
    }

    private String errorTable() {
        Errors errors = result.errors();
        List<String> heads = new ArrayList<>(
                List.of("", "parameters", "one step VRMSE", "MAE", "nRMSE", "rollout VRMSE", "MAE", "nRMSE"));
        if (hasRatios()) {
            heads.add(Html.escape(model) + " ÷ this");
        }
        HtmlTable table = new HtmlTable(heads);
        RunResult.Parameters parameters = result.parameters();
        row(table, "own", model, parameters.quantum() + parameters.classical(), errors.oneStep(), errors.rollout(), "");
        result.baselines().values().forEach(each -> baseline(table, each));
        if (errors.base() != null) {
            baseline(table, errors.base());
        }
        ErrorMeasures floor = errors.autoencoderFloor();
        row(table, "", "encoder and decoder alone, on the truth", parameters.autoencoder(), floor, floor, "");
        return table.html();
    }

    private void baseline(HtmlTable table, RunResult.Baseline each) {
        String label = each.settings().isEmpty() ? each.label() : each.label() + " (" + each.settings() + ")";
        RunResult.Ratio ratio = each.ratio();
        String against = ratio == null
                ? ""
                : format(
                        "%s <small>(%s–%s)</small>",
                        ThreeDigits.of(ratio.ratio()), ThreeDigits.of(ratio.low()), ThreeDigits.of(ratio.high()));
        row(table, "", label, each.parameters(), each.oneStep(), each.rollout(), against);
    }

    private void row(
            HtmlTable table,
            String style,
            String who,
            long parameters,
            ErrorMeasures oneStep,
            ErrorMeasures rollout,
            String ratio) {
        List<String> cells = new ArrayList<>(List.of(
                Html.escape(who),
                parameters == 0 ? "" : format("%,d", parameters),
                ThreeDigits.of(oneStep.vrmse()),
                ThreeDigits.of(oneStep.mae()),
                ThreeDigits.of(oneStep.nrmse()),
                ThreeDigits.of(rollout.vrmse()),
                ThreeDigits.of(rollout.mae()),
                ThreeDigits.of(rollout.nrmse())));
        if (hasRatios()) {
            cells.add(ratio);
        }
        table.row(style, cells);
    }

    private String facts() {
        RunResult.Parameters parameters = result.parameters();
        RunResult.Seconds seconds = result.seconds();
        Facts facts = new Facts();
        facts.add(
                "Latent model",
                format(
                        "%s, %,d parameters: %,d rotation angles of circuits, %,d classical",
                        model,
                        parameters.quantum() + parameters.classical(),
                        parameters.quantum(),
                        parameters.classical()));
        facts.add("Encoder", format("%s, %,d parameters", result.encoder(), parameters.autoencoder()));
        facts.add(
                "Latent error",
                ThreeDigits.of(result.errors().latent().mae()) + " MAE, one step, in units of a latent value");
        facts.add("Circuits run by", result.engine());
        facts.add("Seed", String.valueOf(result.seed()));
        facts.add(
                "Time",
                format(
                        "data %.1f s, encoder and baselines %.1f s, training of all models %.1f s, evaluation %.1f s",
                        seconds.data(), seconds.autoencoder(), seconds.train(), seconds.evaluate()));
        facts.add("Options", result.arguments());
        facts.add("Versions", result.versions());
        return facts.html();
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
