package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.engine.cuda.Driver.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUfunction;
import jcuda.driver.CUfunction_attribute;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/**
 * A GPU: its primary context, which other users of CUDA in the process share, the kernels, and a pool of its memory. There
 * is one for each GPU that was asked for, and it stays until the program ends.
 */
final class CudaDevice {

    /** The system property that names the GPU by its number; without it, number 0. */
    static final String PROPERTY = "dl4jquantum.cuda.device";

    /** Least compute capability, times 10: that of the PTX. */
    private static final int LEAST_CAPABILITY = 50;

    /** Least version of CUDA that the driver is made for, as the driver counts: the first that reads the PTX. */
    private static final int LEAST_CUDA = 11060;

    private static final Map<Integer, CudaDevice> OPEN = new HashMap<>();

    private static CudaException unloadable;

    private final String name;
    private final CUdevice device = new CUdevice();
    private final int sharedBytes;
    private final Map<String, CUfunction> functions = new ConcurrentHashMap<>();
    private final MemoryPool pool = new MemoryPool();
    /** Null until there is work: it takes some hundred MB of the GPU. */
    private CUcontext context;
    /** What made the GPU drop all that this program held; null while it has not. */
    private volatile CudaException loss;

    /**
     * The GPU that the system property names. It is only looked at: no memory of it is taken before there is work.
     *
     * @throws CudaException if there is none, or it cannot be used; the message says why
     */
    static CudaDevice open() {
        synchronized (OPEN) {
            initialise();
            CudaDevice device = OPEN.computeIfAbsent(ordinal(), CudaDevice::new);
            device.refuseIfLost();
            return device;
        }
    }

    private static void initialise() {
        if (unloadable != null) {
            throw unloadable;
        }
        try {
            JcudaLibrary.unpack();
            check(JCudaDriver.cuInit(0), "cuInit");
        } catch (LinkageError e) {
            // A library that failed to load once is never tried again, and what comes then does not say why.
            unloadable = new CudaException("The CUDA driver (libcuda.so.1, nvcuda.dll) or JCuda's own library cannot be"
                    + " loaded; is an NVIDIA driver installed (on Windows 527 or later; in a container, with the"
                    + " driver capability 'compute')? " + reason(e));
            throw unloadable;
        }
        int[] version = new int[1];
        check(JCudaDriver.cuDriverGetVersion(version), "cuDriverGetVersion");
        if (version[0] < LEAST_CUDA) {
            throw new CudaException("The NVIDIA driver is too old: it was made for CUDA " + version[0] / 1000 + "."
                    + version[0] % 1000 / 10 + "; install version 510 or later.");
        }
    }

    /** The linker's own words, which JCuda wraps in pages of advice. */
    private static String reason(Throwable e) {
        String text = e.toString();
        Matcher linker = Pattern.compile("[^\\s:]+: (cannot open shared object file|undefined symbol)[^\\n]*")
                .matcher(text);
        return linker.find() ? linker.group() : text.lines().findFirst().orElse(text);
    }

    private static int ordinal() {
        String text = System.getProperty(PROPERTY, "0").trim();
        int[] count = new int[1];
        check(JCudaDriver.cuDeviceGetCount(count), "cuDeviceGetCount");
        if (count[0] == 0) {
            throw new CudaException("The CUDA driver finds no GPU.");
        }
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) >= count[0]) {
            throw new CudaException("System property " + PROPERTY + " is '" + text + "'; the CUDA driver finds "
                    + count[0] + " GPUs, numbered from 0.");
        }
        return Integer.parseInt(text);
    }

    private CudaDevice(int ordinal) {
        check(JCudaDriver.cuDeviceGet(device, ordinal), "cuDeviceGet");
        name = name(device);
        int major = attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR);
        int minor = attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
        if (10 * major + minor < LEAST_CAPABILITY) {
            throw new CudaException("GPU " + ordinal + " (" + name + ") has compute capability " + major + "." + minor
                    + "; the kernels need 5.0 or later.");
        }
        int optional = attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN);
        sharedBytes = Math.max(Placement.MODEST_BYTES, optional);
    }

    private static String name(CUdevice device) {
        byte[] bytes = new byte[256];
        check(JCudaDriver.cuDeviceGetName(bytes, bytes.length, device), "cuDeviceGetName");
        return new String(bytes, StandardCharsets.US_ASCII).trim();
    }

    private static int attribute(CUdevice device, int attribute) {
        int[] value = new int[1];
        check(JCudaDriver.cuDeviceGetAttribute(value, attribute, device), "cuDeviceGetAttribute");
        return value[0];
    }

    /** What it is called, as the driver says. */
    String name() {
        return name;
    }

    /** Most bytes of shared memory of a block. */
    int sharedBytes() {
        return sharedBytes;
    }

    MemoryPool pool() {
        return pool;
    }

    /**
     * Does work with this as the calling thread's GPU; every other call of the driver needs that. Afterwards the thread has
     * the GPU that it had before, which may be another one, of ND4J's.
     *
     * @throws CudaException if the GPU is lost, or becomes so
     */
    <T> T run(Supplier<T> work) {
        refuseIfLost();
        check(JCudaDriver.cuCtxPushCurrent(context()), "cuCtxPushCurrent");
        try {
            return work.get();
        } catch (CudaException e) {
            if (Driver.lost(e.code())) {
                lose(e);
            } else if (e.code() == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
                pool.freeAll();
            }
            throw e;
        } finally {
            JCudaDriver.cuCtxPopCurrent(new CUcontext());
        }
    }

    /** Whether the GPU has dropped all that this program held. */
    boolean lost() {
        return loss != null;
    }

    private synchronized void lose(CudaException first) {
        loss = loss == null ? first : loss;
    }

    private void refuseIfLost() {
        CudaException first = loss;
        if (first != null) {
            throw new CudaException("GPU " + name + " was lost before: " + first.getMessage(), first.code());
        }
    }

    private synchronized CUcontext context() {
        if (context == null) {
            CUcontext primary = new CUcontext();
            check(JCudaDriver.cuDevicePrimaryCtxRetain(primary, device), "cuDevicePrimaryCtxRetain");
            context = primary;
        }
        return context;
    }

    /** A kernel by its name in kernels.cu; the driver compiles it when it is asked for first. */
    CUfunction function(String kernel) {
        return functions.computeIfAbsent(kernel, this::load);
    }

    private CUfunction load(String kernel) {
        byte[] ptx = Ptx.module(kernel).getBytes(StandardCharsets.US_ASCII);
        // Not an array: while the driver compiles one, there is no garbage collection.
        ByteBuffer text = ByteBuffer.allocateDirect(ptx.length + 1).put(ptx).rewind();
        CUmodule module = new CUmodule();
        int code = JCudaDriver.cuModuleLoadDataEx(module, Pointer.to(text), 0, null, null);
        check(code, "cuModuleLoadDataEx of " + kernel);
        CUfunction function = new CUfunction();
        check(JCudaDriver.cuModuleGetFunction(function, module, kernel), "cuModuleGetFunction of " + kernel);
        allowSharedMemory(function, kernel);
        return function;
    }

    /** Once and for all that there is: the limit belongs to the function, which all threads launch. */
    private void allowSharedMemory(CUfunction function, String kernel) {
        int[] own = new int[1];
        int code =
                JCudaDriver.cuFuncGetAttribute(own, CUfunction_attribute.CU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES, function);
        check(code, "cuFuncGetAttribute of " + kernel);
        if (sharedBytes > Placement.MODEST_BYTES) {
            int most = CUfunction_attribute.CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES;
            code = JCudaDriver.cuFuncSetAttribute(function, most, sharedBytes - own[0]);
            check(code, "cuFuncSetAttribute of " + kernel);
        }
    }
}
