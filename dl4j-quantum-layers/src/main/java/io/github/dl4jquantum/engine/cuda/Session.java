package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.engine.cuda.Driver.check;

import io.github.dl4jquantum.engine.spi.Precision;
import java.lang.ref.Cleaner;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
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

    /** Most bytes of page-locked memory; longer arrays go through it in parts. */
    private static final int MOST_STAGING = 16 << 20;

    /** Threads of a block that adds up partial sums, as vqc.cuh has it. */
    private static final int SUM_COLUMNS = 32;

    private static final int SUM_ROWS = 8;

    private static final Cleaner CLEANER = Cleaner.create();

    private final Precision<A> precision;
    private final Resources resources;
    private final Cleaner.Cleanable cleanable;

    Session(CudaDevice device, Precision<A> precision) {
        this.precision = precision;
        device.use();
        resources = new Resources(device);
        cleanable = CLEANER.register(this, resources);
    }

    CudaDevice device() {
        return resources.device;
    }

    /** Makes the GPU the calling thread's; comes first in every use. */
    void begin() {
        resources.device.use();
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
                resources.pieces.remove(name);
                resources.device.pool().give(piece);
            }
            piece = resources.device.pool().take(bytes, what, remedy);
            resources.pieces.put(name, piece);
        }
        return address(piece.address());
    }

    /** Copies arrays to the device, one behind the other. */
    void upload(long to, List<A> arrays) {
        long target = to;
        for (A array : arrays) {
            int length = Array.getLength(array);
            for (int from = 0; from < length; ) {
                int count = Math.min(length - from, (MOST_STAGING - resources.staged) / precision.bytes());
                if (count == 0) {
                    finish();
                    continue;
                }
                ByteBuffer part = resources.stage(count * precision.bytes());
                if (array instanceof float[] floats) {
                    part.asFloatBuffer().put(floats, from, count);
                } else {
                    part.asDoubleBuffer().put((double[]) array, from, count);
                }
                copyUp(target, part);
                target += (long) count * precision.bytes();
                from += count;
            }
        }
    }

    /** Copies integers to the device, and waits for it. */
    void upload(long to, int[] integers) {
        Pointer from = Pointer.to(integers);
        check(JCudaDriver.cuMemcpyHtoDAsync(pointer(to), from, 4L * integers.length, resources.stream), "cuMemcpyHtoD");
        finish();
    }

    private void copyUp(long to, ByteBuffer part) {
        Pointer from = resources.staging.withByteOffset(resources.staged - part.capacity());
        int code = JCudaDriver.cuMemcpyHtoDAsync(pointer(to), from, part.capacity(), resources.stream);
        check(code, "cuMemcpyHtoDAsync");
    }

    /** Fills arrays with what lies on the device, one behind the other, after all that was launched. */
    void download(long from, List<A> arrays) {
        long source = from;
        for (A array : arrays) {
            int length = Array.getLength(array);
            for (int to = 0; to < length; ) {
                finish();
                int count = Math.min(length - to, MOST_STAGING / precision.bytes());
                ByteBuffer part = resources.stage(count * precision.bytes());
                int code = JCudaDriver.cuMemcpyDtoHAsync(
                        resources.staging, pointer(source), part.capacity(), resources.stream);
                check(code, "cuMemcpyDtoHAsync");
                finish();
                if (array instanceof float[] floats) {
                    part.asFloatBuffer().get(floats, to, count);
                } else {
                    part.asDoubleBuffer().get((double[]) array, to, count);
                }
                source += (long) count * precision.bytes();
                to += count;
            }
        }
    }

    /**
     * Launches a kernel.
     *
     * @param kernel its name but for the precision
     */
    void launch(String kernel, Block block, int blocks, Arguments arguments) {
        String name = kernel + (precision == Precision.FLOAT ? "Float" : "Double");
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
    }

    /** Launches the sum of what blocks found: of each of {@code length} numbers, over all blocks. */
    void sum(long partials, int blocks, int length, long total) {
        if (length > 0) {
            Arguments arguments =
                    new Arguments().add(partials).add(blocks).add(length).add(total);
            launch(
                    "sumPartials",
                    new Block(SUM_COLUMNS, SUM_ROWS, 0),
                    (length + SUM_COLUMNS - 1) / SUM_COLUMNS,
                    arguments);
        }
    }

    /** Threads of a block, in rows, and bytes of its dynamic shared memory. */
    record Block(int threads, int rows, int sharedBytes) {}

    /** Waits until all is done. */
    private void finish() {
        check(JCudaDriver.cuStreamSynchronize(resources.stream), "cuStreamSynchronize");
        resources.staged = 0;
    }

    private static long address(CUdeviceptr pointer) {
        return new Address(pointer).value();
    }

    private static CUdeviceptr pointer(long address) {
        return new Address(address);
    }

    @Override
    public void close() {
        cleanable.clean();
    }

    /** A device address as a number: JCuda keeps it from all but subclasses. */
    private static final class Address extends CUdeviceptr {

        Address(CUdeviceptr other) {
            super(other);
        }

        Address(long address) {
            super(new CUdeviceptr().withByteOffset(address));
        }

        long value() {
            return getNativePointer() + getByteOffset();
        }
    }

    /** What must be given back; knows nothing of the session, which could not become unreachable otherwise. */
    private static final class Resources implements Runnable {

        private final CudaDevice device;
        private final CUstream stream = new CUstream();
        private final Map<String, MemoryPool.Piece> pieces = new HashMap<>();
        private Pointer staging = new Pointer();
        private int stagingBytes;
        /** Bytes of the staging memory that copies on their way still read. */
        private int staged;

        Resources(CudaDevice device) {
            this.device = device;
            check(JCudaDriver.cuStreamCreate(stream, CUstream_flags.CU_STREAM_NON_BLOCKING), "cuStreamCreate");
        }

        /** The next bytes of the staging memory. */
        ByteBuffer stage(int bytes) {
            int needed = staged + bytes;
            if (needed > stagingBytes) {
                check(JCudaDriver.cuStreamSynchronize(stream), "cuStreamSynchronize");
                freeStaging();
                int size = Math.min(MOST_STAGING, Math.max(4096, 2 * needed));
                check(JCudaDriver.cuMemHostAlloc(staging, size, 0), "cuMemHostAlloc of " + size + " bytes");
                stagingBytes = size;
                staged = 0;
            }
            ByteBuffer part = staging.getByteBuffer(staged, bytes).order(ByteOrder.nativeOrder());
            staged += bytes;
            return part;
        }

        private void freeStaging() {
            if (stagingBytes > 0) {
                stagingBytes = 0;
                check(JCudaDriver.cuMemFreeHost(staging), "cuMemFreeHost");
                staging = new Pointer();
            }
        }

        @Override
        public void run() {
            device.use();
            JCudaDriver.cuStreamSynchronize(stream);
            pieces.values().forEach(device.pool()::give);
            pieces.clear();
            freeStaging();
            JCudaDriver.cuStreamDestroy(stream);
        }
    }
}
