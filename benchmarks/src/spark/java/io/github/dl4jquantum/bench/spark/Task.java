package io.github.dl4jquantum.bench.spark;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.RunVersions;
import io.github.dl4jquantum.bench.study.Cluster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.zip.CRC32;

/**
 * A job as it travels: in bytes that are read only once the executor is known to have the same program. This class itself
 * must stay readable by every version, to refuse by name.
 *
 * @param program version of the driver's program
 * @param token a file that lies in the shared folder; null if there is none
 * @param mirror folder of this machine for copies of the shared one, which is at an address; null if there is none
 * @param job serialised
 */
record Task(String program, String token, String mirror, byte[] job) implements Serializable {
    private static final String OWN =
            program(RunVersions.own(), Cluster.class.getProtectionDomain().getCodeSource());

    /**
     * What came of a task.
     *
     * @param refusal why the executor cannot do it, or null
     * @param result serialised
     */
    record Reply(String refusal, byte[] result) implements Serializable {
        @SuppressWarnings("unchecked") // as the job was given
        <R> R value() {
            return (R) read(result);
        }
    }

    static Task of(Cluster.Job<?> job, Path token) {
        return new Task(OWN, token == null ? null : token.toString(), null, write(job));
    }

    /** @param token name of the file at the mirror's address */
    static Task of(Cluster.Job<?> job, Mirror mirror, String token) {
        return new Task(OWN, mirror.address() + "/" + token, mirror.folder().toString(), write(job));
    }

    Reply run() throws IOException {
        String host = InetAddress.getLocalHost().getHostName();
        if (!program.equals(OWN)) {
            return new Reply(
                    "Executor " + host + " has dl4j-quantum " + OWN + ", this program is " + program
                            + ": give all machines the same build.",
                    null);
        }
        if (mirror == null && token != null && Files.notExists(Path.of(token))) {
            return new Reply(
                    "Executor " + host + " does not see " + Path.of(token).getParent()
                            + ": name a folder that all machines see at one path with --shared.",
                    null);
        }
        System.getProperties().putIfAbsent("dl4jquantum.threads", "1"); // a slot is one core
        try {
            return new Reply(null, write(result((Cluster.Job<?>) read(job))));
        } catch (RuntimeException e) {
            if (BadInputException.isOne(e)) {
                return new Reply("Executor " + host + ": " + BadInputException.message(e), null);
            }
            throw e;
        }
    }

    private Serializable result(Cluster.Job<?> job) throws IOException {
        if (mirror == null) {
            return job.run();
        }
        int name = token.lastIndexOf('/');
        return Mirror.of(Path.of(mirror), token.substring(0, name), token.substring(name + 1))
                .run(job);
    }

    /** The version, and of a jar its checksum, for many builds have one version. */
    private static String program(String version, CodeSource source) {
        try {
            Path jar = Path.of(source.getLocation().toURI());
            if (Files.isDirectory(jar)) {
                return version;
            }
            CRC32 sum = new CRC32();
            try (InputStream in = Files.newInputStream(jar)) {
                byte[] block = new byte[1 << 16];
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    sum.update(block, 0, n);
                }
            }
            return version + " (build " + Long.toHexString(sum.getValue()) + ")";
        } catch (IOException | java.net.URISyntaxException e) {
            return version;
        }
    }

    private static byte[] write(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException(object + " does not serialise", e);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass type) throws IOException, ClassNotFoundException {
                return Class.forName(type.getName(), false, Task.class.getClassLoader());
            }
        }) {
            return in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("What was sent cannot be read", e);
        }
    }
}
