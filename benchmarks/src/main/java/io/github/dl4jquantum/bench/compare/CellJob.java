package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.compare.CellSpec.DataSpec;
import io.github.dl4jquantum.bench.compare.CellSpec.SpaceSpec;
import io.github.dl4jquantum.bench.compare.FileStore.Finished;
import io.github.dl4jquantum.bench.job.Threads;
import io.github.dl4jquantum.bench.result.TuningResult;
import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.forecast.FitListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * A job of a comparison on another machine, which sends back what it found, in JSON, a text each. Its program makes data
 * once for cells that follow each other; a latent space is made by whoever needs it first, and lies in the shared folder,
 * as do checkpoints: what a lost machine had trained another goes on from.
 */
final class CellJob implements Cluster.Job<ArrayList<String>> {
    private static final long serialVersionUID = 1L;

    /** The spaces of this program, by folder. */
    private static final Map<String, RecentSpaces> RECENT = new ConcurrentHashMap<>();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FitListener SILENT = new FitListener() {
        @Override
        public void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss) {}
    };

    private final ArrayList<String> cells = new ArrayList<>();
    private final HashMap<String, Double> rates;
    private final String first;
    private final String spaces;
    private final String checkpoints;
    private final LinkedHashSet<String> files = new LinkedHashSet<>();

    /**
     * A job.
     *
     * @param left its cells that are not finished
     * @param rates of the cells that have one; null to tune them
     * @param first what the first of the whole job found; null if that is the first of {@code left}
     * @param spaces folder of the latent spaces, which all machines see
     * @param checkpoints folder of the trainings, which all machines see
     */
    CellJob(List<CellSpec> left, Map<CellSpec, Double> rates, Object first, Path spaces, Path checkpoints)
            throws IOException {
        this.rates = rates == null ? null : new HashMap<>();
        for (CellSpec cell : left) {
            cells.add(JSON.writeValueAsString(cell));
            if (rates != null) {
                this.rates.put(SpecFileName.of(cell), rates.get(cell));
            }
        }
        this.first = first == null ? null : JSON.writeValueAsString(first);
        this.spaces = spaces.toAbsolutePath().toString();
        this.checkpoints = checkpoints.toAbsolutePath().toString();
        for (CellSpec cell : left) {
            SpaceStore.files(cell.space(), spaces, checkpoints).forEach(file -> files.add(file.toString()));
            trainings(cell, rates, checkpoints).forEach(file -> files.add(file.toString()));
        }
    }

    /** The checkpoints of a cell that has that rate, or if there are none, of a tuning. */
    static List<Path> trainings(CellSpec cell, Map<CellSpec, Double> rates, Path checkpoints) {
        Stream<Double> of =
                rates == null ? cell.space().protocol().learningRates().stream() : Stream.ofNullable(rates.get(cell));
        return of.map(rate -> LatentFit.checkpoint(cell, rate, checkpoints)).toList();
    }

    @Override
    public List<Path> files() {
        return files.stream().map(Path::of).toList();
    }

    @Override
    public ArrayList<String> run() throws IOException {
        Threads.one();
        Path trainings = Path.of(checkpoints);
        return rates == null
                ? run(new CellTask.Tune(trainings, SILENT), TuningResult.class)
                : run(new CellTask.Score(trainings, SILENT, cell -> rates.get(SpecFileName.of(cell))), Finished.class);
    }

    private <R> ArrayList<String> run(CellTask<R> step, Class<R> type) throws IOException {
        RecentSpaces recent = RECENT.computeIfAbsent(
                spaces, any -> new RecentSpaces(new SpaceStore(Path.of(spaces), Path.of(checkpoints), SILENT)));
        R pace = first == null ? null : JSON.readValue(first, type);
        ArrayList<String> found = new ArrayList<>();
        for (String cell : cells) {
            R result = step.on(recent::get, JSON.readValue(cell, CellSpec.class), pace);
            pace = pace == null ? result : pace;
            found.add(JSON.writeValueAsString(result));
        }
        return found;
    }

    /** The spaces that were used last: cells of one latent space come together. */
    private static final class RecentSpaces {
        private static final int KEPT = 2;

        private final CountedCache<DataSpec, CellData.Draw> data = new CountedCache<>(CellData.Draw::new);
        private final CountedCache<SpaceSpec, CellData> spaces;
        private final Set<SpaceSpec> kept = new LinkedHashSet<>();

        RecentSpaces(SpaceStore store) {
            spaces = new CountedCache<>(space -> new CellData(space, data.get(space.data()), store));
        }

        CellData get(SpaceSpec space) {
            synchronized (kept) {
                if (!kept.remove(space)) {
                    expect(space);
                }
                kept.add(space);
                expect(space); // for this caller, while others may push it out
            }
            try {
                return spaces.get(space);
            } finally {
                synchronized (kept) {
                    release(space);
                    if (kept.size() > KEPT) {
                        SpaceSpec oldest = kept.iterator().next();
                        kept.remove(oldest);
                        release(oldest);
                    }
                }
            }
        }

        private void expect(SpaceSpec space) {
            data.expect(space.data());
            spaces.expect(space);
        }

        private void release(SpaceSpec space) {
            spaces.release(space);
            data.release(space.data());
        }
    }
}
