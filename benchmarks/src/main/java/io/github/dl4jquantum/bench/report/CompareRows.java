package io.github.dl4jquantum.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The cells of a comparison by row, and what their seeds have in common. */
final class CompareRows {
    private static final List<String> BASELINES = List.of("persistence", "linear-extrapolation", "dmd");

    private final Map<RowKey, Map<Long, CellResult>> rows = new LinkedHashMap<>();

    CompareRows(List<CellResult> cells) {
        for (CellResult cell : cells) {
            rows.computeIfAbsent(RowKey.of(cell), any -> new TreeMap<>()).put(cell.seed(), cell);
        }
    }

    /**
     * A number over seeds.
     *
     * @param median middle value, of an even number the mean of the two
     * @param low smallest
     * @param high largest
     */
    record Summary(double median, double low, double high) {

        static Summary of(double... values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int middle = sorted.length / 2;
            double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Summary(median, sorted[0], sorted[sorted.length - 1]);
        }
    }

    /** Every row, in the order of the cells. */
    Set<RowKey> keys() {
        return rows.keySet();
    }

    /** The rows of one problem and split. */
    List<RowKey> of(String problem, String split) {
        return rows.keySet().stream()
                .filter(row -> row.problem().equals(problem) && row.split().equals(split))
                .toList();
    }

    /** The rows of every problem and split. */
    List<List<RowKey>> cases() {
        Map<String, List<RowKey>> cases = new LinkedHashMap<>();
        rows.keySet().forEach(row -> cases.computeIfAbsent(row.problem() + " " + row.split(), any -> new ArrayList<>())
                .add(row));
        return List.copyOf(cases.values());
    }

    /** The cells of a row, seed by seed. */
    List<CellResult> cells(RowKey row) {
        return List.copyOf(rows.getOrDefault(row, Map.of()).values());
    }

    /** A number of the row's cells; null if no cell has it. */
    Summary summary(RowKey row, Function<CellResult, Double> number) {
        double[] values = cells(row).stream()
                .filter(cell -> cell.failure() == null)
                .map(number)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return values.length == 0 ? null : Summary.of(values);
    }

    /** Median, smallest and largest at each index of the cells' lists, as far as the shortest goes. */
    List<Summary> curve(RowKey row, Function<CellResult, List<? extends Number>> list) {
        List<List<? extends Number>> lists = cells(row).stream()
                .filter(cell -> cell.failure() == null)
                .<List<? extends Number>>map(list)
                .filter(Objects::nonNull)
                .toList();
        int length = lists.stream().mapToInt(List::size).min().orElse(0);
        return IntStream.range(0, length)
                .mapToObj(i -> Summary.of(lists.stream()
                        .mapToDouble(each -> each.get(i).doubleValue())
                        .toArray()))
                .toList();
    }

    /** The row of a model that pictures show: of the experiment's first encoder the last; null if there is none. */
    RowKey pictured(List<RowKey> of, String model) {
        String encoder = of.stream()
                .filter(row -> !isBaseline(row))
                .map(RowKey::encoder)
                .findFirst()
                .orElse("");
        return of.stream()
                .filter(row -> row.model().equals(model))
                .filter(row -> isBaseline(row) || row.encoder().equals(encoder))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    static boolean isBaseline(RowKey row) {
        return BASELINES.contains(row.model());
    }

    /** What a row is called, with the settings that trained rows differ in. */
    String label(RowKey row) {
        String settings = settings(row);
        return model(row.model()) + (settings.isEmpty() ? "" : ", " + settings);
    }

    /** The settings that trained rows differ in. */
    String settings(RowKey row) {
        if (isBaseline(row)) {
            return row.model().equals("dmd") ? row.latent() + " modes" : "";
        }
        StringBuilder text = new StringBuilder();
        if (varies(RowKey::encoder) || varies(RowKey::latent)) {
            text.append(
                            row.encoder().equals("none")
                                    ? "no encoder"
                                    : row.encoder().toUpperCase(Locale.ROOT))
                    .append(row.encoder().equals("none") ? "" : " " + row.latent());
        }
        if (row.qubits() > 0
                && rows.keySet().stream()
                                .filter(each -> each.qubits() > 0)
                                .map(each -> each.qubits() + "x" + each.layers())
                                .distinct()
                                .count()
                        > 1) {
            text.append(text.isEmpty() ? "" : ", ").append(circuit(row));
        }
        return text.toString();
    }

    /** The size of a row's circuits. */
    static String circuit(RowKey row) {
        return row.qubits() + (row.qubits() == 1 ? " qubit" : " qubits") + " × " + row.layers()
                + (row.layers() == 1 ? " layer" : " layers");
    }

    private boolean varies(Function<RowKey, Object> setting) {
        // "none" has one latent size a problem: that alone is no variation.
        return rows.keySet().stream()
                        .filter(row -> !isBaseline(row))
                        .map(setting)
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                        .size()
                > 1;
    }

    /** {@code qlstm-residual} as "QLSTM residual". */
    static String model(String name) {
        if (name.equals("dmd")) {
            return "DMD: POD and a linear map";
        }
        if (BASELINES.contains(name)) {
            return name.substring(0, 1).toUpperCase(Locale.ROOT)
                    + name.substring(1).replace('-', ' ');
        }
        int end = name.indexOf('-');
        return end < 0
                ? name.toUpperCase(Locale.ROOT)
                : name.substring(0, end).toUpperCase(Locale.ROOT) + " " + name.substring(end + 1);
    }
}
