package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.engine.cuda.Driver.check;

import io.github.dl4jquantum.engine.spi.Precision;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/**
 * What an evaluator holds of a GPU: a stream, device memory by name, and page-locked host memory through which arrays go
 * up and down. All of it goes back when the session is closed or, at the latest, when it is no longer reachable.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Session<A> implements AutoCloseable {

    /** The kernel behind {@link #sum}. */
    static final String SUM = "sumPartials";

    /** Threads of a block that adds up partial sums, as vqc.cuh has it. */
    private static final int SUM_COLUMNS = 32;

    private static final int SUM_ROWS = 8;

    private static final Cleaner CLEANER = Cleaner.create();

    private final Precision<A> precision;
    private final Resources resources;
    private final Cleaner.Cleanable cleanable;

    Session(CudaDevice device, Precision<A> precision) {
        this.precision = precision;
        resources = device.run(() -> new Resources(device));
        cleanable = CLEANER.register(this, resources);
    }

    /** Does work on the GPU; all other methods but {@link #close} belong in here. */
    <T> T run(Supplier<T> work) {
        return resources.device.run(work);
    }

    /** Has the driver compile kernels, for which it needs memory too: comes before that for arrays is taken. */
    void prepare(String... kernels) {
        for (String kernel : kernels) {
            resources.device.function(full(kernel));
        }
    }

    /** A kernel's name with its precision. */
    private String full(String kernel) {
        return kernel + (precision == Precision.FLOAT ? "Float" : "Double");
    }

    /**
     * Device memory of that name with room for so many bytes; it keeps its content until it is asked for with more.
     *
     * @param what for whom, for the message
     * @param remedy what the caller can do about too little memory, given the bytes that there are
     * @throws io.github.dl4jquantum.engine.spi.StateTooLargeException if the device has too little memory
     */
    long memory(String name, long bytes, String what, LongFunction<String> remedy) {
        MemoryPool.Piece piece = resources.pieces.get(name);
        if (piece == null || piece.bytes() < bytes) {
            if (piece != null) {
                resources.staging.finish();
                resources.pieces.remove(name);
                resources.device.pool().give(piece);
            }
            piece = resources.device.pool().take(bytes, what, remedy);
            resources.pieces.put(name, piece);
        }
        return Address.of(piece.address());
    }

    /** Copies arrays to the device, one behind the other. */
    void upload(long to, List<A> arrays) {
        resources.staging.upload(to, arrays, precision.bytes());
    }

    /** Copies integers to the device. */
    void upload(long to, int[] integers) {
        resources.staging.upload(to, List.of(integers), Integer.BYTES);
    }

    /** Fills arrays with what lies on the device, one behind the other, after all that was launched. */
    void download(long from, List<A> arrays) {
        resources.staging.download(from, arrays, precision.bytes());
        // Or the memory just read might be freed under way, were this the last use of the session.
        Reference.reachabilityFence(this);
    }

    /**
     * Launches a kernel.
     *
     * @param kernel its name but for the precision
     */
    void launch(String kernel, Block block, int blocks, Arguments arguments) {
        String name = full(kernel);
        int code = JCudaDriver.cuLaunchKernel(
                resources.device.function(name),
                blocks,
                1,
                1,
                block.threads(),
                block.rows(),
                1,
                block.sharedBytes(),
                resources.stream,
                arguments.pointer(),
                null);
        check(code, "cuLaunchKernel of " + name);
        resources.staging.launched(name);
    }

    /** Launches the sum of what blocks found: of each of {@code length} numbers, over all blocks. */
    void sum(long partials, int blocks, int length, long total) {
        if (length > 0) {
            Arguments arguments =
                    new Arguments().add(partials).add(blocks).add(length).add(total);
            launch(SUM, new Block(SUM_COLUMNS, SUM_ROWS, 0), (length + SUM_COLUMNS - 1) / SUM_COLUMNS, arguments);
        }
    }

    /** Threads of a block, in rows, and bytes of its dynamic shared memory. */
    record Block(int threads, int rows, int sharedBytes) {}

    @Override
    public void close() {
        cleanable.clean();
    }

    /** What must be given back; knows nothing of the session, which could not become unreachable otherwise. */
    private static final class Resources implements Runnable {

        private final CudaDevice device;
        private final CUstream stream = new CUstream();
        private final Map<String, MemoryPool.Piece> pieces = new HashMap<>();
        private final Staging staging = new Staging(stream);

        Resources(CudaDevice device) {
            this.device = device;
            check(JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING), "cuStreamCreate");
        }

        @Override
        public void run() {
            if (!device.lost()) {
                device.run(this::giveBack);
            }
        }

        private Void giveBack() {
            JCudaDriver.cuStreamSynchronize(stream);
            pieces.values().forEach(device.pool()::give);
            pieces.clear();
            staging.free();
            JCudaDriver.cuStreamDestroy(stream);
            return null;
        }
    }
}
