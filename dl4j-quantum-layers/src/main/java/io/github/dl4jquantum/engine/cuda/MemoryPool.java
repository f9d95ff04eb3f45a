package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.engine.cuda.Driver.check;

import io.github.dl4jquantum.engine.spi.StateTooLargeException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * Device memory that is lent and taken back, since the driver's own allocation makes the GPU wait. Pieces come in sizes of
 * 2^k and 3 2^k bytes, at most half as large again as what was asked for; where memory runs short, they are no larger.
 *
 * <p>All methods need the device to be the calling thread's.
 */
final class MemoryPool {

    private static final long LEAST = 4096;

    private final Map<Long, Deque<CUdeviceptr>> free = new TreeMap<>();

    /** Memory on loan. */
    record Piece(CUdeviceptr address, long bytes) {}

    /**
     * Lends at least so many bytes; their content is undefined.
     *
     * @param what for whom, for the message
     * @param remedy what the caller can do about too little memory, given the bytes that there are
     * @throws StateTooLargeException if the device has too little memory; nothing has changed then
     */
    synchronized Piece take(long bytes, String what, LongFunction<String> remedy) {
        long size = size(bytes);
        Deque<CUdeviceptr> kept = free.get(size);
        if (kept != null && !kept.isEmpty()) {
            return new Piece(kept.pop(), size);
        }
        CUdeviceptr address = new CUdeviceptr();
        int code = JCudaDriver.cuMemAlloc(address, size);
        if (code == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
            freeAll();
            size = (bytes + LEAST - 1) / LEAST * LEAST;
            code = JCudaDriver.cuMemAlloc(address, size);
        }
        if (code == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
            long available = available();
            throw new StateTooLargeException(what, size, available, remedy.apply(available));
        }
        check(code, "cuMemAlloc of " + size + " bytes");
        return new Piece(address, size);
    }

    /** Takes a piece back. */
    synchronized void give(Piece piece) {
        free.computeIfAbsent(piece.bytes, size -> new ArrayDeque<>()).push(piece.address);
    }

    /** Bytes that the driver can still allocate. */
    static long available() {
        long[] bytes = new long[1];
        check(JCudaDriver.cuMemGetInfo(bytes, new long[1]), "cuMemGetInfo");
        return bytes[0];
    }

    /** Gives what is not on loan back to the driver. */
    synchronized void freeAll() {
        free.values().forEach(addresses -> {
            addresses.forEach(JCudaDriver::cuMemFree);
            addresses.clear();
        });
    }

    private static long size(long bytes) {
        long size = LEAST;
        while (size < bytes) {
            size = Long.bitCount(size) == 1 ? size / 2 * 3 : size / 3 * 4;
        }
        return size;
    }
}
