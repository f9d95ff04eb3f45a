package io.github.dl4jquantum.engine.cuda;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import jcuda.LibUtils;

/**
 * JCuda's own library. JCuda writes it to the folder of temporary files under a name that all programs share, and loads
 * whatever it finds there; two that start at once, or one that was killed, would leave half a library. So it is put there
 * beforehand, whole or not at all.
 */
final class JcudaLibrary {

    /** The version that this engine was made for. */
    static final String VERSION = "12.6.0";

    private JcudaLibrary() {}

    /** Puts it where JCuda looks for it, unless it is there already. */
    static void unpack() {
        String file = LibUtils.createLibraryFileName(LibUtils.createPlatformLibraryName("JCudaDriver-" + VERSION));
        URL packed = LibUtils.class.getResource("/lib/" + file);
        if (packed != null) {
            try {
                unpack(packed, Path.of(System.getProperty("java.io.tmpdir"), file));
            } catch (IOException e) {
                // JCuda tries in its own way, and says what is wrong.
            }
        }
    }

    static void unpack(URL packed, Path target) throws IOException {
        if (Files.exists(target)
                && Files.size(target) == packed.openConnection().getContentLengthLong()) {
            return;
        }
        Path part = Files.createTempFile(target.getParent(), "jcuda", ".part");
        try (InputStream in = packed.openStream()) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
