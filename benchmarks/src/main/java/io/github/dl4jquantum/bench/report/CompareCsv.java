package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.CellResult.TestErrors;
import io.github.dl4jquantum.bench.result.CellResult.Training;
import io.github.dl4jquantum.bench.result.CompareResult;
import io.github.dl4jquantum.bench.result.StepErrors;
import io.github.dl4jquantum.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cells as a tidy table: one row for each cell and test, empty where a cell has no such number. */
public final class CompareCsv {

    private CompareCsv() {}

    /** Writes the table, in full or not at all. */
    public static void write(CompareResult result, Path file) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (CellResult cell : result.cells()) {
            cell.tests().forEach((test, errors) -> rows.add(row(cell, test, errors)));
            if (cell.tests().isEmpty()) {
                rows.add(row(cell, null, null));
            }
        }
        StringBuilder csv = new StringBuilder();
        List<String> columns =
                rows.isEmpty() ? List.of() : List.copyOf(rows.get(0).keySet());
        csv.append(String.join(",", columns)).append('\n');
        for (Map<String, Object> row : rows) {
            csv.append(String.join(
                            ",",
                            columns.stream()
                                    .map(column -> text(row.get(column)))
                                    .toList()))
                    .append('\n');
        }
        byte[] bytes = csv.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private static Map<String, Object> row(CellResult cell, String test, TestErrors errors) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("problem", cell.problem());
        row.put("split", cell.split());
        row.put("test", test);
        row.put("encoder", cell.encoder());
        row.put("latent", cell.latent());
        row.put("model", cell.model());
        row.put("hidden", cell.hidden());
        row.put("circuits", cell.bank().circuits());
        row.put("qubits", cell.bank().qubits());
        row.put("layers", cell.bank().layers());
        row.put("encoding", cell.bank().encoding());
        row.put("draw", cell.draw());
        row.put("seed", cell.seed());
        row.put("engine", cell.engine());
        row.put("failure", cell.failure());
        row.put("choice", cell.choice());
        row.put("parameters_quantum", cell.parameters().quantum());
        row.put("parameters_classical", cell.parameters().classical());
        row.put("parameters_encoder", cell.parameters().encoder());
        measures(row, "one_step", errors == null ? null : errors.oneStep());
        measures(row, "rollout", errors == null ? null : errors.rollout());
        measures(row, "floor", errors == null ? null : errors.floor());
        boolean latent = errors != null && errors.latent() != null;
        row.put("latent_one_step_mae", latent ? errors.latent().oneStepMae() : null);
        row.put("latent_rollout_mae", latent ? errors.latent().rolloutMae() : null);
        Training training = cell.training();
        row.put("learning_rate", training == null ? null : training.learningRate());
        row.put("kept_epoch", training == null ? null : training.keptEpoch());
        row.put("roughness", training == null ? null : training.roughness());
        row.put("excess_variation", training == null ? null : training.excessVariation());
        row.put("gradient_variance", cell.gradientVariance());
        row.put("seconds_encoder", cell.seconds().encoder());
        row.put("seconds_training", cell.seconds().training());
        row.put("seconds_evaluation", cell.seconds().evaluation());
        return row;
    }

    private static void measures(Map<String, Object> row, String of, StepErrors errors) {
        row.put(of + "_vrmse", errors == null ? null : errors.vrmse());
        row.put(of + "_mae", errors == null ? null : errors.mae());
        row.put(of + "_rmse", errors == null ? null : errors.rmse());
        row.put(of + "_nrmse", errors == null ? null : errors.nrmse());
    }

    private static String text(Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("(?s).*[\",\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
