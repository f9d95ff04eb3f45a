package io.github.dl4jquantum.bench.job;

import java.util.List;

/** Plain text in columns. */
public final class TextTable {

    private TextTable() {}

    /** One line per row, every column as wide as its widest cell; the last is not filled up. */
    public static List<String> lines(List<String[]> rows) {
        return rows.stream().map(row -> line(rows, row)).toList();
    }

    private static String line(List<String[]> rows, String[] row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.length; column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(other -> other[at].length()).max().orElse(0);
            line.append(row[column]).append(" ".repeat(width - row[column].length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
