package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.RowKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The cells of a comparison by row, and what those of a row have in common. */
final class CompareRows {

    private final Map<RowKey, List<CellResult>> rows = new LinkedHashMap<>();

    CompareRows(List<CellResult> cells) {
        for (CellResult cell : cells) {
            rows.computeIfAbsent(RowKey.of(cell), any -> new ArrayList<>()).add(cell);
        }
    }

    /**
     * A number over draws and seeds.
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

    /** The cells of a row, draw by draw and seed by seed. */
    List<CellResult> cells(RowKey row) {
        return rows.getOrDefault(row, List.of());
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

    /** The row of a model that pictures show: of the experiment's first encoder and bank; null if there is none. */
    RowKey pictured(List<RowKey> of, String model) {
        String encoder = of.stream()
                .filter(row -> !row.isBaseline())
                .map(RowKey::encoder)
                .findFirst()
                .orElse("");
        return of.stream()
                .filter(row -> row.model().equals(model))
                .filter(row -> row.isBaseline() || row.encoder().equals(encoder))
                .findFirst()
                .orElse(null);
    }

    /** What a row is called, with the settings that trained rows differ in. */
    String label(RowKey row) {
        String settings = settings(row);
        return model(row.model()) + (settings.isEmpty() ? "" : ", " + settings);
    }

    /** The settings that trained rows differ in. */
    String settings(RowKey row) {
        List<String> settings = new ArrayList<>();
        if (row.isBaseline()) {
            return "";
        }
        boolean encoded = !row.encoder().equals("none");
        if (varies(RowKey::encoder) || varies(each -> each.encoder().equals(row.encoder()) ? each.latent() : 0)) {
            settings.add(encoder(row) + (encoded ? " " + row.latent() : ""));
        }
        if (!row.bank().equals(CircuitBank.NONE) && banks() > 1) {
            settings.add(row.bank().toString());
        }
        return String.join(", ", settings);
    }

    /** The encoder of a row, in words. */
    static String encoder(RowKey row) {
        return row.encoder().equals("none")
                ? "no encoder"
                : row.encoder().toUpperCase(Locale.ROOT).replace("-", " + ");
    }

    private long banks() {
        return rows.keySet().stream()
                .map(RowKey::bank)
                .filter(bank -> !bank.equals(CircuitBank.NONE))
                .distinct()
                .count();
    }

    /** Whether it differs within the trained rows of one problem. */
    private boolean varies(Function<RowKey, Object> setting) {
        return rows.keySet().stream()
                .filter(row -> !row.isBaseline())
                .collect(Collectors.groupingBy(RowKey::problem, Collectors.mapping(setting, Collectors.toSet())))
                .values()
                .stream()
                .anyMatch(values -> values.size() > 1);
    }

    /** {@code qlstm-twin} as "QLSTM twin", {@code qlstm@helios-2026} as "QLSTM trained under helios-2026". */
    static String model(String name) {
        int under = name.indexOf('@');
        if (under >= 0) {
            return model(name.substring(0, under)) + " trained under " + name.substring(under + 1);
        }
        int end = name.indexOf('-');
        String first = end < 0 ? name : name.substring(0, end);
        boolean isWord = List.of("persistence", "linear", "quadratic").contains(first);
        return (isWord
                        ? first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1)
                        : first.toUpperCase(Locale.ROOT))
                + (end < 0 ? "" : " " + name.substring(end + 1).replace('-', ' '));
    }
}
