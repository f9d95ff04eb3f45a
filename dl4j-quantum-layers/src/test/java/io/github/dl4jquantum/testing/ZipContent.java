package io.github.dl4jquantum.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The entries of a zip, to be changed and written again with the right lengths and CRCs. */
public final class ZipContent {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private ZipContent() {}

    /** All entries; of two of one name, the last. */
    public static ZipContent read(Path file) throws IOException {
        ZipContent content = new ZipContent();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                content.entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return content;
    }

    /** Their names, in the order of the file. */
    public List<String> names() {
        return new ArrayList<>(entries.keySet());
    }

    /** The entry itself: what is written to the array is what {@link #write} writes. */
    public byte[] bytes(String name) {
        return entries.get(name);
    }

    /** The entry as UTF-8. */
    public String text(String name) {
        return new String(entries.get(name), StandardCharsets.UTF_8);
    }

    /** Adds or replaces an entry. */
    public void put(String name, byte[] content) {
        entries.put(name, content);
    }

    /** Adds or replaces an entry. */
    public void put(String name, String content) {
        put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes an entry away. */
    public void remove(String name) {
        entries.remove(name);
    }

    /** As a zip with one more entry of a name that is there already, behind the others. */
    public byte[] toZipWithSecond(String name, byte[] content) {
        byte[] wanted = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] other = wanted.clone();
        other[other.length - 1] = '~';
        String placeholder = new String(other, StandardCharsets.ISO_8859_1);
        put(placeholder, content);
        byte[] zip = toZip();
        remove(placeholder);
        // Java writes no such zip itself.
        for (int i = 0; i + other.length <= zip.length; i++) {
            if (Arrays.equals(zip, i, i + other.length, other, 0, other.length)) {
                System.arraycopy(wanted, 0, zip, i, wanted.length);
            }
        }
        return zip;
    }

    /** As a zip of deflated entries. */
    public byte[] toZip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes the zip. */
    public void write(Path file) throws IOException {
        Files.write(file, toZip());
    }
}
