package io.github.dl4jquantum.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.EngineUnavailableException;
import io.github.dl4jquantum.engine.cuda.EmulatedDriver.Counter;
import io.github.dl4jquantum.engine.cuda.EmulatedDriver.Setting;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator.Input;
import io.github.dl4jquantum.engine.spi.StateTooLargeException;
import io.github.dl4jquantum.testing.RandomCircuits;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a driver can refuse, on the emulated one. Oracle: the documentation of the errors. */
@Timeout(120)
class CudaFailuresTest {

    private static final int NOT_SUPPORTED = 801;
    private static final int LAUNCH_FAILED = 719;
    private static final int OUT_OF_MEMORY = 2;

    @BeforeEach
    void emulate() {
        EmulatedDriver.require();
    }

    @AfterEach
    void restore() {
        System.clearProperty(CudaDevice.PROPERTY);
    }

    @Test
    void aMachineWithoutAGpuIsNamedAsTheReason() {
        Setting.DEVICES.set(0);
        assertUnavailable("cuInit", "CUDA_ERROR_NO_DEVICE", "100", "choose engine cpu");
    }

    @Test
    void aDriverThatDoesNotStartIsNamedWithItsCode() {
        Setting.INIT_ERROR.set(NOT_SUPPORTED);
        assertUnavailable("cuInit", "CUDA_ERROR_NOT_SUPPORTED", "801");
    }

    @Test
    void aGpuThatIsNotThereIsRefusedWithTheirNumber() {
        System.setProperty(CudaDevice.PROPERTY, "1");
        assertUnavailable(CudaDevice.PROPERTY, "'1'", "finds 1 GPUs");
        System.setProperty(CudaDevice.PROPERTY, "first");
        assertUnavailable(CudaDevice.PROPERTY, "'first'");
    }

    @Test
    void aGpuThatIsTooOldIsRefusedWithItsCapability() {
        Setting.DEVICES.set(2);
        Setting.MAJOR.set(3);
        Setting.MINOR.set(7);
        System.setProperty(CudaDevice.PROPERTY, "1");
        assertUnavailable("GPU 1 (Emulated device)", "compute capability 3.7", "5.0");
    }

    @Test
    void aDriverThatIsTooOldIsNamedBeforeItIsUsed() {
        Setting.DRIVER_VERSION.set(11040);
        assertUnavailable("made for CUDA 11.4", "510 or later");
    }

    private static void assertUnavailable(String... parts) {
        String message = assertThrows(EngineUnavailableException.class, Engine.CUDA::resolve)
                .getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void aRefusedLaunchNamesKernelAndCodeAndTheNextOneWorks() {
        Circuit circuit = Ansatz.paper(2, 1);
        double[] x = RandomCircuits.values(6, 1);
        double[] theta = RandomCircuits.values(6, 2);
        try (CircuitEvaluator<double[]> evaluator = CudaEngine.open().circuit(circuit, Precision.DOUBLE)) {
            double[] expected = evaluator.forward(3, x, theta, true);
            Setting.LAUNCH_ERROR.set(OUT_OF_MEMORY);
            assertFails(
                    () -> evaluator.forward(3, x, theta, true),
                    "circuitForwardLanesDouble",
                    "CUDA_ERROR_OUT_OF_MEMORY",
                    "code 2",
                    "smaller minibatch");
            assertThrows(IllegalStateException.class, () -> evaluator.backward(x));
            assertArrayEquals(expected, evaluator.forward(3, x, theta, true));
            Setting.LAUNCH_ERROR.set(OUT_OF_MEMORY);
            assertThrows(CudaException.class, () -> evaluator.backward(x));
            assertNotNull(evaluator.backward(x));
        }
    }

    /** What a kernel does wrong comes to light when it is waited for, and the program has lost the GPU. */
    @Test
    void aKernelThatFailsIsNamedAndTheGpuIsRefusedFromThenOn() {
        Setting.DEVICES.set(20);
        System.setProperty(CudaDevice.PROPERTY, "19");
        Circuit circuit = Ansatz.paper(2, 1);
        double[] x = new double[6];
        double[] theta = new double[6];
        CudaEngine engine = CudaEngine.open();
        CircuitEvaluator<double[]> other = engine.circuit(circuit, Precision.DOUBLE);
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(circuit, Precision.DOUBLE)) {
            Setting.LAUNCH_ERROR.set(LAUNCH_FAILED);
            assertFails(
                    () -> evaluator.forward(3, x, theta, true),
                    " after circuitForwardLanesDouble failed",
                    "CUDA_ERROR_LAUNCH_FAILED",
                    "719",
                    "start the program anew");
            assertFails(() -> other.forward(3, x, theta, true), "was lost before", "719");
        }
        other.close();
        assertUnavailable("was lost before", "circuitForwardLanesDouble");
    }

    private static void assertFails(Executable call, String... parts) {
        String message = assertThrows(CudaException.class, call).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void jcudasLibraryIsPutInPlaceWhole(@TempDir Path folder) throws IOException {
        Path packed = Files.write(folder.resolve("packed"), new byte[5000]);
        Path target = Files.write(folder.resolve("libJCuda.so"), new byte[7]);
        JcudaLibrary.unpack(packed.toUri().toURL(), target);
        assertEquals(-1, Files.mismatch(packed, target));
        FileTime written = Files.getLastModifiedTime(target);
        JcudaLibrary.unpack(packed.toUri().toURL(), target);
        assertEquals(written, Files.getLastModifiedTime(target));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    /** Six banks of k circuits leave more than 60 k numbers of 8 bytes of every sequence and step on the tape. */
    @ParameterizedTest
    @CsvSource({"1, 2", "16, 4"})
    void tooLittleDeviceMemoryNamesTheMinibatchThatFitsAndItFits(int bank, int device) {
        QlstmCell cell = new QlstmCell(Ansatz.paper(2, 1), Ansatz.paper(2, 1), 3, 3, 1, bank, true);
        double[] theta = RandomCircuits.values(cell.parameterCount(), 1);
        // A GPU whose pool is empty.
        Setting.DEVICES.set(device + 1);
        System.setProperty(CudaDevice.PROPERTY, String.valueOf(device));
        try (var evaluator = CudaEngine.open().cell(cell, Precision.DOUBLE)) {
            Setting.MEMORY.set(Counter.USED.get() + ((long) bank << 20));
            String message = assertThrows(
                            StateTooLargeException.class, () -> evaluator.forward(sequences(4000, 5), theta, true))
                    .getMessage();
            assertTrue(message.matches(".*QlstmCell.*4000 sequences.* needs \\d+ MiB, but \\d+ MiB.*"), message);
            int fits = Integer.parseInt(message.replaceAll(".*at most (\\d+)\\.", "$1"));
            assertTrue(fits > 50 && fits < (1 << 20) / (5 * 60 * 8), message);
            assertThrows(IllegalStateException.class, () -> evaluator.backward(new double[15], 5));
            Input<double[]> smaller = sequences(fits, 5);
            assertNotNull(evaluator.forward(smaller, theta, true));
            assertNotNull(evaluator.backward(new double[fits * 15], 5));
        }
    }

    private static Input<double[]> sequences(int minibatch, int steps) {
        return new Input<>(minibatch, steps, new double[minibatch * steps * 3], null, List.of());
    }

    @Test
    void wrongLengthsAreRefusedBeforeAnythingGoesToTheDevice() {
        try (CircuitEvaluator<float[]> evaluator = CudaEngine.open().circuit(Ansatz.paper(2, 1), Precision.FLOAT)) {
            long uploads = Counter.UPLOADS.get();
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> evaluator.forward(3, new float[5], new float[6], false))
                    .getMessage();
            assertTrue(message.contains("5") && message.contains("3 x 2 = 6"), message);
            assertThrows(IllegalStateException.class, () -> evaluator.backward(new float[2]));
            assertEquals(uploads, Counter.UPLOADS.get());
        }
    }

    /** In a program of its own, where nothing stands in for the driver. */
    @Test
    void withoutADriverOrWithoutJcudaTheReasonIsNamed() throws IOException, InterruptedException {
        List<String> all = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        List<String> withoutJcuda = new ArrayList<>(all);
        withoutJcuda.removeIf(entry -> entry.contains("jcuda"));
        assertTrue(withoutJcuda.size() < all.size());
        assertOutput(run(withoutJcuda), "JCuda is not on the class path");
        String output = run(all);
        if (!output.contains("auto: cpu+cuda")) {
            assertOutput(output, "is an NVIDIA driver installed");
        }
    }

    private static void assertOutput(String output, String reason) {
        assertEquals(2, output.lines().filter(line -> line.contains(reason)).count(), output);
        assertTrue(output.contains("auto: cpu"), output);
    }

    private static String run(List<String> classPath) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        classPath.stream().collect(Collectors.joining(File.pathSeparator)),
                        CudaFailuresTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0, output);
        return output;
    }

    /** Asks for CUDA twice, since a library that cannot be loaded fails in another way the second time. */
    public static void main(String[] args) {
        for (int time = 0; time < 2; time++) {
            try {
                Engine.CUDA.resolve();
            } catch (EngineUnavailableException e) {
                System.out.println(e.getMessage());
            }
        }
        System.out.println("auto: " + Engine.AUTO.resolve().name());
    }
}
