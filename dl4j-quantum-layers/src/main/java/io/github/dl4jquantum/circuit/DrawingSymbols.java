package io.github.dl4jquantum.circuit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What gates, angles and observables look like in a drawing. */
final class DrawingSymbols {

    private static final String CONTROL = "●";
    private static final MathContext DIGITS = new MathContext(4);

    private DrawingSymbols() {}

    /** One symbol for each of the gate's qubits. */
    static List<String> of(Gate gate) {
        String name = gate.getClass().getSimpleName();
        if (gate instanceof CNOT) {
            return List.of(CONTROL, "⊕");
        }
        if (gate instanceof CZ) {
            return List.of(CONTROL, CONTROL);
        }
        if (gate instanceof SWAP) {
            return List.of("×", "×");
        }
        if (gate instanceof CRX || gate instanceof CRY || gate instanceof CRZ) {
            return List.of(CONTROL, name.substring(1) + angles(gate));
        }
        if (gate instanceof FixedUnitary) {
            int qubits = gate.qubits().size();
            return qubits == 1
                    ? List.of("U")
                    : IntStream.range(0, qubits).mapToObj(k -> "U[" + k + "]").toList();
        }
        return List.of(gate.angles().isEmpty() ? name : name + angles(gate));
    }

    private static String angles(Gate gate) {
        return gate.angles().stream()
                .map(angle -> angle.text(DrawingSymbols::number))
                .collect(Collectors.joining(",", "(", ")"));
    }

    /** {@code ⟨0.5 X0 Z1 - Z2⟩}, or how many strings it has where that is longer than {@code room}. */
    static String of(Observable observable, int room) {
        if (observable.terms().size() > room) {
            return tooLong(observable);
        }
        String sum = observable.terms().stream().map(DrawingSymbols::of).collect(Collectors.joining(" + "));
        String text = "⟨" + sum.replace(" + -", " - ") + "⟩";
        return text.length() <= room ? text : tooLong(observable);
    }

    private static String tooLong(Observable observable) {
        return "⟨" + observable.terms().size() + " Pauli strings⟩";
    }

    private static String of(Observable.Term term) {
        String paulis = term.paulis().entrySet().stream()
                .map(factor -> factor.getValue() + "" + factor.getKey())
                .collect(Collectors.joining(" "));
        return paulis.isEmpty() ? number(term.coefficient()) : scaled(term.coefficient(), " ", paulis);
    }

    private static String scaled(double factor, String times, String what) {
        return factor == 1 ? what : factor == -1 ? "-" + what : number(factor) + times + what;
    }

    /** Four significant digits at most. */
    private static String number(double value) {
        String text = Double.toString(new BigDecimal(value).round(DIGITS).doubleValue());
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
