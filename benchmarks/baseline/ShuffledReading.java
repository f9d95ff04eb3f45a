import com.sun.management.OperatingSystemMXBean;
import io.github.dl4jquantum.pde.iterator.NotFinite;
import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import io.github.dl4jquantum.pde.record.Axes;
import io.github.dl4jquantum.pde.record.DataFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/** Processor seconds of a pass over all windows of a file, after one that warms up; see shuffled_reading.py. */
public final class ShuffledReading {

    public static void main(String[] arguments) {
        for (String order : new String[] {"in order", "in order", "shuffled", "in blocks"}) {
            System.out.printf(Locale.ROOT, "%s %.2f%n", order, seconds(Path.of(arguments[0]), order));
        }
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
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long start = system.getProcessCpuTime();
            while (windows.hasNext()) {
                windows.next();
            }
            return (system.getProcessCpuTime() - start) / 1e9;
        }
    }
}
