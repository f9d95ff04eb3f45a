package io.github.dl4jquantum.engine.cuda;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import jcuda.Pointer;
import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/**
 * Page-locked host memory through which arrays go to a GPU and come back, in parts: while one is on its way, the next is
 * written, or the one before it is read. It grows to twice the longest transfer, up to a limit.
 */
final class Staging {

    /** Bytes of a part: long enough for the bus's full speed, short enough that little is not overlapped. */
    static final int PART = 1 << 20;

    private static final int MOST = 16 * PART;
    private static final int LEAST = PART / 16;

    private final CUstream stream;
    private Pointer memory = new Pointer();
    private int capacity;
    /** Bytes that copies on their way may still read. */
    private int used;
    /** Of the parts with even and with odd number on their way down; null before they are needed. */
    private CUevent[] arrived;
    /** For the message: the last kernel of the stream, whose errors come with what waits for it. */
    private String launched = "";

    Staging(CUstream stream) {
        this.stream = stream;
    }

    /** Sends arrays of numbers of {@code size} bytes to the device, one behind the other. */
    void upload(long to, List<?> arrays, int size) {
        long total = reserve(arrays, size);
        Cursor cursor = new Cursor(arrays, size);
        for (long from = 0; from < total; from += PART) {
            int bytes = (int) Math.min(PART, total - from);
            if (used + bytes > capacity) {
                finish();
            }
            cursor.fill(part(used, bytes));
            int code = JCudaDriver.cuMemcpyHtoDAsync(
                    Address.pointer(to + from), memory.withByteOffset(used), bytes, stream);
            check(code, "cuMemcpyHtoDAsync");
            used += bytes;
        }
    }

    /** Fills arrays with what lies on the device, one behind the other, after all that was launched. */
    void download(long from, List<?> arrays, int size) {
        long total = reserve(arrays, size);
        Cursor cursor = new Cursor(arrays, size);
        fetch(from, 0, total); // where uploads may still lie: the stream comes to those first
        for (long at = 0; at < total; at += PART) {
            int bytes = (int) Math.min(PART, total - at);
            if (at + bytes < total) {
                fetch(from, at + PART, total);
                check(JCudaDriver.cuEventSynchronize(event(at)), "cuEventSynchronize");
            } else {
                finish();
            }
            cursor.drain(part(slot(at), bytes));
        }
    }

    /** Sets the part of a download that begins at byte {@code at} on its way. */
    private void fetch(long from, long at, long total) {
        int bytes = (int) Math.min(PART, total - at);
        if (bytes > 0) {
            int code = JCudaDriver.cuMemcpyDtoHAsync(
                    memory.withByteOffset(slot(at)), Address.pointer(from + at), bytes, stream);
            check(code, "cuMemcpyDtoHAsync");
        }
        if (at + bytes < total) {
            check(JCudaDriver.cuEventRecord(event(at), stream), "cuEventRecord");
        }
    }

    /** Parts on their way down take two places by turns. */
    private static int slot(long at) {
        return (int) (at / PART % 2) * PART;
    }

    private CUevent event(long at) {
        if (arrived == null) {
            CUevent[] made = {new CUevent(), new CUevent()};
            for (CUevent event : made) {
                check(JCudaDriver.cuEventCreate(event, CUevent_flags.CU_EVENT_DISABLE_TIMING), "cuEventCreate");
            }
            arrived = made;
        }
        return arrived[(int) (at / PART % 2)];
    }

    /** Waits until all is done. */
    void finish() {
        check(JCudaDriver.cuStreamSynchronize(stream), "cuStreamSynchronize");
        used = 0;
    }

    private void check(int code, String call) {
        Driver.check(code, call + launched);
    }

    /** A kernel has been launched on the stream. */
    void launched(String kernel) {
        launched = " after " + kernel;
    }

    /** Makes room, and returns how many bytes the arrays have. */
    private long reserve(List<?> arrays, int size) {
        long total = size * arrays.stream().mapToLong(Array::getLength).sum();
        int wanted = (int) Math.min(MOST, Math.max(LEAST, 2 * total));
        if (capacity < Math.min(MOST, total)) {
            finish();
            freeMemory();
            check(JCudaDriver.cuMemHostAlloc(memory, wanted, 0), "cuMemHostAlloc of " + wanted + " bytes");
            capacity = wanted;
        }
        return total;
    }

    private ByteBuffer part(int from, int bytes) {
        return memory.getByteBuffer(from, bytes).order(ByteOrder.nativeOrder());
    }

    private void freeMemory() {
        if (capacity > 0) {
            capacity = 0;
            JCudaDriver.cuMemFreeHost(memory);
            memory = new Pointer();
        }
    }

    /** Gives memory and events back; nothing may be on its way. */
    void free() {
        freeMemory();
        if (arrived != null) {
            for (CUevent event : arrived) {
                JCudaDriver.cuEventDestroy(event);
            }
            arrived = null;
        }
    }

    /** Walks through the numbers of arrays, one array behind the other. */
    private static final class Cursor {
        private final List<?> arrays;
        private final int size;
        private int array;
        private int index;

        Cursor(List<?> arrays, int size) {
            this.arrays = arrays;
            this.size = size;
        }

        /** Writes the next numbers to a buffer until it is full. */
        void fill(ByteBuffer part) {
            walk(part, true);
        }

        /** Reads the next numbers from a buffer until it is at its end. */
        void drain(ByteBuffer part) {
            walk(part, false);
        }

        private void walk(ByteBuffer part, boolean write) {
            while (part.hasRemaining()) {
                Object numbers = arrays.get(array);
                int count = Math.min(Array.getLength(numbers) - index, part.remaining() / size);
                copy(numbers, index, count, part, write);
                part.position(part.position() + count * size);
                index += count;
                if (index == Array.getLength(numbers)) {
                    array++;
                    index = 0;
                }
            }
        }

        private static void copy(Object array, int from, int count, ByteBuffer part, boolean write) {
            if (array instanceof float[] floats) {
                if (write) {
                    part.asFloatBuffer().put(floats, from, count);
                } else {
                    part.asFloatBuffer().get(floats, from, count);
                }
            } else if (array instanceof double[] doubles) {
                if (write) {
                    part.asDoubleBuffer().put(doubles, from, count);
                } else {
                    part.asDoubleBuffer().get(doubles, from, count);
                }
            } else if (write) {
                part.asIntBuffer().put((int[]) array, from, count);
            } else {
                part.asIntBuffer().get((int[]) array, from, count);
            }
        }
    }
}
