package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.cpu.CpuEngine;
import io.github.dl4jquantum.engine.cuda.EmulatedDriver.Counter;
import io.github.dl4jquantum.engine.cuda.EmulatedDriver.Setting;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator.Input;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where AUTO sends work. Oracles: its documentation, and the CPU engine's numbers. */
@Timeout(120)
class AutoEngineTest {

    private static final int OUT_OF_MEMORY = 2;
    private static final int LAUNCH_FAILED = 719;

    /** 2^10 amplitudes an example. */
    private final Circuit circuit = Ansatz.paper(10, 0);

    private final double[] theta = {};

    @BeforeEach
    void emulate() {
        EmulatedDriver.require();
    }

    @AfterEach
    void restore() {
        System.clearProperty(CudaDevice.PROPERTY);
    }

    @Test
    void withoutAGpuItIsTheCpuEngine() {
        Setting.DEVICES.set(0);
        assertEquals("cpu", Engine.AUTO.resolve().name());
    }

    @Test
    void largeMinibatchesGoToTheGpuAndSmallOnesDoNot() {
        assertEquals("cpu+cuda", Engine.AUTO.resolve().name());
        try (CircuitEvaluator<double[]> evaluator = Engine.AUTO.resolve().circuit(circuit, Precision.DOUBLE)) {
            assertThrows(IllegalStateException.class, () -> evaluator.backward(new double[10]));
            assertEquals(0, launches(evaluator, 127));
            assertEquals(1, launches(evaluator, 128), "a circuit without parameters needs no sum over blocks");
            assertEquals(0, launches(evaluator, 1));
        }
    }

    @Test
    void whatDoesNotFitOnTheGpuGoesToTheCpu() {
        Setting.DEVICES.set(5);
        System.setProperty(CudaDevice.PROPERTY, "4");
        try (CircuitEvaluator<double[]> evaluator = Engine.AUTO.resolve().circuit(circuit, Precision.DOUBLE)) {
            Setting.MEMORY.set(Counter.USED.get() + 20_000);
            assertEquals(0, launches(evaluator, 128));
        }
    }

    @Test
    void whatFailsOnTheGpuGoesToTheCpu() {
        Setting.DEVICES.set(21);
        System.setProperty(CudaDevice.PROPERTY, "20");
        try (CircuitEvaluator<double[]> evaluator = Engine.AUTO.resolve().circuit(circuit, Precision.DOUBLE)) {
            Setting.LAUNCH_ERROR.set(OUT_OF_MEMORY);
            assertEquals(0, launches(evaluator, 128));
            assertEquals(0, launches(evaluator, 128), "not asked again");
        }
        assertEquals("cpu+cuda", Engine.AUTO.resolve().name());
    }

    /** The states that a sequence goes on from are lost with the GPU; others are not, and no older gradient is handed out. */
    @Test
    void aLostGpuTakesItsStatesAlongAndNothingElse() {
        Setting.DEVICES.set(22);
        System.setProperty(CudaDevice.PROPERTY, "21");
        QgruCell cell = new QgruCell(Ansatz.paper(2, 1), 1, 2, 1);
        double[] weights = RandomCircuits.values(cell.parameterCount(), 1);
        int large = 12_000;
        try (SequenceEvaluator<double[]> evaluator = Engine.AUTO.resolve().cell(cell, Precision.DOUBLE)) {
            var before = new Input<>(large, 1, new double[large], null, List.<double[]>of());
            var kept = evaluator.forward(before, weights, true).states();
            Setting.LAUNCH_ERROR.set(LAUNCH_FAILED);
            var next = new Input<>(large, 1, new double[large], null, kept);
            assertThrows(CudaException.class, () -> evaluator.forward(next, weights, true));
            assertThrows(IllegalStateException.class, () -> evaluator.backward(new double[2 * large], 1));
            assertNotNull(evaluator.forward(before, weights, true));
            assertNotNull(evaluator.backward(new double[2 * large], 1));
        }
        assertEquals("cpu", Engine.AUTO.resolve().name());
    }

    /** Launches of each pass, forward and back; compares numbers with those of the CPU engine. */
    private long launches(CircuitEvaluator<double[]> evaluator, int minibatch) {
        double[] x = RandomCircuits.values(minibatch * 10, 1);
        double[] upstream = RandomCircuits.values(minibatch * 10, 2);
        CircuitEvaluator<double[]> oracle = new CpuEngine().circuit(circuit, Precision.DOUBLE);
        long before = Counter.LAUNCHES.get();
        assertClose(
                oracle.forward(minibatch, x, theta, true),
                evaluator.forward(minibatch, x, theta, true),
                Tolerances.DOUBLE);
        assertClose(
                oracle.backward(upstream).inputs(), evaluator.backward(upstream).inputs(), Tolerances.DOUBLE);
        long launches = Counter.LAUNCHES.get() - before;
        assertTrue(launches % 2 == 0, "both passes on the same engine");
        return launches / 2;
    }
}
