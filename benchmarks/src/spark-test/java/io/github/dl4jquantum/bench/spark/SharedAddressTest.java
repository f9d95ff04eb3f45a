package io.github.dl4jquantum.bench.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.cli.Studies;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A shared folder at an address. Oracle of numbers: the same study on the threads of this program. */
@Timeout(240)
class SharedAddressTest {
    @TempDir
    private Path folder;

    private Path shared;

    @BeforeEach
    void install() {
        AddressFileSystem.install();
        AddressFileSystem.RENAMED.clear();
        shared = folder.resolve("shared");
    }

    @AfterEach
    void clear() {
        System.clearProperty("dl4jquantum.masterSeconds");
        System.clearProperty("spark.hadoop.ipc.client.connect.max.retries");
    }

    private static Studies.Said qpde(List<String> command, String... more) {
        command.addAll(List.of(more));
        return Studies.qpde(command.toArray(String[]::new));
    }

    private void succeeds(List<String> command, String... more) {
        Studies.Said said = qpde(command, more);
        assertEquals(0, said.code(), said.err());
    }

    private String[] cluster() {
        return new String[] {"--master", "local[2]", "--shared", AddressFileSystem.address(shared)};
    }

    private Studies.Said refused(String address) {
        Studies.Said said = qpde(
                Studies.tune("random", 2, 2, folder.resolve("refused")), "--master", "local[1]", "--shared", address);
        assertEquals(2, said.code(), said.err());
        assertEquals(
                1, said.err().lines().filter(line -> line.contains("--shared")).count(), said.err());
        assertFalse(said.err().contains("\tat "), said.err());
        return said;
    }

    /** The files at the address, and by which one that was put again is told. */
    private Map<String, Object> there() throws IOException {
        Map<String, Object> keys = new TreeMap<>();
        try (Stream<Path> files = Files.walk(shared)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                keys.put(
                        file.getFileName().toString(),
                        Files.getAttribute(file, "lastModifiedTime").toString());
            }
        }
        return keys;
    }

    @Test
    void theSameCandidatesAndLatentSpacesAreFitOnce() throws IOException {
        succeeds(Studies.tune("random", 6, 20, folder.resolve("here")), "--workers", "1");
        succeeds(Studies.tune("random", 6, 20, folder.resolve("spark")), cluster());
        var expected = Studies.numbers(folder.resolve("here"));
        assertEquals(6, expected.size());
        assertEquals(expected, Studies.numbers(folder.resolve("spark")));
        Map<String, Object> latent = there();
        assertEquals(List.of("latent-3.zip", "latent-4.zip"), List.copyOf(latent.keySet()), "and no checkpoint");
        assertEquals(
                6,
                AddressFileSystem.RENAMED.stream()
                        .filter(name -> name.startsWith("candidate-"))
                        .distinct()
                        .count(),
                "a killed driver would have gone on from each");

        succeeds(Studies.tune("random", 6, 20, folder.resolve("again")), cluster()); // another mirror
        assertEquals(latent, there(), "they were fetched");
        assertEquals(expected, Studies.numbers(folder.resolve("again")));

        Path damaged;
        try (Stream<Path> files = Files.walk(shared)) {
            damaged = files.filter(file -> file.endsWith("latent-3.zip"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.write(damaged, new byte[] {1, 2, 3});
        Studies.Said said = qpde(Studies.tune("random", 6, 20, folder.resolve("damaged")), cluster());
        assertEquals(2, said.code());
        assertTrue(said.err().contains(AddressFileSystem.address(damaged)), said.err());
    }

    @Test
    void theSameCells() throws IOException {
        succeeds(Studies.compare(folder, 4, folder.resolve("here")), "--workers", "1");
        succeeds(Studies.compare(folder, 4, folder.resolve("spark")), cluster());
        var expected = Studies.numbers(folder.resolve("here"));
        assertEquals(1 + 2 + 2 * (2 * 2 + 5), expected.size());
        assertEquals(expected, Studies.numbers(folder.resolve("spark")));
        List<String> left = List.copyOf(there().keySet());
        assertEquals(2 * 5, left.size(), left::toString); // 3 draws of pod-mlp and 2 of pod: a space and its note
        assertTrue(left.stream().allMatch(name -> name.matches(".*-draw\\d-\\w+[.](zip|json)")), left::toString);
        assertEquals( // but for them, 2 tunings of 2 rates and 8 trained cells
                2 * 2 + 8,
                AddressFileSystem.RENAMED.stream()
                                .filter(name -> name.endsWith(".zip"))
                                .distinct()
                                .count()
                        - 5);
    }

    @Test
    void refusesASchemeThatNobodyKnows() {
        String said = refused("nosuch://host/search").err();
        assertTrue(
                said.contains(
                        "--shared nosuch://host/search cannot be used, No FileSystem for scheme \"nosuch\": give"),
                said);
    }

    @Test
    void refusesAFileSystemWhoseJarsAreMissing() {
        String said = refused("s3a://bucket/search").err();
        assertTrue(said.contains("S3AFileSystem not found: give"), said);
    }

    @Test
    void refusesAServerThatIsNotThere() throws IOException {
        System.setProperty("spark.hadoop.ipc.client.connect.max.retries", "0");
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        String said = refused("hdfs://127.0.0.1:" + port + "/search").err();
        assertTrue(said.contains("cannot be used, ConnectException: Connection refused: see"), said);
    }

    @Test
    void refusesAServerThatDoesNotAnswer() throws IOException {
        System.setProperty("dl4jquantum.masterSeconds", "3");
        try (ServerSocket silent = new ServerSocket(0)) {
            String said = refused("hdfs://127.0.0.1:" + silent.getLocalPort() + "/search")
                    .err();
            assertTrue(said.contains("did not answer within 3 s"), said);
        }
    }

    @Test
    void refusesAFile() throws IOException {
        String address = AddressFileSystem.address(Files.createFile(folder.resolve("file")));
        assertTrue(refused(address).err().contains("--shared " + address + " is a file: name a folder."));
    }

    @Test
    void refusesAFolderThatCannotBeWritten() {
        String address = AddressFileSystem.address(folder.resolve("locked"));
        String said = refused(address).err();
        assertTrue(
                said.contains("--shared " + address + " cannot be used, AccessControlException: Permission denied:"
                        + " user=somebody, access=WRITE: see that"),
                said);
    }
}
