package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The picture of {@link Circuit#draw}: columns of gates that touch different wires, as early as they can act. */
final class CircuitDrawing {

    /** Gates side by side. A wire that a gate's line crosses belongs to that gate. */
    private static final class Column {

        final String[] symbols;
        final boolean[] linkedToNext;

        Column(int qubits) {
            symbols = new String[qubits];
            linkedToNext = new boolean[qubits];
        }

        int width() {
            return Arrays.stream(symbols)
                    .mapToInt(symbol -> symbol == null ? 0 : symbol.length())
                    .max()
                    .orElseThrow();
        }
    }

    private final Circuit circuit;
    private final List<Column> columns = new ArrayList<>();

    private CircuitDrawing(Circuit circuit) {
        this.circuit = circuit;
        int[] next = new int[circuit.qubits()];
        circuit.gates().stream().filter(gate -> !gate.qubits().isEmpty()).forEach(gate -> place(gate, next));
    }

    /** What {@link Circuit#draw} returns. */
    static String of(Circuit circuit, int width) {
        if (width < Circuit.MIN_DRAWING_WIDTH) {
            throw new IllegalArgumentException("A drawing " + width + " characters wide has no room for a gate; choose "
                    + Circuit.MIN_DRAWING_WIDTH + " or more.");
        }
        return new CircuitDrawing(circuit).text(width);
    }

    /** Puts a gate into the first column that is free on all the wires from its first to its last one. */
    private void place(Gate gate, int[] next) {
        int top = Collections.min(gate.qubits());
        int bottom = Collections.max(gate.qubits());
        int at = Arrays.stream(next, top, bottom + 1).max().orElseThrow();
        if (at == columns.size()) {
            columns.add(new Column(circuit.qubits()));
        }
        Arrays.fill(next, top, bottom + 1, at + 1);
        Column column = columns.get(at);
        Arrays.fill(column.symbols, top, bottom + 1, "┼");
        Arrays.fill(column.linkedToNext, top, bottom, true);
        List<String> symbols = DrawingSymbols.of(gate);
        for (int k = 0; k < symbols.size(); k++) {
            column.symbols[gate.qubits().get(k)] = symbols.get(k);
        }
    }

    private String text(int width) {
        StringBuilder text = new StringBuilder();
        int margin = name(circuit.qubits() - 1).length() + 1;
        int from = 0;
        do {
            int to = from;
            int used = margin;
            while (to < columns.size() && (to == from || used + columns.get(to).width() + 1 <= width)) {
                used += columns.get(to++).width() + 1;
            }
            text.append(from == 0 ? "" : "\n");
            appendRows(columns.subList(from, to), text, margin);
            from = to;
        } while (from < columns.size());
        appendObservables(text, width);
        return text.toString();
    }

    private void appendRows(List<Column> part, StringBuilder text, int margin) {
        for (int qubit = 0; qubit < circuit.qubits(); qubit++) {
            text.append(name(qubit));
            text.append(" ".repeat(margin - 1 - name(qubit).length())).append("─");
            for (Column column : part) {
                append(text, column, column.symbols[qubit], '─');
                text.append("─");
            }
            text.append('\n');
            int wire = qubit;
            if (part.stream().anyMatch(column -> column.linkedToNext[wire])) {
                text.append(links(part, qubit, margin)).append('\n');
            }
        }
    }

    private static String links(List<Column> part, int qubit, int margin) {
        StringBuilder row = new StringBuilder(" ".repeat(margin));
        for (Column column : part) {
            append(row, column, column.linkedToNext[qubit] ? "│" : null, ' ');
            row.append(" ");
        }
        return row.toString().stripTrailing();
    }

    /** A symbol in the middle of its column. */
    private static void append(StringBuilder row, Column column, String symbol, char filling) {
        String shown = symbol == null ? "" : symbol;
        int room = column.width() - shown.length();
        // Rounded so that the middles of symbols of odd and even lengths stand below each other.
        int left = column.width() / 2 - shown.length() / 2;
        row.append(String.valueOf(filling).repeat(left)).append(shown);
        row.append(String.valueOf(filling).repeat(room - left));
    }

    private void appendObservables(StringBuilder text, int width) {
        String indent = " ".repeat("measured:".length());
        String line = "measured:";
        for (int k = 0; k < circuit.observables().size(); k++) {
            String kind = circuit.variances().contains(k) ? "Var" : "";
            String word =
                    kind + DrawingSymbols.of(circuit.observables().get(k), width - indent.length() - kind.length() - 1);
            if (line.length() + 1 + word.length() > width) {
                text.append(line).append('\n');
                line = indent;
            }
            line += " " + word;
        }
        text.append(line).append('\n');
    }

    private static String name(int qubit) {
        return "q" + qubit + ": ";
    }
}
