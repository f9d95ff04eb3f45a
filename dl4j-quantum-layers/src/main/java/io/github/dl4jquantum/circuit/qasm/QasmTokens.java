package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.*;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of an OpenQASM text, each with its line, and a position among them. */
final class QasmTokens {

    enum Kind {
        NAME,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    record Token(Kind kind, String text, int line) {

        boolean is(String symbolOrName) {
            return text.equals(symbolOrName) && (kind == Kind.SYMBOL || kind == Kind.NAME);
        }

        /** An error at this word. */
        IllegalArgumentException error(String message) {
            return new IllegalArgumentException("OpenQASM line " + line + ": " + message);
        }

        /** An error that says what should be here. */
        IllegalArgumentException expected(String what) {
            return error("expected " + what + ", found " + (kind == Kind.END ? "the end" : "'" + text + "'") + ".");
        }
    }

    private static final Pattern WORD = Pattern.compile("(?<blank>\\s+|//[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<name>[\\p{L}_][\\p{L}\\d_]*)"
            + "|(?<number>(?:\\d[\\d_]*\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
            + "|(?<string>\"[^\"\\n]*\")"
            + "|(?<symbol>\\*\\*|(?s:.))");

    private final List<Token> tokens = new ArrayList<>();
    private int position;

    QasmTokens(String text) {
        int line = 1;
        String program = text.startsWith("\uFEFF") ? text.substring(1) : text; // a byte order mark
        Matcher word = WORD.matcher(program);
        while (word.lookingAt()) {
            String found = word.group();
            if (word.group("blank") == null) {
                tokens.add(new Token(kind(word), found, line));
            }
            line += (int) found.chars().filter(c -> c == '\n').count();
            word.region(word.end(), program.length());
        }
        tokens.add(new Token(Kind.END, "", line));
    }

    private static Kind kind(Matcher word) {
        if (word.group("name") != null) {
            return Kind.NAME;
        }
        if (word.group("number") != null) {
            return Kind.NUMBER;
        }
        return word.group("string") != null ? Kind.STRING : Kind.SYMBOL;
    }

    /** All words, without their lines. */
    List<String> words() {
        return words(0, tokens.size() - 1);
    }

    /** The words from one position to another. */
    List<String> words(int from, int to) {
        return tokens.subList(from, to).stream().map(Token::text).toList();
    }

    /** Index of the next word. */
    int position() {
        return position;
    }

    /** The word at a position, or the end. */
    Token at(int index) {
        return tokens.get(Math.min(index, tokens.size() - 1));
    }

    /** The next word, which stays the next one. */
    Token peek() {
        return tokens.get(position);
    }

    /** The next word; after the last one, the end again and again. */
    Token next() {
        Token token = peek();
        position = Math.min(position + 1, tokens.size() - 1);
        return token;
    }

    /** Takes the next word if it is this one. */
    boolean accept(String word) {
        boolean there = peek().is(word);
        if (there) {
            next();
        }
        return there;
    }

    /** Takes the next word, which must be this one. */
    void expect(String word) {
        if (!accept(word)) {
            throw peek().expected("'" + word + "'");
        }
    }

    /** Takes the next word, which must be of this kind. */
    Token expect(Kind kind, String what) {
        if (peek().kind() != kind) {
            throw peek().expected(what);
        }
        return next();
    }

    /** Takes an integer in brackets. */
    int index() {
        expect("[");
        Token number = expect(Kind.NUMBER, "an integer");
        if (!number.text().matches("\\d{1,9}")) {
            throw number.expected("an integer of at most 9 digits");
        }
        expect("]");
        return Integer.parseInt(number.text());
    }
}
