package io.github.dl4jquantum.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: the files that are there. */
@Timeout(60)
class SearchFolderTest {
    @TempDir
    private Path folder;

    /** Begins a search, or goes on with it; ends it where that is asked. */
    private void search(String name, boolean overwrite, boolean ends) throws IOException {
        try (OutputFolder locked = OutputFolder.open(folder)) {
            SearchFolder search = of(name, overwrite);
            search.take(locked);
            Files.writeString(search.candidates(), name);
            if (ends) {
                Path fresh = locked.fresh();
                Files.writeString(fresh.resolve("report.html"), name);
                Files.writeString(fresh.resolve("result.json"), "{\"candidates\": [1, 2]}");
                locked.publish();
            }
        }
    }

    private SearchFolder of(String name, boolean overwrite) throws IOException {
        return SearchFolder.of(folder, "tune " + name, Map.of("model", name), overwrite);
    }

    @Test
    void whatIsToBeReplacedStaysUntilTheNewSearchHasEnded() throws IOException {
        search("lstm", false, true);
        List<String> names = names();
        assertThrows(BadInputException.class, () -> of("gru", false));
        search("gru", true, false);
        assertEquals("lstm", Files.readString(folder.resolve("candidates.jsonl")));
        assertTrue(of("lstm", false).isConcluded(2));
        assertFalse(of("gru", true).isConcluded(2), "it is still hidden");
        BadInputException refused = assertThrows(BadInputException.class, () -> of("gru", false));
        assertTrue(refused.getMessage().contains("go on with --overwrite"), refused.getMessage());

        search("gru", true, true);
        assertEquals("gru", Files.readString(folder.resolve("candidates.jsonl")));
        assertEquals("gru", Files.readString(folder.resolve("report.html")));
        assertTrue(of("gru", false).isConcluded(2));
        assertEquals(names, names());
    }

    @Test
    void whoGoesOnWithTheOldSearchGivesTheReplacementUp() throws IOException {
        search("lstm", false, false);
        search("gru", true, false);
        search("lstm", false, true);
        assertEquals("lstm", Files.readString(folder.resolve("report.html")));
        assertEquals(List.of("candidates.jsonl", "latent", "report.html", "result.json", "search.json"), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
