package io.github.dl4jquantum.circuit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What gates, angles and observables look like in a drawing. */
final class DrawingSymbols {

    private static final String CONTROL = "●";
    /** What has no name that could be inverted. */
    private static final Set<String> MARKS = Set.of(CONTROL, "○", "⊕", "×");

    /** Gates of two qubits that do not mind their order. */
    private static final Set<Class<? extends Gate>> SYMMETRIC =
            Set.of(ISWAP.class, IsingXX.class, IsingYY.class, IsingZZ.class, IsingXY.class);

    private static final MathContext DIGITS = new MathContext(4);

    private DrawingSymbols() {}

    /** A parameter, or a function of an input. */
    static String of(Angle.Variable variable) {
        return switch (variable.source()) {
            case CONSTANT -> "";
            case PARAMETER -> "θ" + variable.index();
            case INPUT -> "x" + variable.index();
            case INPUT_ARCTAN -> "atan x" + variable.index();
            case INPUT_ARCTAN_SQUARE -> "atan x" + variable.index() + "²";
        };
    }

    /** One symbol for each of the gate's qubits. */
    static List<String> of(Gate gate) {
        if (gate instanceof CNOT || gate instanceof MultiControlledX) {
            return controlled(gate.qubits().size() - 1, "⊕");
        }
        if (gate instanceof CZ) {
            return controlled(1, CONTROL);
        }
        if (gate instanceof SWAP) {
            return List.of("×", "×");
        }
        if (gate instanceof CRX || gate instanceof CRY || gate instanceof CRZ) {
            return controlled(1, name(gate).substring(1) + angles(gate));
        }
        if (gate instanceof NamedControlledGate named) {
            return of(named.controlled());
        }
        if (gate instanceof Controlled controlled) {
            return of(controlled);
        }
        if (gate instanceof Adjoint adjoint) {
            return of(adjoint.gate()).stream()
                    .map(symbol -> MARKS.contains(symbol) ? symbol : symbol + "†")
                    .toList();
        }
        if (gate instanceof PauliRot rotation) {
            return rotation.paulis().values().stream()
                    .map(pauli -> "R[" + pauli + "]" + angles(gate))
                    .toList();
        }
        String box = name(gate) + (gate instanceof SubCircuit ? "" : angles(gate));
        int qubits = gate.qubits().size();
        boolean alike = qubits == 1 || SYMMETRIC.contains(gate.getClass());
        return IntStream.range(0, qubits)
                .mapToObj(k -> alike ? box : box + "[" + k + "]")
                .toList();
    }

    private static List<String> controlled(int controls, String target) {
        List<String> symbols = new ArrayList<>(Collections.nCopies(controls, CONTROL));
        symbols.add(target);
        return symbols;
    }

    /** The phase of a controlled global phase stands beside the last control. */
    private static List<String> of(Controlled gate) {
        List<String> symbols = new ArrayList<>();
        gate.values().forEach(one -> symbols.add(one ? CONTROL : "○"));
        Gate inner = gate.gate();
        if (inner instanceof GlobalPhase) {
            symbols.add(symbols.remove(symbols.size() - 1) + angles(inner));
        } else if (inner instanceof X) {
            symbols.add("⊕");
        } else if (inner instanceof Z) {
            symbols.add(CONTROL);
        } else {
            symbols.addAll(of(inner));
        }
        return symbols;
    }

    private static String name(Gate gate) {
        if (gate instanceof SubCircuit sub) {
            return sub.name();
        }
        String name = gate.getClass().getSimpleName();
        return switch (name) {
            case "FixedUnitary" -> "U";
            case "PhaseShift" -> "P";
            case "AmplitudeEmbedding" -> "ψ";
            case "ISWAP" -> "iSWAP";
            case "Evolution" -> "exp";
            default -> name.startsWith("Ising") ? name.substring("Ising".length()) : name;
        };
    }

    private static String angles(Gate gate) {
        if (gate instanceof AmplitudeEmbedding embedding) {
            int imaginary = embedding.first() + embedding.count();
            String real = "(x" + embedding.first() + "..x" + (imaginary - 1);
            int end = embedding.first() + embedding.inputs() - 1;
            return real + (embedding.complex() ? " + i x" + imaginary + "..x" + end : "") + ")";
        }
        return gate.angles().isEmpty()
                ? ""
                : gate.angles().stream()
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
