package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;

/**
 * Statevector simulation on an NVIDIA GPU of compute capability 5.0 or later, in float and double.
 *
 * <p>How work is laid out: up to n = 5 a state lies in the registers of 2^n lanes of a warp, one amplitude each, which
 * exchange amplitudes by shuffles. Beyond that, and where its first amplitudes are inputs, it lies in memory, three arrays of
 * 2^n: up to n = 7 (double) or 8 (float) a warp works on it, then a block; in shared memory up to n = 9 (double) or 10 (float)
 * on every GPU, up to n = 12 (double) or 13 (float) where a block may have 227 KiB, and in device memory beyond. The way back takes the gates back one by one
 * (adjoint differentiation), from the last state: up to n = 5 that has been kept, beyond the circuit runs again.
 *
 * <p>A block runs as many sequences as fill 128 threads with one circuit of each gate side by side, at least one, from the
 * first time step to the last in one launch, and back in another one. Where gates have banks of circuits, and up to n = 5, it
 * has up to 512 threads (float) or 256 (double), which share the bank out; what is left follows in turn. Inputs go up in one copy and results
 * come down in one; between forward and backward inputs, states and tape stay on the device, and so do the states that the
 * next sequence goes on from (rnnTimeStep, truncated backpropagation), until somebody asks for them.
 *
 * <p>Gates on one qubit that follow each other are one rotation, made on the host; the way back sums up three numbers for
 * each, of which the host makes the gradients of its angles.
 *
 * <p>Cost: a gate takes the same time at any n up to 5; from there on time grows with n 2^n. A cell's time and memory grow
 * with k, the number of circuits of a bank, at most linearly. A launch with its copies takes
 * tens of microseconds, so that minibatches of a few dozen small circuits are faster on the CPU. The driver compiles each
 * kernel when it is used first, a second or so, and remembers it on disk. Double runs at 1/2 of float's rate on data centre
 * GPUs, and at 1/32 to 1/64 on others. (Reckoned from the compiled kernels: no GPU was at hand.)
 *
 * <p>Memory on the device: arrays of the caller; for QLSTM 6 nOut numbers and the inputs and expectations of all its
 * circuits, for QGRU 4 nOut and those, and up to n = 5 the circuits' last states, for every sequence and time step (of a
 * circuit alone, for every example); a number for each parameter and three for each run of gates of each circuit, for every
 * block; and, where states do not fit in shared memory, those of every block, for a circuit at most 512 MiB together. What
 * does not fit is refused with the minibatch that would.
 *
 * <p>A thread that calls the engine has afterwards the CUDA context that it had before. An error in a kernel loses the GPU
 * for the whole program, as CUDA has it: every later call is refused, with the first error. JCuda's own exceptions
 * (setExceptionsEnabled) must be off, as they are by default.
 *
 * <p>The same input gives the same bits on the same GPU and driver: gradients are added up in an order that depends on
 * neither timing nor GPU; which products are fused with sums is the driver's choice.
 */
public final class CudaEngine implements CircuitEngine {

    private final CudaDevice device;

    private CudaEngine(CudaDevice device) {
        this.device = device;
    }

    /**
     * {@return the engine on the GPU that the system property {@code dl4jquantum.cuda.device} names by its number, 0 by
     * default}
     *
     * @throws CudaException if it cannot be used; the message says why
     */
    public static CudaEngine open() {
        try {
            Class.forName("jcuda.driver.JCudaDriver", false, CudaEngine.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new CudaException("JCuda is not on the class path: add org.jcuda:jcuda:" + JcudaLibrary.VERSION
                    + " and org.jcuda:jcuda-natives:" + JcudaLibrary.VERSION + ".");
        }
        return new CudaEngine(CudaDevice.open());
    }

    @Override
    public String name() {
        return "cuda";
    }

    /** {@return what the GPU is called} */
    public String device() {
        return device.name();
    }

    @Override
    public <A> CircuitEvaluator<A> expectations(Circuit circuit, Precision<A> precision) {
        return new CudaCircuit<>(circuit, precision, device);
    }

    @Override
    public <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision) {
        return new CudaSequence<>(cell, precision, device);
    }
}
