package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.bench.report.ResultJson;
import io.github.dl4jquantum.bench.study.BadInputException;
import io.github.dl4jquantum.bench.study.Limits;
import io.github.dl4jquantum.bench.study.RunVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The folder of a comparison: {@code compare.json} says who wrote it, {@code tunings/}, {@code cells/} and {@code spaces/} are kept. */
final class ResultsFolder {
    /** Of the files in it; a change of their content or of what a cell means makes a new one. */
    static final int FORMAT = 2;

    private final Path folder;

    /** What {@code compare.json} holds. */
    private record Marker(@JsonProperty("format") int format, @JsonProperty("version") String version) {

        static Marker own() {
            return new Marker(FORMAT, RunVersions.own());
        }

        @Override
        public String toString() {
            return "format " + format + " by dl4j-quantum " + version;
        }
    }

    private ResultsFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The folder, new or of an earlier run of this version.
     *
     * @throws BadInputException if it cannot be written, or holds the results of anything else
     */
    static ResultsFolder open(Path folder) throws IOException {
        Path marker = folder.resolve("compare.json");
        if (Files.exists(marker)) {
            requireOwn(folder, marker);
        } else {
            require(
                    !Files.exists(folder.resolve("report.html")),
                    folder + " holds the report of something else: choose another with --out.");
        }
        Limits.writableFolder(folder);
        ResultsFolder results = new ResultsFolder(folder);
        if (!Files.exists(marker)) {
            ResultJson.write(Marker.own(), marker);
        }
        Files.createDirectories(results.cells());
        Files.createDirectories(results.tunings());
        Files.createDirectories(results.spaces());
        return results;
    }

    private static void requireOwn(Path folder, Path marker) {
        Marker found;
        try {
            found = new ObjectMapper().readValue(marker.toFile(), Marker.class);
        } catch (IOException e) {
            throw new BadInputException(marker + " is damaged: mend it, or choose another folder with --out.");
        }
        require(
                found.equals(Marker.own()),
                folder + " holds results of " + found + ", this program writes " + Marker.own()
                        + ": choose another folder with --out.");
    }

    Path cells() {
        return folder.resolve("cells");
    }

    Path tunings() {
        return folder.resolve("tunings");
    }

    Path spaces() {
        return folder.resolve("spaces");
    }

    Path resultsJson() {
        return folder.resolve("results.json");
    }

    Path resultsCsv() {
        return folder.resolve("results.csv");
    }

    Path report() {
        return folder.resolve("report.html");
    }
}
