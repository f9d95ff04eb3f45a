package io.github.dl4jquantum.engine;

import io.github.dl4jquantum.engine.cpu.CpuEngine;
import io.github.dl4jquantum.engine.cuda.CudaEngine;
import io.github.dl4jquantum.engine.cuda.CudaException;
import io.github.dl4jquantum.engine.samediff.SameDiffEngine;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What evaluates circuits. The choice belongs to the running program: it is no part of a saved model. All engines give
 * the same numbers, to 1e-10 in double and 1e-4 in float, where fixed matrices are unitary to as many digits.
 *
 * <p>The system property {@value #PROPERTY} (auto, cpu, cuda or samediff) wins over what a layer asks for.
 */
public enum Engine {
    /**
     * CPU; where CUDA can run, large minibatches go to the GPU: those of 2^17 amplitudes and more, counting 2^n for every
     * circuit of every example and time step. That is an estimate, and not measured yet.
     */
    AUTO,
    /** Fused loops in plain Java, on all cores. */
    CPU,
    /**
     * CUDA kernels on an NVIDIA GPU of compute capability 5.0 or later; needs JCuda 12.6.0 (org.jcuda:jcuda and
     * jcuda-natives) on the class path and a driver of version 510 or later (on Windows 527), and no CUDA toolkit.
     */
    CUDA,
    /** SameDiff operations on whatever ND4J backend is loaded: slow on small circuits, and the oracle of the others. */
    SAMEDIFF;

    /** The system property that overrides every choice. */
    public static final String PROPERTY = "dl4jquantum.engine";

    private static final CircuitEngine CPU_ENGINE = new CpuEngine();

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    /**
     * {@return the engine to use where this one was asked for; inside of an {@link Execution} its own}
     *
     * @throws EngineUnavailableException if it cannot run here
     * @throws IllegalArgumentException if the system property names no engine
     */
    public CircuitEngine resolve() {
        CircuitEngine scoped = Execution.scoped();
        if (scoped != null) {
            return scoped;
        }
        String forced = System.getProperty(PROPERTY);
        Engine choice = forced == null ? this : parse(forced);
        return switch (choice) {
            case AUTO -> auto();
            case CPU -> CPU_ENGINE;
            case SAMEDIFF -> new SameDiffEngine();
            case CUDA -> cuda();
        };
    }

    private static CircuitEngine auto() {
        try {
            CudaEngine gpu = CudaEngine.open();
            tell("Engine AUTO: the CPU, and GPU {} for large minibatches.", gpu.device());
            return new AutoEngine(CPU_ENGINE, gpu);
        } catch (CudaException e) {
            tell("Engine AUTO: the CPU. {}", e.getMessage());
            return CPU_ENGINE;
        }
    }

    /** Says once what AUTO has found. */
    private static void tell(String format, String argument) {
        if (!TOLD.getAndSet(true)) {
            LOG.info(format, argument);
        }
    }

    private static CircuitEngine cuda() {
        try {
            return CudaEngine.open();
        } catch (CudaException e) {
            throw new EngineUnavailableException(
                    "Engine CUDA cannot run here; choose engine cpu, samediff or auto. " + e.getMessage());
        }
    }

    private static Engine parse(String name) {
        return Arrays.stream(values())
                .filter(engine -> engine.name().equalsIgnoreCase(name.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("System property " + PROPERTY + " is '" + name
                        + "'; it must be one of "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT) + "."));
    }
}
