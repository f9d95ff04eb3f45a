package io.github.dl4jquantum.forecast;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Predicate;
import org.nd4j.shade.jackson.databind.JsonNode;

/**
 * The manifest of an archive, key by key. From format version 3 on each key that is asked for must be there, and of the
 * right type, and {@link #complete} refuses a key that nobody asked for; older programs left keys out.
 */
final class Manifest {
    private static final int STRICT = 3;

    private final ArchiveReader archive;
    private final JsonNode json;
    private final int version;
    private final Set<String> asked = new HashSet<>(Set.of("format", "version", "versions"));

    /** @param newest version that this program reads */
    Manifest(ArchiveReader archive, JsonNode json, String format, int newest) throws ForecasterFileException {
        this.archive = archive;
        this.json = json;
        if (!format.equals(json.path("format").asText())) {
            throw archive.refuse("its manifest does not say \"" + format + "\".", null);
        }
        JsonNode written = json.path("version");
        version = written.asInt();
        if (!written.isInt() || version < 1 || version > newest) {
            throw archive.refuse(
                    "it has format version " + (written.isMissingNode() ? "none" : written.toString())
                            + ", this program reads versions 1 to " + newest + ": use the program that wrote it.",
                    null);
        }
    }

    int version() {
        return version;
    }

    int integer(String key, int least) throws ForecasterFileException {
        return checked(key, node -> node.isInt() && node.asInt() >= least, "an integer of " + least + " or more")
                .asInt();
    }

    long longInteger(String key) throws ForecasterFileException {
        return checked(key, node -> node.isInt() || node.isLong(), "an integer").asLong();
    }

    double number(String key, double ifMissing) throws ForecasterFileException {
        return checked(key, JsonNode::isNumber, "a number").asDouble(ifMissing);
    }

    boolean flag(String key) throws ForecasterFileException {
        return checked(key, JsonNode::isBoolean, "true or false").asBoolean(false);
    }

    String text(String key, String ifMissing) throws ForecasterFileException {
        return checked(key, JsonNode::isTextual, "a text").asText(ifMissing);
    }

    /** @throws ForecasterFileException if the manifest holds a key that was not asked for */
    void complete() throws ForecasterFileException {
        for (Iterator<String> keys = json.fieldNames(); version >= STRICT && keys.hasNext(); ) {
            String key = keys.next();
            if (!asked.contains(key)) {
                throw archive.refuse(
                        "its manifest has the key \"" + key + "\", which version " + version + " has not.", null);
            }
        }
    }

    private JsonNode checked(String key, Predicate<JsonNode> type, String what) throws ForecasterFileException {
        asked.add(key);
        JsonNode node = json.path(key);
        if (version >= STRICT && !type.test(node)) {
            throw archive.refuse(
                    "its manifest's \"" + key + "\" is " + (node.isMissingNode() ? "missing" : node.toString())
                            + ", not " + what + ".",
                    null);
        }
        return node;
    }
}
