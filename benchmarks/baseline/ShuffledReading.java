import com.sun.management.OperatingSystemMXBean;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.Segments;
import io.github.dl4jquantum.pde.iterator.NotFinite;
import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.Axes;
import io.github.dl4jquantum.pde.record.DataFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Processor seconds of a pass over all windows of a file, after one that warms up; see shuffled_reading.py. */
public final class ShuffledReading {

    public static void main(String[] arguments) {
        for (String order : new String[] {"in order", "in order", "shuffled", "in blocks"}) {
            System.out.printf(Locale.ROOT, "%s %.2f%n", order, seconds(Path.of(arguments[0]), order));
        }
        fittingPasses(Path.of(arguments[0]));
    }

    /** Of the passes that fitting makes over the training part's snapshots, held or read anew: the second and third. */
    private static void fittingPasses(Path path) {
        try (DataFile file = DataFile.open(path)) {
            List<Trajectory> all = file.trajectories(Axes.parse("trajectory,time,y,x"), null);
            Segments train = Protocol.builder("file")
                    .coarsening(1)
                    .snapshots(all.get(0).snapshots())
                    .byTrajectory(all.size() - 20, 10, 10)
                    .context(1)
                    .horizon(1)
                    .build()
                    .parts(all)
                    .train();
            for (int pass = 1; pass <= 3; pass++) {
                long start = processorTime();
                for (int i = 0; i < train.size(); i++) {
                    train.values(i, i + 1, 0, train.time()).close();
                }
                if (pass > 1) {
                    System.out.printf(Locale.ROOT, "fitting pass %.2f%n", (processorTime() - start) / 1e9);
                }
            }
        }
    }

    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static double seconds(Path path, String order) {
        Axes axes = Axes.parse("trajectory,time,y,x");
        try (DataFile file = DataFile.open(path)) {
            PdeSequenceIterator.Builder builder = PdeSequenceIterator.builder(file.trajectories(axes, null))
                    .notFinite(NotFinite.MASK);
            switch (order) {
                case "shuffled" -> builder.shuffle(1);
                case "in blocks" -> builder.shuffle(1, file.chunkBlocks(axes, null));
                default -> {}
            }
            PdeSequenceIterator windows = builder.build();
            long start = processorTime();
            while (windows.hasNext()) {
                windows.next();
            }
            return (processorTime() - start) / 1e9;
        }
    }
}
