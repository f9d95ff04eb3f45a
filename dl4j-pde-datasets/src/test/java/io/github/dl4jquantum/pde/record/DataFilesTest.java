package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: files whose values say which file they are in. */
@Timeout(60)
class DataFilesTest {
    @TempDir
    private Path folder;

    private Path write(String name, String problem, List<String> fields, int[] grid, double interval, float value)
            throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        float[][] values = new float[fields.size()][2 * grid[0] * grid[1]];
        for (float[] each : values) {
            java.util.Arrays.fill(each, value);
        }
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(file, 1, Map.of("problem", problem), 1)) {
            writer.write(Trajectory.of(fields, grid, new double[] {0, interval}, values));
            writer.finish();
        }
        return file;
    }

    private Path usual(String name, float value) throws IOException {
        return write(name, "p", List.of("u"), new int[] {2, 3}, 0.5, value);
    }

    @Test
    void aFileAFolderAndAGlobAreReadInTheOrderOfTheirPaths() throws IOException {
        usual("b.h5", 2);
        usual("a.h5", 1);
        usual("deep/c.h5", 3);
        Files.writeString(folder.resolve("readme.txt"), "none");
        assertEquals(List.of(1f, 2f), values(folder.toString()));
        assertEquals(List.of(1f, 2f), values(folder + "/*.h5"));
        assertEquals(List.of(2f), values(folder + "/b.h5"));
        assertEquals(List.of(2f), values(folder + "/[b-z].h5"));
        assertEquals(List.of(3f), values(folder + "/d*/*.h5"));
        assertEquals(List.of(1f, 2f, 3f), values(folder + "/{*,**/*}.h5"));
        usual("odd[1].h5", 4);
        assertEquals(List.of(4f), values(folder + "/odd[1].h5"), "a file of that very name comes first");
    }

    private static List<Float> values(String pattern) {
        try (DataFiles files = DataFiles.open(DataFiles.find(pattern))) {
            return files.trajectories(null, null).stream()
                    .map(trajectory -> trajectory.snapshot("u", 1)[5])
                    .toList();
        }
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefusedByName() throws IOException {
        usual("a.h5", 1);
        refused("it has problem q, not p as ", write("b.h5", "q", List.of("u"), new int[] {2, 3}, 0.5, 1));
        refused("it has grid [3, 2], not [2, 3] as ", write("b.h5", "p", List.of("u"), new int[] {3, 2}, 0.5, 1));
        refused("it has fields [v], not [u] as ", write("b.h5", "p", List.of("v"), new int[] {2, 3}, 0.5, 1));
        refused(
                "it has save interval 0.250000, not 0.500000 as ",
                write("b.h5", "p", List.of("u"), new int[] {2, 3}, 0.25, 1));
        assertTrue(refusal(folder + "/x*.h5").contains("no file matches 'x*.h5'"));
        Files.createDirectories(folder.resolve("empty"));
        assertTrue(refusal(folder + "/empty").contains("holds no file that ends in one of .h5"));
        assertTrue(refusal(folder + "/missing.h5").contains("there is no such file"));
        assertTrue(refusal(folder + "/[a.h5").contains("cannot be looked for"));
    }

    /** A link is the file itself; one of the same content is another. */
    @Test
    void aFileThatIsNamedTwiceIsRefused() throws IOException {
        Path file = usual("a.h5", 1);
        Path copy = usual("copy.h5", 1);
        Path link = Files.createSymbolicLink(folder.resolve("link.h5"), file);
        DataFiles.open(List.of(file, copy)).close();
        for (Path again : List.of(file, link, folder.resolve("./a.h5"))) {
            String message = assertThrows(DataFileException.class, () -> DataFiles.open(List.of(file, copy, again)))
                    .getMessage();
            assertEquals(again + ": it is named twice: give each file once", message);
        }
    }

    private void refused(String difference, Path second) {
        String message = refusal(folder + "/*.h5");
        assertTrue(message.contains(difference + folder.resolve("a.h5")), message);
        assertTrue(message.startsWith(second + ": "), message);
    }

    private static String refusal(String pattern) {
        return assertThrows(DataFileException.class, () -> values(pattern)).getMessage();
    }
}
