package io.github.dl4jquantum.bench.job;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.forecast.MemoryEstimate;
import io.github.dl4jquantum.forecast.Protocol;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: what is advised passes, and one trajectory more does not. */
@Timeout(10)
class LimitsTest {
    private static final int VALUES = 4096;

    private static Protocol of(int trajectories) {
        return Protocol.builder("some")
                .snapshots(50)
                .byTrajectory(trajectories - 20, 10, 10)
                .context(3)
                .horizon(47)
                .build();
    }

    @Test
    void dataThatIsMadeHasToFitTheHeapAndTheRemedyFits() {
        int tooMany = (int) (Runtime.getRuntime().maxMemory() / (4.0 * VALUES * 50)) + 100;
        String message = assertThrows(BadInputException.class, () -> Limits.memory(of(tooMany), VALUES, false))
                .getMessage();
        assertTrue(message.contains("B that this program has for data in its heap"), message);
        Matcher most = Pattern.compile("choose --trajectories (\\d+) at most,").matcher(message);
        assertTrue(most.find(), message);
        int advised = Integer.parseInt(most.group(1));
        Limits.memory(of(advised), VALUES, false);
        int enough = advised + advised / 10;
        assertThrows(BadInputException.class, () -> Limits.memory(of(enough), VALUES, false));
    }

    @Test
    void filesLargerThanTheHeapAreTaken() {
        int many = (int) (4.0 * Runtime.getRuntime().maxMemory() / (4.0 * VALUES * 50));
        assertTrue(MemoryEstimate.of(of(many), VALUES, many, false).heap()
                > Runtime.getRuntime().maxMemory());
        Limits.memory(of(many), VALUES, true);
    }

    @Test
    void snapshotsThatAreTooLargeAreCalledThat() {
        String message = assertThrows(BadInputException.class, () -> Limits.memory(of(100), 1e9, true))
                .getMessage();
        assertTrue(message.contains("beside the heap"), message);
        assertTrue(message.contains("choose a larger --coarsening, or give java -Xmx"), message);
    }
}
