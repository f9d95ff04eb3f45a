package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.qasm.QasmTokens.Token;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands in brackets behind a register: an index, a slice {@code a:b} or {@code a:step:b} that ends with b, or a set
 * {@code {a, b, ...}}, all of integer expressions; -1 is the last element.
 */
final class QasmIndex {

    private final QasmTokens tokens;
    private final Map<String, Angle> values;
    private final Token name;
    private final String element;
    private final int size;

    /**
     * @param values the program's constants by name
     * @param name the register
     * @param element what it consists of, for messages
     * @param size how many of them
     */
    QasmIndex(QasmTokens tokens, Map<String, Angle> values, Token name, String element, int size) {
        this.tokens = tokens;
        this.values = values;
        this.name = name;
        this.element = element;
        this.size = size;
    }

    /** Reads the brackets: the elements named, in their order, at least one. */
    int[] read() {
        tokens.expect("[");
        Set<Integer> elements = new LinkedHashSet<>();
        if (tokens.accept("{")) {
            do {
                add(elements, place());
            } while (tokens.accept(","));
            tokens.expect("}");
        } else {
            int first = tokens.peek().is(":") ? 0 : place();
            if (tokens.accept(":")) {
                slice(first, elements);
            } else {
                add(elements, first);
            }
        }
        tokens.expect("]");
        return elements.stream().mapToInt(Integer::intValue).toArray();
    }

    private void slice(int first, Set<Integer> elements) {
        int second = tokens.peek().is("]") ? size - 1 : integer(tokens, values);
        boolean stepped = tokens.accept(":");
        int step = stepped ? second : 1;
        int last = !stepped ? place(second) : tokens.peek().is("]") ? size - 1 : place();
        if (step == 0) {
            throw name.error("a slice of '" + name.text() + "' has step 0.");
        }
        for (int k = first; step > 0 ? k <= last : k >= last; k += step) {
            elements.add(k);
        }
        if (elements.isEmpty()) {
            throw name.error("slice " + first + ":" + step + ":" + last + " of '" + name.text() + "' is empty.");
        }
    }

    private void add(Set<Integer> elements, int place) {
        if (!elements.add(place)) {
            throw name.error(element + " " + place + " of register '" + name.text() + "' is named twice.");
        }
    }

    private int place() {
        return place(integer(tokens, values));
    }

    private int place(int index) {
        int place = index < 0 ? size + index : index;
        if (place < 0 || place >= size) {
            throw name.error(
                    element + " " + index + " of register '" + name.text() + "' is not in 0.." + (size - 1) + ".");
        }
        return place;
    }

    /** Reads an integer: a number, or an expression of constants. */
    static int integer(QasmTokens tokens, Map<String, Angle> values) {
        Token at = tokens.peek();
        Angle value = QasmExpression.parse(tokens, List.of(), values).value();
        double number = value.isConstant() ? value.value(new double[0], new double[0]) : Double.NaN;
        if (number != Math.rint(number) || Math.abs(number) >= 1e9) {
            throw at.expected("an integer of at most 9 digits");
        }
        return (int) number;
    }
}
