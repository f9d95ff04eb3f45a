package io.github.dl4jquantum.pde.record;

import java.io.IOException;
import java.util.zip.CRC32C;

/**
 * The checksum of a field in this project's own files: CRC-32C (Castagnoli) of its values as they are stored, little
 * endian, as eight hexadecimal digits.
 */
final class OwnChecksum {
    private OwnChecksum() {}

    static String text(CRC32C sum) {
        return String.format("%08x", sum.getValue());
    }

    /** @throws DataFileException if a field's values are not those that were written */
    static void verify(Hdf5File file) {
        for (String name : file.datasets().keySet()) {
            if (name.startsWith(OwnLayout.FIELDS)) {
                String stored =
                        String.valueOf(file.attribute(name, OwnLayout.CHECKSUM).orElse("no checksum"));
                String actual = Hdf5File.guarded(file.path(), name, () -> text(sum(file, name)));
                if (!actual.equals(stored)) {
                    throw new DataFileException(
                            file.path(),
                            name,
                            "its values have the checksum " + actual + ", not " + stored
                                    + " with which they were written: the file is damaged; delete it and generate it again");
                }
            }
        }
    }

    private static CRC32C sum(Hdf5File file, String name) throws IOException {
        CRC32C sum = new CRC32C();
        file.forEachPiece(name, sum::update);
        return sum;
    }
}
