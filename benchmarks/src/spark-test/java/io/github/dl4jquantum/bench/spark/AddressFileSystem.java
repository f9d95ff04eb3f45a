package io.github.dl4jquantum.bench.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.Progressable;

/**
 * Folders of this machine at addresses {@code kept:/...}. Like HDFS it renames to no name that is taken. Nothing can be
 * written below a folder {@code locked}; a file below {@code full} ends after its first byte.
 */
public final class AddressFileSystem extends RawLocalFileSystem {
    static final String SCHEME = "kept";

    /** Names that files were given by renaming. */
    static final List<String> RENAMED = new CopyOnWriteArrayList<>();

    /** Makes the scheme known, as a user would. */
    static void install() {
        System.setProperty("spark.hadoop.fs.kept.impl", AddressFileSystem.class.getName());
    }

    static String address(java.nio.file.Path folder) {
        return SCHEME + ":" + folder.toAbsolutePath();
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        if (exists(to)) {
            return false;
        }
        RENAMED.add(to.getName());
        return super.rename(from, to);
    }

    @Override
    public boolean mkdirs(Path folder) throws IOException {
        requireUnlocked(folder);
        return super.mkdirs(folder);
    }

    @Override
    public FSDataOutputStream create(
            Path file, boolean overwrite, int buffer, short replication, long block, Progressable progress)
            throws IOException {
        requireUnlocked(file);
        FSDataOutputStream out = super.create(file, overwrite, buffer, replication, block, progress);
        return !file.toString().contains("/full/") ? out : new FSDataOutputStream(new OneByte(out), null);
    }

    private static void requireUnlocked(Path path) throws IOException {
        if (path.toString().contains("/locked")) {
            throw new AccessControlException("Permission denied: user=somebody, access=WRITE\n\tat a.b.C(D.java:1)");
        }
    }

    /** A disk that is full after a byte. */
    private static final class OneByte extends OutputStream {
        private final OutputStream out;

        OneByte(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            throw new IOException("No space left on device");
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
