package io.github.dl4jquantum.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The manifest of a model file, key by key: each key that is asked for must be there and of the right type, and
 * {@link #complete} refuses a key that nobody asked for.
 */
public final class Manifest {
    /** The first version whose manifests list the entries. */
    static final int LISTED = 3;

    private static final Set<String> ENTRY_KEYS = Set.of("name", "length", "sha256");
    private static final Set<String> ARRAY_KEYS = Set.of("name", "length", "sha256", "type", "shape");

    /** What a manifest says of an entry; type and shape are null of what is no array. */
    record Entry(long length, String sha256, DataType type, long[] shape) {}

    private final ModelFileReader file;
    private final ObjectNode json;
    private final int version;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Manifest(ModelFileReader file, JsonNode json, String format, int oldest, int newest) throws ModelFileException {
        this.file = file;
        if (!(json instanceof ObjectNode)) {
            throw file.refuse("its manifest is " + StrictJson.shown(json) + ", not a JSON object.", null);
        }
        this.json = (ObjectNode) json;
        String found = text("format");
        if (!found.equals(format)) {
            throw refuse("format", "\"" + format + "\"");
        }
        asked.add("version");
        JsonNode written = json.path("version");
        version = written.asInt();
        if (!written.isInt() || version < oldest || version > newest) {
            throw file.refuse(
                    "it has format version " + (written.isMissingNode() ? "none" : StrictJson.shown(written))
                            + ", this program reads versions " + oldest + " to " + newest
                            + ": use the program that wrote it.",
                    null);
        }
        checked("versions", node -> node.isObject(), "an object of names and versions");
        for (JsonNode each : json.get("versions")) {
            if (!each.isTextual()) {
                throw refuse("versions", "an object of names and versions");
            }
        }
        if (version >= LISTED) {
            readEntries();
        }
    }

    /** {@return the version of the format} */
    public int version() {
        return version;
    }

    /** {@return the versions of what wrote the file, by name} */
    public Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        json.get("versions")
                .fields()
                .forEachRemaining(
                        each -> versions.put(each.getKey(), each.getValue().asText()));
        return versions;
    }

    /**
     * {@return an integer of that size or more}
     *
     * @param key its name
     * @param least the smallest that is valid
     * @throws ModelFileException if there is none
     */
    public int integer(String key, int least) throws ModelFileException {
        return checked(key, node -> node.isInt() && node.asInt() >= least, "an integer of " + least + " or more")
                .asInt();
    }

    /**
     * {@return any integer of 64 bits}
     *
     * @param key its name
     * @throws ModelFileException if there is none
     */
    public long longInteger(String key) throws ModelFileException {
        return checked(key, node -> node.isInt() || node.isLong(), "an integer").asLong();
    }

    /**
     * {@return a finite number}
     *
     * @param key its name
     * @throws ModelFileException if there is none
     */
    public double number(String key) throws ModelFileException {
        return checked(key, node -> node.isNumber() && Double.isFinite(node.asDouble()), "a finite number")
                .asDouble();
    }

    /**
     * {@return a finite number above 0}
     *
     * @param key its name
     * @throws ModelFileException if there is none
     */
    public double positiveNumber(String key) throws ModelFileException {
        return checked(
                        key,
                        node -> node.isNumber() && node.asDouble() > 0 && Double.isFinite(node.asDouble()),
                        "a finite number above 0")
                .asDouble();
    }

    /**
     * {@return true or false}
     *
     * @param key its name
     * @throws ModelFileException if it is neither
     */
    public boolean flag(String key) throws ModelFileException {
        return checked(key, JsonNode::isBoolean, "true or false").asBoolean();
    }

    /**
     * {@return any text}
     *
     * @param key its name
     * @throws ModelFileException if there is none
     */
    public String text(String key) throws ModelFileException {
        return checked(key, JsonNode::isTextual, "a text").asText();
    }

    /**
     * {@return an object of just these keys}
     *
     * @param key its name
     * @param keys all that it must have
     * @throws ModelFileException if there is none
     */
    public ObjectNode object(String key, Set<String> keys) throws ModelFileException {
        return (ObjectNode) checked(
                key,
                node -> {
                    Set<String> found = new HashSet<>();
                    node.fieldNames().forEachRemaining(found::add);
                    return node.isObject() && found.equals(keys);
                },
                "an object of the keys " + new TreeSet<>(keys));
    }

    /**
     * {@return the constant whose name is there}
     *
     * @param <E> the enumeration
     * @param key its name
     * @param type class of the enumeration
     * @throws ModelFileException if {@code type} has no constant of that name
     */
    public <E extends Enum<E>> E constant(String key, Class<E> type) throws ModelFileException {
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            names.add(constant.name());
        }
        return Enum.valueOf(
                type,
                checked(key, node -> node.isTextual() && names.contains(node.asText()), "one of " + names)
                        .asText());
    }

    /**
     * {@return whether a key is there, for those that older programs left out}
     *
     * @param key of which older programs may know nothing
     */
    public boolean has(String key) {
        return json.has(key);
    }

    /**
     * To be called once every key was asked for, and before any entry is read.
     *
     * @throws ModelFileException if the manifest holds another key, or is not what its checksum says
     */
    public void complete() throws ModelFileException {
        for (Iterator<String> keys = json.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!asked.contains(key)) {
                throw file.refuse(
                        "its manifest has the key \"" + key + "\", which version " + version + " has not: misspelt?",
                        null);
            }
        }
        if (version >= LISTED) {
            file.requireManifestChecksum();
        }
    }

    Map<String, Entry> entries() {
        return entries;
    }

    private void readEntries() throws ModelFileException {
        JsonNode list = checked("entries", JsonNode::isArray, "an array");
        for (JsonNode each : list) {
            Set<String> keys = new HashSet<>();
            each.fieldNames().forEachRemaining(keys::add);
            JsonNode length = each.path("length");
            boolean whole = (keys.equals(ENTRY_KEYS) || keys.equals(ARRAY_KEYS))
                    && each.get("name").isTextual()
                    && (length.isInt() || length.isLong())
                    && length.asLong() >= 0
                    && each.get("sha256").isTextual();
            if (!whole) {
                throw file.refuse(
                        "its manifest's \"entries\" have " + StrictJson.shown(each)
                                + ", not name, length, sha256, and type and shape of an array.",
                        null);
            }
            String name = each.get("name").asText();
            Entry entry = new Entry(
                    length.asLong(), each.get("sha256").asText(), type(name, each), shape(name, each.get("shape")));
            if (entries.put(name, entry) != null) {
                throw file.refuse("its manifest lists the entry " + name + " twice.", null);
            }
        }
    }

    private DataType type(String name, JsonNode entry) throws ModelFileException {
        try {
            return entry.has("type") ? Npy.type(entry.get("type").asText()) : null;
        } catch (MalformedException e) {
            throw file.refuse("its entry " + name + " " + e.getMessage() + ".", e);
        }
    }

    private long[] shape(String name, JsonNode shape) throws ModelFileException {
        if (shape == null) {
            return null;
        }
        long[] axes = new long[shape.size()];
        boolean whole = shape.isArray() && axes.length > 0;
        for (int i = 0; i < axes.length; i++) {
            axes[i] = shape.get(i).asLong();
            whole &= (shape.get(i).isInt() || shape.get(i).isLong()) && axes[i] > 0;
        }
        if (!whole) {
            throw file.refuse(
                    "its entry " + name + " has the shape " + StrictJson.shown(shape) + ", not integers above 0.",
                    null);
        }
        return axes;
    }

    private JsonNode checked(String key, Predicate<JsonNode> type, String what) throws ModelFileException {
        asked.add(key);
        JsonNode node = json.path(key);
        if (!type.test(node)) {
            throw refuse(key, what);
        }
        return node;
    }

    private ModelFileException refuse(String key, String what) {
        JsonNode node = json.path(key);
        return file.refuse(
                "its manifest's \"" + key + "\" is " + (node.isMissingNode() ? "missing" : StrictJson.shown(node))
                        + ", not " + what + ".",
                null);
    }
}
