package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: cells counted by hand. */
@Timeout(60)
class CellMatrixTest {
    @TempDir
    private Path folder;

    private CompareSpec spec;
    private List<CellSpec> cells;

    @BeforeEach
    void read() throws IOException {
        Path file = Files.writeString(
                folder.resolve("experiment.yaml"),
                """
                problems: {burgers2d: {latent: 8}, hamiltonjacobibellman2d: {context: 2, horizon: 5}}
                models: [qlstm, lstm, lstm-timed, lstm-matched, qlstm-plain]
                circuits: [4, 1]
                layers: [2, 1, 3]
                encodings: [angle, arctan]
                latents: [4, 6]
                draws: 2
                seeds: 3
                """);
        spec = SpecReader.read(new CompareOptions(
                null, file, null, null, null, null, null, NoiseOptions.NONE, "cpu", 1, folder, false));
        cells = CellMatrix.of(spec, "cpu");
    }

    @Test
    void banksDifferFromTheFirstInOneThingEach() {
        CircuitBank first = new CircuitBank(4, 4, 2, "angle");
        assertEquals(
                List.of(
                        first,
                        new CircuitBank(1, 4, 2, "angle"),
                        new CircuitBank(4, 4, 1, "angle"),
                        new CircuitBank(4, 4, 3, "angle"),
                        new CircuitBank(4, 4, 2, "arctan")),
                spec.banks());
        spec.banks().stream()
                .skip(1)
                .forEach(bank -> assertEquals(1, bank.differences(first).size()));
        assertEquals(List.of("circuits", "qubits", "layers", "encoding"), first.differences(CircuitBank.NONE));
    }

    /** Four models know circuits, five banks each; one latent size of one problem and two of the other. */
    @Test
    void everyCombinationIsThereOnce() {
        int trained = (4 * 5 + 1) * 3 * 2 * (1 + 2);
        int baselines = 2 * (5 + 4); // quadratic extrapolation needs three snapshots
        assertEquals(trained + baselines, cells.size());
        assertEquals(cells.size(), Set.copyOf(cells).size());
        assertEquals(baselines, cells.stream().filter(CellSpec::isBaseline).count());
    }

    @Test
    void aTuningHasADrawAndASeedThatNoCellHas() {
        List<CellSpec> tunings = CellMatrix.tunings(cells);
        assertEquals((4 * 5 + 1) * 3, tunings.size(), "one a row");
        assertEquals(
                cells.stream()
                        .filter(cell -> !cell.isBaseline())
                        .map(CellSpec::row)
                        .collect(Collectors.toSet()),
                tunings.stream().map(CellSpec::row).collect(Collectors.toSet()));
        assertTrue(tunings.stream().allMatch(tuning -> tuning.draw() == 0 && tuning.seed() == 0));
        assertTrue(cells.stream().allMatch(cell -> cell.draw() >= 1 && (cell.seed() >= 1 || cell.isBaseline())));
        Set<Object> scored = cells.stream().map(cell -> cell.space().data()).collect(Collectors.toSet());
        assertTrue(tunings.stream()
                .noneMatch(tuning -> scored.contains(tuning.space().data())));
    }

    @Test
    void aTimedCellFollowsTheCellThatSetsItsPace() {
        for (List<CellSpec> all : List.of(cells, CellMatrix.tunings(cells))) {
            List<List<CellSpec>> jobs = CellMatrix.jobs(all);
            assertEquals(all.size(), jobs.stream().mapToInt(List::size).sum());
            for (List<CellSpec> job : jobs) {
                assertFalse(job.get(0).isTimed());
                assertEquals(job.get(0).model().equals("qlstm") ? 2 : 1, job.size());
                if (job.size() == 2) {
                    CellSpec pace = job.get(0);
                    CellSpec timed = job.get(1);
                    assertEquals("lstm-timed", timed.model());
                    assertEquals(
                            List.of(pace.space(), pace.bank(), pace.seed()),
                            List.of(timed.space(), timed.bank(), timed.seed()));
                }
            }
        }
    }

    @Test
    void jobsOfTwoSpacesTakeTurns() {
        List<List<CellSpec>> jobs = CellMatrix.jobs(cells);
        List<List<CellSpec>> order = CellMatrix.inTurns(jobs, 2);
        assertEquals(new HashSet<>(jobs), new HashSet<>(order));
        assertEquals(jobs.size(), order.size());
        assertFalse(order.get(0).get(0).space().equals(order.get(1).get(0).space()));
    }
}
