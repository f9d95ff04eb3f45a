package io.github.dl4jquantum.bench.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.study.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two machines are two mirrors of one address. Oracle: the files that jobs write, by hand. */
@Timeout(60)
class MirrorTest {
    private static final String TOKEN = ".token";
    private static final int HOURLY = 3_600_000;

    @TempDir
    private Path folder;

    private Path address;

    @BeforeEach
    void makeAddress() {
        AddressFileSystem.install();
        address = folder.resolve("address");
        RemoteFolder.create(AddressFileSystem.address(address), TOKEN);
    }

    private Mirror machine(String name, int periodMillis) throws IOException {
        return new Mirror(
                MirrorFolder.open(folder.resolve(name)),
                RemoteFolder.find(AddressFileSystem.address(address), TOKEN),
                periodMillis);
    }

    /** What a job does with a file. */
    private interface Work {
        int on(Path file) throws IOException;
    }

    private static int run(Mirror machine, String name, Work work) throws IOException {
        Path file = machine.folder().resolve(name);
        return machine.run(new Cluster.Job<Integer>() {
            @Override
            public Integer run() throws IOException {
                return work.on(file);
            }

            @Override
            public List<Path> files() {
                return List.of(file);
            }
        });
    }

    @Test
    void whatOneMachineMadeAnotherFinds() throws IOException {
        AtomicInteger fits = new AtomicInteger();
        Work fitOnce = file -> {
            if (Files.notExists(file)) {
                Files.write(file, new byte[] {1, 2, 3});
                return fits.incrementAndGet();
            }
            return Files.readAllBytes(file).length;
        };
        assertEquals(1, run(machine("one", HOURLY), "latent/space.zip", fitOnce));
        assertEquals(3, run(machine("other", HOURLY), "latent/space.zip", fitOnce));
        assertEquals(1, fits.get());
    }

    @Test
    void whatAJobDeletesIsGoneEverywhere() throws IOException {
        Mirror one = machine("one", HOURLY);
        Mirror other = machine("other", HOURLY);
        run(one, "training.zip", file -> Files.write(file, new byte[1]).getNameCount());
        run(other, "training.zip", file -> Files.deleteIfExists(file) ? 1 : 0);
        assertFalse(Files.exists(address.resolve("training.zip")));
        assertEquals(0, run(one, "training.zip", file -> Files.exists(file) ? 1 : 0), "a copy is no reason to keep it");
        assertFalse(Files.exists(address.resolve("training.zip")), "nor to put it again");
    }

    @Test
    void theDriverDeletesForAll() throws IOException {
        Mirror one = machine("one", HOURLY);
        run(one, "training.zip", file -> Files.write(file, new byte[1]).getNameCount());
        Mirror driver = machine("driver", HOURLY);
        driver.delete(driver.folder().resolve("training.zip"));
        driver.delete(driver.folder().resolve("never.zip"));
        assertFalse(Files.exists(address.resolve("training.zip")));
    }

    @Test
    void anotherGoesOnFromWhatALostMachineHadTrained() throws Exception {
        Mirror lost = machine("lost", 20);
        CountDownLatch end = new CountDownLatch(1);
        var never = CompletableFuture.runAsync(() -> {
            try {
                run(lost, "training.zip", file -> {
                    Files.write(file, new byte[] {1});
                    await(end, address.resolve("training.zip"), 1);
                    Files.write(file, new byte[] {1, 2});
                    await(end, address.resolve("training.zip"), 3); // never
                    return 0;
                });
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        await(end, address.resolve("training.zip"), 2);
        assertFalse(never.isDone(), "the job has not ended");
        assertEquals(2, run(machine("other", HOURLY), "training.zip", file -> Files.readAllBytes(file)[1]));
        end.countDown();
        never.get();
    }

    private static void await(CountDownLatch end, Path file, int size) throws IOException {
        try {
            while (end.getCount() > 0 && (Files.notExists(file) || Files.size(file) < size)) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aJobThatFailsLeavesWhatItHadTrained() throws IOException {
        Mirror one = machine("one", HOURLY);
        assertThrows(
                IllegalStateException.class,
                () -> run(one, "training.zip", file -> {
                    Files.write(file, new byte[] {1, 2});
                    throw new IllegalStateException("lost");
                }));
        assertEquals(2, Files.size(address.resolve("training.zip")));
    }

    @Test
    void ofAPutThatFailsNothingHasTheName() throws IOException {
        Mirror one = machine("one", HOURLY);
        IOException failure = assertThrows(
                IOException.class,
                () -> run(one, "full/training.zip", file -> Files.write(file, new byte[2])
                        .getNameCount()));
        assertEquals("No space left on device", failure.getMessage());
        assertEquals(0, address.resolve("full").toFile().list().length);
    }

    @Test
    void whatAKilledMachineLeftDisturbsNobody() throws IOException {
        Files.write(address.resolve(".training.zip.0b9a.part"), new byte[1]);
        Mirror one = machine("one", HOURLY);
        assertEquals(
                0,
                run(one, "training.zip", file -> one.folder().toFile().list((d, n) -> n.contains("training")).length));
    }

    @Test
    void locksStayOnTheirMachine() throws IOException {
        run(machine("one", HOURLY), "training.zip", file -> Files.write(
                        file.resolveSibling("training.lock"), new byte[1])
                .getNameCount());
        assertFalse(Files.exists(address.resolve("training.lock")));
    }

    @Test
    void anotherFolderThanTheDriversIsRefused() throws IOException {
        Files.delete(address.resolve(TOKEN));
        String refusal = assertThrows(BadInputException.class, () -> machine("one", HOURLY))
                .getMessage();
        assertEquals(
                "--shared " + AddressFileSystem.address(address)
                        + " is not the driver's folder: name one that all machines see at that address.",
                refusal);
    }

    @Test
    void aMirrorGoesWithItsProgram() throws IOException {
        Path path = folder.resolve("qpde-shared-mine");
        try (MirrorFolder mine = MirrorFolder.open(path)) {
            Files.createDirectories(mine.path().resolve("latent"));
        }
        assertFalse(Files.exists(path));
    }

    /** Oracle: the system's own locks, by another program that asks for them. */
    @Test
    void aMirrorStaysWhileAnyProgramHasItOpen() throws Exception {
        Path used = folder.resolve("qpde-shared-used");
        Path killed = Files.createDirectories(folder.resolve("qpde-shared-killed"));
        Files.createFile(killed.resolve(".open"));
        MirrorFolder mine = MirrorFolder.open(folder.resolve("qpde-shared-mine"));
        assertFalse(Files.exists(killed), "nobody has it open");
        MirrorFolder.open(folder.resolve("qpde-shared-second")).close();
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        used.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertEquals('h', other.getInputStream().read());
            assertTrue(Files.exists(mine.path()), "this program has it open");
            MirrorFolder.open(folder.resolve("qpde-shared-third")).close();
            assertTrue(Files.exists(used), "the other has it open");
            MirrorFolder.open(used).close();
            assertTrue(Files.exists(used), "the other still has it open");
        } finally {
            other.destroyForcibly().waitFor();
        }
        MirrorFolder.open(folder.resolve("qpde-shared-third")).close();
        assertFalse(Files.exists(used), "nobody has it open");
        mine.close();
    }

    /** Has a mirror's folder open until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            MirrorFolder held = MirrorFolder.open(Path.of(args[0]));
            System.out.print("h");
            System.out.flush();
            Thread.sleep(60_000);
            held.close();
        }
    }
}
