package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.engine.cuda.Driver.check;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.CUfunction;
import jcuda.driver.CUfunction_attribute;
import jcuda.driver.CUmodule;
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

    /** Bytes of shared memory that every block may have. */
    private static final int DEFAULT_SHARED = 48 << 10;

    private static final Map<Integer, CudaDevice> OPEN = new HashMap<>();

    private static CudaException unloadable;

    private final String name;
    private final CUcontext context = new CUcontext();
    private final Ptx ptx = Ptx.ofKernels();
    private final int sharedBytes;
    private final Map<String, CUfunction> functions = new ConcurrentHashMap<>();
    private final MemoryPool pool = new MemoryPool();

    /**
     * The GPU that the system property names.
     *
     * @throws CudaException if there is none, or it cannot be used; the message says why
     */
    static CudaDevice open() {
        synchronized (OPEN) {
            initialise();
            return OPEN.computeIfAbsent(ordinal(), CudaDevice::new);
        }
    }

    private static void initialise() {
        if (unloadable != null) {
            throw unloadable;
        }
        try {
            check(JCudaDriver.cuInit(0), "cuInit");
        } catch (LinkageError e) {
            // A library that failed to load once is never tried again, and what comes then does not say why.
            unloadable = new CudaException("The CUDA driver (libcuda.so.1, nvcuda.dll) or JCuda's own library cannot be"
                    + " loaded; is an NVIDIA driver installed? " + reason(e));
            throw unloadable;
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
        CUdevice device = new CUdevice();
        check(JCudaDriver.cuDeviceGet(device, ordinal), "cuDeviceGet");
        name = name(device);
        int major = attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR);
        int minor = attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR);
        if (10 * major + minor < LEAST_CAPABILITY) {
            throw new CudaException("GPU " + ordinal + " (" + name + ") has compute capability " + major + "." + minor
                    + "; the kernels need 5.0 or later.");
        }
        int optional = attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN);
        sharedBytes = Math.max(DEFAULT_SHARED, optional);
        check(JCudaDriver.cuDevicePrimaryCtxRetain(context, device), "cuDevicePrimaryCtxRetain");
        try {
            use();
            // Whether the driver takes this version of PTX.
            function("sumPartialsFloat");
        } catch (CudaException e) {
            JCudaDriver.cuDevicePrimaryCtxRelease(device);
            throw e;
        }
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

    /** Makes this the GPU of the calling thread; every other call of the driver needs that. */
    void use() {
        check(JCudaDriver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
    }

    /** A kernel by its name in kernels.cu; the driver compiles it when it is asked for first. */
    CUfunction function(String kernel) {
        return functions.computeIfAbsent(kernel, this::load);
    }

    private CUfunction load(String kernel) {
        CUmodule module = new CUmodule();
        check(JCudaDriver.cuModuleLoadData(module, ptx.module(kernel)), "cuModuleLoadData of " + kernel);
        CUfunction function = new CUfunction();
        check(JCudaDriver.cuModuleGetFunction(function, module, kernel), "cuModuleGetFunction of " + kernel);
        if (sharedBytes > DEFAULT_SHARED) {
            int attribute = CUfunction_attribute.CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES;
            check(JCudaDriver.cuFuncSetAttribute(function, attribute, sharedBytes), "cuFuncSetAttribute of " + kernel);
        }
        return function;
    }
}
