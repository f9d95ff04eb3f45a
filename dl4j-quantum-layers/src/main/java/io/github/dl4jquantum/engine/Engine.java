package io.github.dl4jquantum.engine;

import io.github.dl4jquantum.engine.cpu.CpuEngine;
import io.github.dl4jquantum.engine.cuda.CudaEngine;
import io.github.dl4jquantum.engine.cuda.CudaException;
import io.github.dl4jquantum.engine.samediff.SameDiffEngine;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import java.util.Arrays;
import java.util.Locale;

/**
 * What evaluates circuits. The choice belongs to the running program: it is no part of a saved model. All engines give
 * the same numbers, to 1e-10 in double and 1e-4 in float.
 *
 * <p>The system property {@value #PROPERTY} (auto, cpu, cuda or samediff) wins over what a layer asks for.
 */
public enum Engine {
    /** The fastest engine that runs here. */
    AUTO,
    /** Fused loops in plain Java, on all cores. */
    CPU,
    /**
     * CUDA kernels on an NVIDIA GPU of compute capability 5.0 or later; needs JCuda 12.6.0 (org.jcuda:jcuda and
     * jcuda-natives) on the class path and a driver of version 510 or later, and no CUDA toolkit.
     */
    CUDA,
    /** SameDiff operations on whatever ND4J backend is loaded: slow on small circuits, and the oracle of the others. */
    SAMEDIFF;

    /** The system property that overrides every choice. */
    public static final String PROPERTY = "dl4jquantum.engine";

    private static final CircuitEngine CPU_ENGINE = new CpuEngine();

    /**
     * The engine to use where this one was asked for.
     *
     * @throws EngineUnavailableException if it cannot run here
     * @throws IllegalArgumentException if the system property names no engine
     */
    public CircuitEngine resolve() {
        String forced = System.getProperty(PROPERTY);
        Engine choice = forced == null ? this : parse(forced);
        return switch (choice) {
            case AUTO, CPU -> CPU_ENGINE;
            case SAMEDIFF -> new SameDiffEngine();
            case CUDA -> cuda();
        };
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
