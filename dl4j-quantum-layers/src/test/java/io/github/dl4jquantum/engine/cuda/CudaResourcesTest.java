package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.testing.Agreement.toFloat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.cuda.EmulatedDriver.Counter;
import io.github.dl4jquantum.engine.cuda.EmulatedDriver.Setting;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator.Input;
import io.github.dl4jquantum.testing.RandomCircuits;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine takes of a device, and that it gives the same bits again. Oracle: the counters of the emulated driver. */
@Timeout(120)
class CudaResourcesTest {

    @BeforeEach
    void emulate() {
        EmulatedDriver.require();
    }

    /** Threads in reverse order would read what has not been written yet, were a barrier missing. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 8})
    void neitherRepetitionNorTheOrderOfThreadsChangesABit(int qubits) {
        Circuit circuit = RandomCircuits.circuit(qubits, 7);
        float[] x = toFloat(RandomCircuits.values(9 * circuit.inputs(), 1));
        float[] theta = toFloat(RandomCircuits.values(circuit.parameters(), 2));
        float[] upstream =
                toFloat(RandomCircuits.values(9 * circuit.observables().size(), 3));
        try (CircuitEvaluator<float[]> evaluator = CudaEngine.open().circuit(circuit, Precision.FLOAT)) {
            float[] z = evaluator.forward(9, x, theta, true);
            var gradients = evaluator.backward(upstream);
            for (int reverse = 0; reverse < 2; reverse++) {
                Setting.REVERSE.set(reverse);
                assertArrayEquals(z, evaluator.forward(9, x, theta, true));
                var again = evaluator.backward(upstream);
                assertArrayEquals(gradients.inputs(), again.inputs());
                assertArrayEquals(gradients.parameters(), again.parameters());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "qlstm, 3, 1",
        "qlstm, 6, 1",
        "qgru, 3, 1",
        "qgru, 8, 1",
        "qlstm, 4, 5",
        "qlstm, 6, 2",
        "qgru, 2, 16",
        "qgru, 8, 3"
    })
    void cellsGiveTheSameBitsInEveryOrderOfThreads(String kind, int qubits, int bank) {
        Circuit circuit = Ansatz.paper(qubits, 1);
        RecurrentCell cell = kind.equals("qgru")
                ? new QgruCell(circuit, 3, 4, 1, bank)
                : new QlstmCell(circuit, circuit, 3, 4, 4, bank, true);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 1);
        double[] upstream = RandomCircuits.values(3 * 2 * 4, 2);
        var input = new Input<>(3, 2, RandomCircuits.values(3 * 2 * 3, 3), null, List.of());
        try (SequenceEvaluator<double[]> evaluator = CudaEngine.open().cell(cell, Precision.DOUBLE)) {
            double[] y = evaluator.forward(input, theta, true).activations();
            var gradients = evaluator.backward(upstream, 2);
            Setting.REVERSE.set(1);
            assertArrayEquals(y, evaluator.forward(input, theta, true).activations());
            var again = evaluator.backward(upstream, 2);
            assertArrayEquals(gradients.inputs(), again.inputs());
            assertArrayEquals(gradients.parameters(), again.parameters());
        }
    }

    /** 10 qubits in double need 48 KiB for their states, and more for the rest. */
    @ParameterizedTest
    @ValueSource(ints = {48, 99})
    void statesThatDoNotFitInSharedMemoryGiveTheSameBits(int kibibytes) {
        Circuit circuit = Ansatz.paper(10, 1);
        double[] x = RandomCircuits.values(20, 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), 2);
        double[] roomy = evaluate(circuit, x, theta);
        Setting.DEVICES.set(kibibytes == 48 ? 8 : 9);
        Setting.SHARED_OPTIN.set(kibibytes << 10);
        System.setProperty(CudaDevice.PROPERTY, kibibytes == 48 ? "7" : "8");
        try {
            assertArrayEquals(roomy, evaluate(circuit, x, theta));
        } finally {
            System.clearProperty(CudaDevice.PROPERTY);
        }
    }

    private static double[] evaluate(Circuit circuit, double[] x, double[] theta) {
        try (var evaluator = CudaEngine.open().circuit(circuit, Precision.DOUBLE)) {
            double[] z = evaluator.forward(2, x, theta, true);
            var gradients = evaluator.backward(z);
            return IntStream.range(0, z.length + theta.length)
                    .mapToDouble(k -> k < z.length ? z[k] : gradients.parameters()[k - z.length])
                    .toArray();
        }
    }

    /** Three sequences that go on from each other; what is copied down is their activations alone. */
    @ParameterizedTest
    @CsvSource({"qlstm, 1", "qgru, 1", "qlstm, 3", "qgru, 3"})
    void statesStayOnTheDeviceFromOneSequenceToTheNext(String kind, int bank) {
        Circuit circuit = Ansatz.paper(2, 1);
        RecurrentCell cell = kind.equals("qgru")
                ? new QgruCell(circuit, 3, 4, 1, bank)
                : new QlstmCell(circuit, circuit, 3, 4, 1, bank, true);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 1);
        double[] values = RandomCircuits.values(5 * 3 * 3, 2);
        try (SequenceEvaluator<double[]> evaluator = CudaEngine.open().cell(cell, Precision.DOUBLE)) {
            var whole = evaluator.forward(new Input<>(5, 3, values, null, List.of()), theta, false);
            whole.states().arrays();
            long downloads = Counter.DOWNLOADS.get();
            SequenceEvaluator.States<double[]> states = List::of;
            SequenceEvaluator.States<double[]> first = null;
            for (int t = 0; t < 3; t++) {
                double[] x = Arrays.copyOfRange(values, t * 15, (t + 1) * 15);
                var step = new Input<>(5, 1, x, null, states);
                double[] y = evaluator.forward(step, theta, false).activations();
                evaluator.forward(step, theta, true);
                var again = evaluator.forward(step, theta, true);
                assertArrayEquals(Arrays.copyOfRange(whole.activations(), t * 20, (t + 1) * 20), y);
                assertArrayEquals(y, again.activations());
                states = again.states();
                first = first == null ? states : first;
            }
            assertEquals(downloads + 9, Counter.DOWNLOADS.get());
            for (int k = 0; k < cell.states().size(); k++) {
                assertArrayEquals(
                        whole.states().arrays().get(k), states.arrays().get(k));
            }
            assertEquals(downloads + 10, Counter.DOWNLOADS.get());
            assertThrows(IllegalStateException.class, first::arrays);
        }
    }

    @Test
    void aSequenceTakesOneLaunchAndOneCopyUpAndDownEachWay() {
        RecurrentCell cell = new QgruCell(Ansatz.paper(2, 1), 3, 4, 1);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 1);
        var input = new Input<>(3, 6, RandomCircuits.values(3 * 6 * 3, 3), null, List.of());
        try (SequenceEvaluator<double[]> evaluator = CudaEngine.open().cell(cell, Precision.DOUBLE)) {
            long launches = Counter.LAUNCHES.get();
            long uploads = Counter.UPLOADS.get();
            long downloads = Counter.DOWNLOADS.get();
            evaluator.forward(input, theta, true);
            assertEquals(launches + 1, Counter.LAUNCHES.get());
            evaluator.backward(new double[3 * 6 * 4], 6);
            assertEquals(launches + 3, Counter.LAUNCHES.get(), "the way back, and the sum over blocks");
            assertEquals(uploads + 2, Counter.UPLOADS.get());
            assertEquals(downloads + 2, Counter.DOWNLOADS.get());
        }
    }

    @Test
    void deviceMemoryDoesNotGrow() {
        RecurrentCell cell = new QgruCell(Ansatz.paper(2, 1), 1, 1, 1);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 1);
        long streams = Counter.STREAMS.get();
        long allocations = 0;
        for (int network = 0; network < 20; network++) {
            try (SequenceEvaluator<double[]> evaluator = CudaEngine.open().cell(cell, Precision.DOUBLE)) {
                for (int iteration = 0; iteration < 20; iteration++) {
                    int minibatch = 1 + iteration % 3;
                    evaluator.forward(
                            new Input<>(minibatch, 2, new double[2 * minibatch], null, List.of()), theta, true);
                    evaluator.backward(new double[2 * minibatch], 2);
                }
            }
            if (network == 0) {
                allocations = Counter.ALLOCATIONS.get();
            }
        }
        assertEquals(allocations, Counter.ALLOCATIONS.get());
        assertEquals(streams, Counter.STREAMS.get());
    }

    @Test
    void whatIsNoLongerReachableGoesBack() throws InterruptedException {
        long streams = Counter.STREAMS.get();
        for (int k = 0; k < 5; k++) {
            CudaEngine.open().circuit(Ansatz.paper(2, 1), Precision.FLOAT);
        }
        assertEquals(streams + 5, Counter.STREAMS.get());
        for (int attempt = 0; attempt < 100 && Counter.STREAMS.get() > streams; attempt++) {
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(streams, Counter.STREAMS.get());
    }

    @Test
    void threadsUseEvaluatorsOfTheirOwnAtOnce() throws InterruptedException {
        Circuit circuit = Ansatz.paper(3, 1);
        double[] x = RandomCircuits.values(9, 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), 2);
        double[] expected = evaluate(circuit, x, 3, theta);
        List<double[]> results = new CopyOnWriteArrayList<>();
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(k -> new Thread(() -> {
                    for (int time = 0; time < 5; time++) {
                        results.add(evaluate(circuit, x, 3, theta));
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(20, results.size());
        results.forEach(result -> assertArrayEquals(expected, result));
    }

    private static double[] evaluate(Circuit circuit, double[] x, int minibatch, double[] theta) {
        try (var evaluator = CudaEngine.open().circuit(circuit, Precision.DOUBLE)) {
            return evaluator.forward(minibatch, x, theta, false);
        }
    }

    /** Less than a part, parts and a rest, whole parts, and more than the page-locked memory. */
    @ParameterizedTest
    @ValueSource(ints = {1_000, 300_000, 2 * Staging.PART / Double.BYTES, 3_500_000})
    void longArraysGoInPartsThatOverlap(int length) {
        double[] first = RandomCircuits.values(length / 3, 1);
        double[] second = RandomCircuits.values(length - length / 3, 2);
        inSession(session -> {
            long at = session.memory("both", 8L * length, "two arrays", free -> "");
            for (int time = 0; time < 4; time++) {
                Setting.EAGER.set(time % 2);
                first[0] = time;
                session.upload(at, List.of(first, second));
                double[] third = new double[first.length + 5];
                double[] fourth = new double[second.length - 5];
                session.download(at, List.of(third, fourth));
                assertArrayEquals(first, Arrays.copyOf(third, first.length));
                assertArrayEquals(Arrays.copyOfRange(second, 5, second.length), fourth);
            }
        });
        assertEquals(0, Counter.EVENTS.get());
    }

    @Test
    void uploadsThatAreStillOnTheirWayAreNotOverwritten() {
        double[] numbers = RandomCircuits.values(400_000, 1);
        double[] copy = new double[numbers.length];
        inSession(session -> {
            long at = session.memory("two", 16L * numbers.length, "two arrays", free -> "");
            session.upload(at + 8L * numbers.length, List.of(new double[numbers.length]));
            session.upload(at, List.of(numbers));
            session.download(at + 8L * numbers.length, List.of(copy));
            assertArrayEquals(new double[numbers.length], copy);
            session.download(at, List.of(copy));
            assertArrayEquals(numbers, copy);
        });
    }

    private static void inSession(Consumer<Session<double[]>> work) {
        try (Session<double[]> session = new Session<>(CudaDevice.open(), Precision.DOUBLE)) {
            session.run(() -> {
                work.accept(session);
                return null;
            });
        }
    }

    /** ND4J may be at work on another GPU in the same thread. */
    @Test
    void aThreadKeepsTheContextThatItHad() {
        CUcontext own = new CUcontext();
        CUdevice other = new CUdevice();
        Setting.DEVICES.set(2);
        JCudaDriver.cuInit(0);
        JCudaDriver.cuDeviceGet(other, 1);
        JCudaDriver.cuDevicePrimaryCtxRetain(own, other);
        JCudaDriver.cuCtxPushCurrent(own);
        try {
            evaluate(Ansatz.paper(2, 1), new double[4], new double[6]);
            CUcontext current = new CUcontext();
            JCudaDriver.cuCtxGetCurrent(current);
            assertEquals(own, current);
        } finally {
            JCudaDriver.cuCtxPopCurrent(new CUcontext());
        }
    }

    /** A program may never need the GPU that is there. */
    @Test
    void aGpuWithoutWorkIsLeftAlone() {
        Setting.DEVICES.set(12);
        System.setProperty(CudaDevice.PROPERTY, "11");
        try {
            long contexts = Counter.CONTEXTS.get();
            CudaEngine engine = CudaEngine.open();
            assertEquals(contexts, Counter.CONTEXTS.get());
            engine.circuit(Ansatz.paper(2, 1), Precision.FLOAT).close();
            engine.circuit(Ansatz.paper(2, 1), Precision.FLOAT).close();
            assertEquals(contexts + 1, Counter.CONTEXTS.get());
        } finally {
            System.clearProperty(CudaDevice.PROPERTY);
        }
    }

    /** The limit of a kernel's shared memory is one for all threads. */
    @Test
    void evaluatorsWithDifferentSharedMemoryDoNotDisturbEachOther() {
        Setting.DEVICES.set(11);
        System.setProperty(CudaDevice.PROPERTY, "10");
        Setting.SHARED_OPTIN.set(227 << 10);
        Circuit large = Ansatz.paper(11, 0);
        Circuit small = Ansatz.paper(10, 0);
        try (var one = CudaEngine.open().circuit(large, Precision.DOUBLE);
                var other = CudaEngine.open().circuit(small, Precision.DOUBLE)) {
            double[] x = RandomCircuits.values(11, 1);
            double[] z = one.forward(1, x, new double[0], false);
            other.forward(1, new double[10], new double[0], false);
            assertArrayEquals(z, one.forward(1, x, new double[0], false));
        } finally {
            System.clearProperty(CudaDevice.PROPERTY);
        }
    }
}
