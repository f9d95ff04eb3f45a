package io.github.dl4jquantum.pde.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that appears when it is complete: written under a temporary name beside its place, to the disk, then moved there.
 * A kill leaves {@code .NAME.UUID.part}. The layers' {@code AtomicFile} would serve, but neither module needs the other.
 */
final class NewFile implements AutoCloseable {
    private final Path target;
    private final Path temporary;

    NewFile(Path target) throws IOException {
        this.target = target.toAbsolutePath();
        // Not Files.createTempFile: that one's result would be readable by its owner alone.
        temporary = this.target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        Files.createFile(temporary);
        temporary.toFile().deleteOnExit(); // an interrupted program still runs this
    }

    /** Where to write. */
    Path temporary() {
        return temporary;
    }

    /** Moves what was written, and closed, into place. */
    void keep() throws IOException {
        try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes what was not kept. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
