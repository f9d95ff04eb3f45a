package io.github.dl4jquantum.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.result.CandidateResult;
import io.github.dl4jquantum.bench.result.CandidateResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Oracles: Branin's function, whose minimum is known, and an undisturbed search with the same seed. */
@Timeout(60)
class SearchTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"RANDOM, 400, 0.2", "GRID, 24, 1e-6", "GENETIC, 200, 0.05"})
    void everyStrategyFindsTheMinimumOfBranin(Strategy strategy, int candidates, double tolerance) throws IOException {
        List<CandidateResult> all =
                TestSearch.run(TestSearch.plan(strategy, candidates, 2), TestSearch.scored(TestSearch::branin), folder);
        CandidateResult best = CandidateLog.best(all);
        assertEquals(TestSearch.BRANIN_LEAST, best.score(), tolerance);
        assertEquals(String.valueOf(best.score()), Files.readString(TestSearch.best(folder)));
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void theBudgetIsKeptAndNumbersDoNotDependOnTheWorkers(Strategy strategy) throws IOException {
        AtomicInteger runs = new AtomicInteger();
        Trial slow = TestSearch.scored(parameters -> {
            runs.incrementAndGet();
            sleep(Math.abs(parameters.hashCode()) % 5); // they end in another order than they began
            return TestSearch.branin(parameters);
        });
        List<CandidateResult> one = TestSearch.run(TestSearch.plan(strategy, 23, 1), slow, folder.resolve("1"));
        assertEquals(23, runs.getAndSet(0));
        List<CandidateResult> five = TestSearch.run(TestSearch.plan(strategy, 23, 5), slow, folder.resolve("5"));
        assertEquals(23, runs.get());
        assertEquals(facts(one), facts(five));
        assertEquals(23, Files.readAllLines(TestSearch.log(folder.resolve("5"))).size());
        assertEquals(
                IntStream.range(0, 23).boxed().toList(),
                five.stream().map(CandidateResult::index).toList());
        assertEquals(
                23, new HashSet<>(five.stream().map(CandidateResult::parameters).toList()).size());
    }

    /** The program may end after any byte of the file: at each line's end, in the middle of a line, before its end. */
    @ParameterizedTest
    @EnumSource(Strategy.class)
    void whereverItWasEndedItGoesOnToTheSameResults(Strategy strategy) throws IOException {
        int count =
                strategy == Strategy.GENETIC ? 20 : 6; // the genetic one breeds from its ninth on, with a lag of eight
        Search.Plan plan = TestSearch.plan(strategy, count, 2);
        List<CandidateResult> whole =
                TestSearch.run(plan, TestSearch.scored(TestSearch::branin), folder.resolve("whole"));
        List<String> lines = Files.readAllLines(TestSearch.log(folder.resolve("whole")));
        for (int ended = 0; ended < lines.size(); ended++) {
            String next = lines.get(ended);
            for (String torn : List.of("", next.substring(0, next.length() / 2), next)) {
                Path place = Files.createDirectories(folder.resolve(strategy + "-" + ended + "-" + torn.length()));
                String before = lines.subList(0, ended).stream()
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
                Files.writeString(TestSearch.log(place), before + torn);
                Set<Object> run = ConcurrentHashMap.newKeySet();
                List<CandidateResult> resumed = TestSearch.run(
                        TestSearch.plan(strategy, count, 2),
                        TestSearch.scored(parameters -> {
                            assertTrue(run.add(parameters), "run twice: " + parameters);
                            return TestSearch.branin(parameters);
                        }),
                        place);
                assertEquals(facts(whole), facts(resumed));
                assertEquals(count - ended - (torn.equals(next) ? 1 : 0), run.size(), "nothing finished is run again");
                assertEquals(count, Files.readAllLines(TestSearch.log(place)).size());
            }
        }
    }

    @Test
    void theEndBetweenModelAndLineLosesNothing() throws IOException {
        TestSearch.run(
                TestSearch.plan(Strategy.RANDOM, 10, 1),
                TestSearch.scored(TestSearch::branin),
                folder.resolve("whole"));
        List<String> lines = Files.readAllLines(TestSearch.log(folder.resolve("whole")));
        String best = Files.readString(TestSearch.best(folder.resolve("whole")));
        int index = IntStream.range(0, 10)
                .filter(i -> lines.get(i).contains("\"score\":" + best))
                .findFirst()
                .orElseThrow();
        Path models = Files.createDirectories(folder.resolve("best"));
        // The best model was written; in one case its line was too, in the other it was not.
        for (int written : new int[] {index, index + 1}) {
            Files.write(TestSearch.log(folder), lines.subList(0, written));
            Files.writeString(models.resolve("candidate-" + index + ".zip"), best);
            Files.writeString(TestSearch.best(folder), "an older model");
            TestSearch.run(TestSearch.plan(Strategy.RANDOM, written, 1), TestSearch.scored(TestSearch::branin), folder);
            String expected = written == index ? "an older model" : best;
            assertEquals(expected, Files.readString(TestSearch.best(folder)), "of the log's best");
            assertFalse(Files.exists(models.resolve("candidate-" + index + ".zip")));
        }
    }

    @Test
    void whatFailsIsRecordedWithItsReasonAndTheSearchGoesOn() throws IOException {
        Trial trial = TestSearch.scored(parameters -> {
            double x = (double) parameters.get("x");
            if (x < 0) {
                throw new IllegalStateException("no qubits for x\nand a second line");
            }
            return x < 5 ? Double.NaN : x;
        });
        List<CandidateResult> all = TestSearch.run(TestSearch.plan(Strategy.GENETIC, 40, 3), trial, folder);
        assertEquals(40, all.size());
        for (CandidateResult candidate : all) {
            double x = (double) candidate.parameters().get("x");
            assertEquals(x < 5 ? Status.FAILED : Status.COMPLETED, candidate.status());
            assertEquals(x < 0 ? "no qubits for x" : x < 5 ? "its score is NaN" : null, candidate.reason());
            assertEquals(x < 5 ? null : x, candidate.score());
        }
    }

    @Test
    void afterTheTimeNoneStartsAndThoseInWorkStopAtTheirNextIteration() throws IOException {
        AtomicLong now = new AtomicLong();
        Deadline deadline = new Deadline(10, () -> now.get() * 1_000_000_000);
        Trial trial = (parameters, limit) -> {
            for (int iteration = 1; iteration <= 4; iteration++) {
                limit.check("iteration " + iteration);
                now.incrementAndGet();
            }
            return new Trial.Outcome(1, file -> Files.writeString(file, "model"));
        };
        List<CandidateResult> all = TestSearch.run(TestSearch.plan(Strategy.RANDOM, 9, 1), trial, folder, deadline);
        assertEquals(
                List.of(Status.COMPLETED, Status.COMPLETED, Status.STOPPED),
                all.stream().map(CandidateResult::status).toList());
        assertEquals("the budget of time ended in iteration 3", all.get(2).reason());
        assertNull(all.get(2).score());
        // The same command goes on with those that never started.
        List<CandidateResult> rest = TestSearch.run(TestSearch.plan(Strategy.RANDOM, 9, 1), trial, folder);
        assertEquals(9, rest.size());
        assertEquals(all, rest.subList(0, 3));
    }

    @Test
    void aFileThatCannotBeWrittenEndsTheSearchAndKeepsWhatWasFinished() throws IOException {
        AtomicInteger runs = new AtomicInteger();
        Trial full = (parameters, deadline) -> {
            int run = runs.incrementAndGet();
            return new Trial.Outcome(-run, file -> {
                if (run == 4) {
                    throw new IOException("No space left on device");
                }
                Files.writeString(file, "model " + run);
            });
        };
        IOException thrown = assertThrows(
                IOException.class, () -> TestSearch.run(TestSearch.plan(Strategy.RANDOM, 9, 1), full, folder));
        assertEquals("No space left on device", thrown.getMessage());
        assertEquals(3, Files.readAllLines(TestSearch.log(folder)).size());
        assertEquals("model 3", Files.readString(TestSearch.best(folder)));
        assertEquals(
                9,
                TestSearch.run(TestSearch.plan(Strategy.RANDOM, 9, 1), full, folder)
                        .size());
    }

    @Test
    void anotherSearchIsRefused() throws IOException {
        Trial trial = TestSearch.scored(TestSearch::branin);
        TestSearch.run(TestSearch.plan(Strategy.RANDOM, 3, 1), trial, folder);
        Search.Plan other = new Search.Plan(Strategy.RANDOM, TestSearch.plane(), 6, 4, () -> 1);
        BadInputException refused = assertThrows(BadInputException.class, () -> TestSearch.run(other, trial, folder));
        assertTrue(refused.getMessage().contains("it belongs to another search"), refused.getMessage());
        Files.writeString(TestSearch.log(folder), "{\"index\":0}\n");
        refused = assertThrows(
                BadInputException.class, () -> TestSearch.run(TestSearch.plan(Strategy.RANDOM, 3, 1), trial, folder));
        assertTrue(refused.getMessage().contains("line 1 is no candidate"), refused.getMessage());
        try (CandidateLog held = CandidateLog.open(folder.resolve("held.jsonl"))) {
            assertTrue(held.all().isEmpty());
            refused = assertThrows(BadInputException.class, () -> CandidateLog.open(folder.resolve("held.jsonl")));
            assertTrue(refused.getMessage().contains("Another search is running"), refused.getMessage());
        }
    }

    @Test
    void theOrderOfAGridDependsOnItsSeedAlone() {
        assertEquals(order(1), order(1));
        assertNotEquals(order(1), order(2));
        assertEquals(24, new HashSet<>(order(1)).size());
    }

    private static List<Object> order(long seed) {
        SeededGrid grid = new SeededGrid(TestSearch.grid(), 3, seed);
        return IntStream.range(0, 24)
                .<Object>mapToObj(i -> grid.getCandidate().getValue())
                .toList();
    }

    /** All but the seconds. */
    private static List<Object> facts(List<CandidateResult> all) {
        return all.stream()
                .<Object>map(candidate -> Arrays.asList(
                        candidate.index(),
                        candidate.parameters(),
                        candidate.score(),
                        candidate.status(),
                        candidate.reason()))
                .toList();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
