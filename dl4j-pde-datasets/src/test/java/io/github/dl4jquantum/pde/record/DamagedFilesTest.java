package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damage to files: no hang, no crash, no other exception than the typed one, and never values of another shape. */
@Timeout(120)
class DamagedFilesTest {
    private static final int DAMAGES = 500;
    private static final Map<String, String> FILES = new LinkedHashMap<>();

    static {
        FILES.put("own.h5", null);
        FILES.put("pdebench_tensor.hdf5", null);
        FILES.put("pdebench_fields.hdf5", null);
        FILES.put("pdebench_groups.h5", null);
        FILES.put("pdebench_incompressible.h5", null);
        FILES.put("the_well.hdf5", null);
        FILES.put("storage_latest.h5", "trajectory,time,y,x");
        FILES.put("storage_earliest.h5", "trajectory,time,y,x");
        FILES.put("masks_latest.h5", "trajectory,time,y,x");
        FILES.put("packed.nc", "time,x");
        FILES.put("named.nc", null);
        FILES.put("unknown.h5", "trajectory,time,x");
        FILES.put("f_f8.npy", "time,y,x");
        FILES.put("stored.npz", "time,y,x");
        FILES.put("deflated.npz", "time,y,x");
    }

    @TempDir
    private Path folder;

    @Test
    void fiveHundredDamagedFilesAreRefusedOrReadInTheirShape() throws IOException {
        Random random = new Random(20);
        List<String> names = List.copyOf(FILES.keySet());
        int refused = 0;
        int otherValues = 0;
        int harmless = 0;
        int missing = 0;
        for (int i = 0; i < DAMAGES; i++) {
            String name = names.get(i % names.size());
            byte[] bytes = Files.readAllBytes(Fixtures.file(name));
            Path damaged = folder.resolve(i + name);
            Files.write(damaged, damage(bytes, random));
            String axes = FILES.get(name);
            Map<String, Integer> whole = contents(Fixtures.file(name), axes);
            try {
                Map<String, Integer> read = contents(damaged, axes);
                for (Map.Entry<String, Integer> field : read.entrySet()) {
                    String shape = field.getKey().substring(field.getKey().indexOf(' '));
                    assertTrue(
                            whole.keySet().stream().anyMatch(key -> key.endsWith(shape)),
                            damaged + " was read as " + field.getKey() + ", not one of " + whole.keySet());
                }
                if (read.equals(whole)) {
                    harmless++;
                } else if (read.keySet().equals(whole.keySet())) {
                    otherValues++;
                } else {
                    missing++;
                }
            } catch (DataFileException e) {
                assertTrue(e.getMessage().contains(name) && !e.getMessage().contains("\n"), e.getMessage());
                refused++;
            }
        }
        System.out.printf(
                "%d damaged files: %d refused, %d read with other names or fewer fields, %d with another value, "
                        + "%d the same (the byte is in no use)%n",
                DAMAGES, refused, missing, otherValues, harmless);
        assertEquals(DAMAGES, refused + missing + otherValues + harmless);
        assertTrue(refused > DAMAGES / 2, "truncations at least");
    }

    /** Half of them truncated, half with one byte changed. */
    private static byte[] damage(byte[] bytes, Random random) {
        if (random.nextBoolean()) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        byte[] flipped = bytes.clone();
        flipped[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
        return flipped;
    }

    /** By field of a trajectory with its shape: a hash of all its values. */
    private static Map<String, Integer> contents(Path path, String axes) {
        Map<String, Integer> contents = new LinkedHashMap<>();
        try (DataFile file = DataFile.open(path)) {
            file.verify();
            int index = 0;
            for (Trajectory trajectory : file.trajectories(axes == null ? null : Axes.parse(axes), null)) {
                for (String field : trajectory.fields()) {
                    int hash = Arrays.hashCode(trajectory.times());
                    for (int time = 0; time < trajectory.snapshots(); time++) {
                        hash = 31 * hash + Arrays.hashCode(trajectory.snapshot(field, time));
                    }
                    String shape = trajectory.snapshots() + " x " + Arrays.toString(trajectory.gridShape());
                    contents.put(index + "/" + field.replace(' ', '_') + " " + shape, hash);
                }
                index++;
            }
        }
        return contents;
    }
}
