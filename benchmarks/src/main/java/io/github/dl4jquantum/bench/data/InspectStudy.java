package io.github.dl4jquantum.bench.data;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.TextTable;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.Axes;
import io.github.dl4jquantum.pde.record.DataFile;
import io.github.dl4jquantum.pde.record.DataFileException;
import io.github.dl4jquantum.pde.record.DataFiles;
import io.github.dl4jquantum.pde.record.DatasetInfo;
import io.github.dl4jquantum.pde.record.ValueRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Says what a data file holds. What of it cannot be read is said too, in its place. */
public final class InspectStudy {
    private final DataFile file;
    private final Axes axes;
    /** Null where no values are read. */
    private final JobProgress progress;

    private boolean damaged;

    /**
     * A file in words.
     *
     * @param lines what it holds
     * @param damaged whether something of it is damaged, or cannot be read with these axes
     */
    public record Description(List<String> lines, boolean damaged) {}

    private InspectStudy(DataFile file, Axes axes, JobProgress progress) {
        this.file = file;
        this.axes = axes;
        this.progress = progress;
    }

    /**
     * The files that a path, a folder or a pattern names.
     *
     * @throws DataFileException if there are none
     */
    public static List<Path> files(String pattern) {
        return DataFiles.find(pattern);
    }

    /**
     * Opens a file and describes it line by line, by its headers alone.
     *
     * @param axes as the user declares them, or null
     * @throws BadInputException if the axes make no sense
     * @throws DataFileException if the file cannot be opened at all
     */
    public static Description describe(Path path, String axes) {
        return describeValues(path, axes, null);
    }

    /** As {@link #describe}, and reads all of it, a piece at a time. */
    public static Description describeValues(Path path, String axes, JobProgress progress) {
        Axes declared = axes == null ? null : asked(() -> Axes.parse(axes));
        try (DataFile file = DataFile.open(path)) {
            InspectStudy study = new InspectStudy(file, declared, progress);
            return new Description(study.lines(), study.damaged);
        }
    }

    private List<String> lines() {
        List<String[]> facts = new ArrayList<>();
        facts.add(new String[] {"file", file.path().toString()});
        facts.add(new String[] {"format", file.format()});
        facts.add(new String[] {"axes", orProblem(this::axes)});
        if (readable()) {
            facts.add(new String[] {"times", orProblem(this::times)});
        }
        facts.add(new String[] {"checksums", orProblem(this::checksums)});
        file.attributes().forEach((name, value) -> facts.add(new String[] {name, oneLine(value)}));
        List<String> lines = new ArrayList<>(TextTable.lines(facts));
        lines.add("");
        lines.addAll(TextTable.lines(datasets()));
        return lines;
    }

    private boolean declared() {
        return file.declaresAxes() || axes != null;
    }

    /** Else the row of axes says why not. */
    private boolean readable() {
        try {
            return declared() && !axes().isEmpty();
        } catch (DataFileException e) {
            return false;
        }
    }

    private String axes() {
        if (file.datasets().stream().noneMatch(DatasetInfo::floating)) {
            return "none: no array of numbers is read from it";
        }
        return declared()
                ? file.axesInWords(axes)
                : "undeclared: to read the file, declare them, such as --axes " + file.likelyAxes();
    }

    private String times() {
        List<Trajectory> all = file.trajectories(axes, null).stream()
                .filter(trajectory -> trajectory.snapshots() > 1)
                .toList();
        if (all.isEmpty()) {
            return "one of each trajectory";
        }
        List<Trajectory> uneven = all.stream()
                .filter(trajectory -> trajectory.saveInterval().isEmpty())
                .toList();
        double[] first = (uneven.isEmpty() ? all : uneven).get(0).times();
        if (!uneven.isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "not uniform, in %d of %d: %.6g, %.6g ... %.6g; run needs uniform ones",
                    uneven.size(),
                    all.size(),
                    first[0],
                    first[1],
                    first[first.length - 1]);
        }
        DoubleSummaryStatistics steps = all.stream()
                .mapToDouble(trajectory -> trajectory.saveInterval().orElseThrow())
                .summaryStatistics();
        String least = String.format(Locale.ROOT, "%.6g", steps.getMin());
        String most = String.format(Locale.ROOT, "%.6g", steps.getMax());
        return String.format(Locale.ROOT, "%.6g to %.6g, ", first[0], first[first.length - 1])
                + (least.equals(most) ? least : least + " to " + most) + " apart"
                + file.countedTimes(axes).map(why -> ", counted: " + why).orElse("");
    }

    private String checksums() {
        if (progress == null) {
            return "not compared: --values reads what they are of";
        }
        progress.stage("checksums");
        return file.verify() ? "right" : "none in this format";
    }

    private List<String[]> datasets() {
        List<String[]> rows = new ArrayList<>();
        rows.add(
                progress == null
                        ? new String[] {"dataset", "shape", "type"}
                        : new String[] {"dataset", "shape", "type", "values", "NaN", "infinite"});
        List<DatasetInfo> datasets = file.datasets();
        double total = datasets.stream().mapToDouble(InspectStudy::values).sum();
        double done = 0;
        for (DatasetInfo dataset : datasets) {
            String name = dataset.name().isEmpty() ? "(the array)" : dataset.name();
            double before = done;
            done += values(dataset);
            if (progress == null) {
                rows.add(new String[] {name, shape(dataset), dataset.type()});
                continue;
            }
            progress.stage("values");
            if (!dataset.floating()) {
                rows.add(new String[] {name, shape(dataset), dataset.type(), "", "", ""});
                continue;
            }
            try {
                ValueRange range =
                        file.range(dataset, share -> progress.done((before + share * values(dataset)) / total));
                String values = range.low() > range.high()
                        ? "none finite"
                        : String.format(Locale.ROOT, "%.6g to %.6g", range.low(), range.high());
                rows.add(new String[] {
                    name,
                    shape(dataset),
                    dataset.type(),
                    values,
                    String.valueOf(range.notANumber()),
                    String.valueOf(range.infinite())
                });
            } catch (DataFileException e) {
                damaged = true;
                rows.add(new String[] {name, shape(dataset), dataset.type(), BadInputException.message(e), "", ""});
            }
        }
        return rows;
    }

    /** With the names of its axes where the file has some. */
    private String shape(DatasetInfo dataset) {
        List<String> names = file.dimensions(dataset);
        return dataset.shapeInWords() + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")");
    }

    /** How many will be read. */
    private static double values(DatasetInfo dataset) {
        return dataset.floating()
                ? dataset.shape().stream().mapToDouble(length -> length).reduce(1, (a, b) -> a * b)
                : 0;
    }

    private String orProblem(Supplier<String> fact) {
        try {
            return fact.get();
        } catch (DataFileException e) {
            damaged = true;
            return BadInputException.message(e);
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
