import com.sun.management.OperatingSystemMXBean;
import io.github.dl4jquantum.pde.problem.Burgers2d;
import io.github.dl4jquantum.pde.problem.Progress;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Times the generation of Burgers trajectories of the default size, from a cold start of the JVM's compiler; see
 * burgers_race.py. Arguments: how many, and optionally a file for the first one's initial and final u and v.
 */
public final class BurgersGeneration {

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        Trajectory[] first = new Trajectory[1];
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        Burgers2d.builder().build().generate(count, 1, Progress.NONE, trajectory -> {
            if (first[0] == null) {
                first[0] = trajectory;
            }
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
        if (arguments.length > 1) {
            dump(first[0], Path.of(arguments[1]));
        }
        System.out.printf(Locale.ROOT, "{\"seconds\": %.4f, \"cpu_seconds\": %.4f}%n", seconds, cpuSeconds);
    }

    private static void dump(Trajectory trajectory, Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * 4 * trajectory.valuesPerSnapshot()).order(ByteOrder.LITTLE_ENDIAN);
        for (int time : new int[] {0, trajectory.snapshots() - 1}) {
            for (String field : trajectory.fields()) {
                for (float value : trajectory.snapshot(field, time)) {
                    bytes.putFloat(value);
                }
            }
        }
        Files.write(file, bytes.array());
    }
}
