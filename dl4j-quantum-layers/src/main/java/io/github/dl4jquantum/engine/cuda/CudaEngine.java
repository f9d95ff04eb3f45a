package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;

/** Statevector simulation on an NVIDIA GPU. */
public final class CudaEngine implements CircuitEngine {

    private final CudaDevice device;

    private CudaEngine(CudaDevice device) {
        this.device = device;
    }

    /**
     * The engine on the GPU that the system property {@code dl4jquantum.cuda.device} names by its number, 0 by default.
     *
     * @throws CudaException if it cannot be used; the message says why
     */
    public static CudaEngine open() {
        try {
            Class.forName("jcuda.driver.JCudaDriver", false, CudaEngine.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new CudaException(
                    "JCuda is not on the class path: add org.jcuda:jcuda:12.6.0 and org.jcuda:jcuda-natives:12.6.0.",
                    e);
        }
        return new CudaEngine(CudaDevice.open());
    }

    @Override
    public String name() {
        return "cuda";
    }

    /** What the GPU is called. */
    public String device() {
        return device.name();
    }

    @Override
    public <A> CircuitEvaluator<A> circuit(Circuit circuit, Precision<A> precision) {
        return new CudaCircuit<>(circuit, precision, device);
    }

    @Override
    public <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision) {
        return new CudaSequence<>(cell, precision, device);
    }
}
