package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.report.RunResult.Errors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run as one self-contained page: {@code run.html} beside this class, with its {@code {{places}}} filled in. */
public final class HtmlReport {
    private final RunResult result;
    private final List<FieldFrame> frames;
    private final String model;

    private HtmlReport(RunResult result, List<FieldFrame> frames) {
        this.result = result;
        this.frames = frames;
        this.model = result.model().toUpperCase(Locale.ROOT);
    }

    /**
     * Writes the page, in full or not at all.
     *
     * @param frames moments of the first trajectory's rollout, in the order of time
     */
    public static void write(RunResult result, List<FieldFrame> frames, Path file) throws IOException {
        Page.write("run.html", new HtmlReport(result, frames).places(), file);
    }

    private Map<String, String> places() {
        RunResult.Split split = result.split();
        RunResult.Curves curves = result.curves();
        Map<String, String> places = new LinkedHashMap<>();
        places.put("title", Html.escape(model + " forecasts " + result.problem()));
        places.put("subtitle", Html.escape(result.data().description()));
        places.put(
                "reconstruction",
                "The method is that of arXiv 2502.13370 (encoder, recurrent latent model, decoder; an MLP and a QLSTM in"
                        + " the paper) on data made here; the paper's own data, split, optimiser and epochs are not known,"
                        + " so its numbers are not comparable with these.");
        places.put("verdict", Html.escape(new Verdict(model, result.errors()).text()));
        places.put("errors", errorTable());
        places.put(
                "errorsNote",
                format(
                        "Each trajectory is cut in time: %d snapshots to train on, %d to choose the epoch, the last %d are"
                                + " scored. One step: each scored snapshot from the %d true ones before it. Rollout: all %d from"
                                + " the %d true ones before the first. Snapshots given as context are never scored. nRMSE is"
                                + " relative to the root mean square of the field.",
                        split.train(),
                        split.validation(),
                        split.test(),
                        split.context(),
                        split.test(),
                        split.context()));
        List<Integer> shape = result.data().gridShape();
        FieldTable fields =
                new FieldTable(frames, FieldRow.of(frames), result.data().columns());
        places.put("fields", fields.html());
        places.put(
                "fieldsNote",
                Html.escape(
                        "Field " + result.data().field() + " of the first trajectory along the rollout"
                                + (shape.size() == 3 ? ", on the middle plane of the cube" : "")
                                + ", x to the right, y upwards. True and predicted share one colour scale, all errors share another."));
        LineChart rollout = new LineChart("step of the rollout", "mean absolute error");
        curves.rolloutMae().forEach((who, mae) -> rollout.add(who, mae));
        places.put("rolloutChart", rollout.html());
        places.put(
                "rolloutNote",
                format(
                        "One step is %s of the problem's time.",
                        number(result.data().saveInterval())));
        places.put("latentChart", losses(curves.latent()));
        places.put(
                "latentCaption",
                format(
                        "%s on latent sequences: mean squared error of a standardised latent value. Epoch %d was kept.",
                        model, curves.latent().keptEpoch()));
        places.put("encoderFigure", curves.autoencoder() == null ? "" : encoderFigure(curves.autoencoder()));
        places.put("command", Html.escape(result.command()));
        places.put("facts", facts());
        return places;
    }

    private static String encoderFigure(RunResult.Losses losses) {
        return format(
                "<figure>%s<figcaption>Autoencoder: mean squared error of a normalised field value. Epoch %d was kept."
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
        StringBuilder table = new StringBuilder("<table><thead><tr><th></th><th>one step MAE</th><th>RMSE</th>"
                + "<th>nRMSE</th><th>rollout MAE</th><th>RMSE</th><th>nRMSE</th></tr></thead><tbody>");
        row(table, "own", model, errors.oneStep(), errors.rollout());
        row(table, "", "Persistence: nothing changes", errors.persistence(), errors.persistenceRollout());
        row(
                table,
                "",
                "Linear extrapolation: 2u(t) − u(t−1)",
                errors.linearExtrapolation(),
                errors.linearExtrapolationRollout());
        row(table, "", "Encoder and decoder alone, on the truth", errors.autoencoderFloor(), errors.autoencoderFloor());
        return table.append("</tbody></table>").toString();
    }

    private static void row(
            StringBuilder table, String style, String who, ErrorMeasures oneStep, ErrorMeasures rollout) {
        table.append(format("<tr class=\"%s\"><td>%s</td>", style, Html.escape(who)));
        for (ErrorMeasures errors : List.of(oneStep, rollout)) {
            for (double value : new double[] {errors.mae(), errors.rmse(), errors.nrmse()}) {
                table.append("<td>").append(number(value)).append("</td>");
            }
        }
        table.append("</tr>");
    }

    private String facts() {
        RunResult.Parameters parameters = result.parameters();
        RunResult.Seconds seconds = result.seconds();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "Latent model",
                format(
                        "%s, %,d parameters: %,d rotation angles of circuits, %,d classical",
                        model,
                        parameters.quantum() + parameters.classical(),
                        parameters.quantum(),
                        parameters.classical()));
        facts.put("Encoder", format("%s, %,d parameters", result.arguments().get("encoder"), parameters.autoencoder()));
        facts.put(
                "Latent error",
                number(result.errors().latent().mae()) + " MAE, one step, in deviations of a latent value");
        facts.put("Circuits run by", result.engine());
        facts.put("Seed", String.valueOf(result.seed()));
        facts.put(
                "Time",
                format(
                        "data %.1f s, encoder %.1f s, latent model %.1f s, evaluation %.1f s",
                        seconds.data(), seconds.autoencoder(), seconds.train(), seconds.evaluate()));
        facts.put("Options", join(result.arguments()));
        facts.put("Versions", join(result.versions()));
        StringBuilder html = new StringBuilder();
        facts.forEach(
                (name, value) -> html.append(format("<dt>%s</dt><dd>%s</dd>", Html.escape(name), Html.escape(value))));
        return html.toString();
    }

    private static String join(Map<String, ?> map) {
        StringBuilder joined = new StringBuilder();
        map.forEach((key, value) -> joined.append(joined.isEmpty() ? "" : ", ")
                .append(key)
                .append(' ')
                .append(value));
        return joined.toString();
    }

    /** Three significant digits, as 0.0123 or 1.23e-5. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e4)) {
            return String.format(Locale.ROOT, "%.2e", value)
                    .replace("e-0", "e-")
                    .replace("e+0", "e");
        }
        int digits = size == 0 ? 0 : (int) Math.max(0, 2 - Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
