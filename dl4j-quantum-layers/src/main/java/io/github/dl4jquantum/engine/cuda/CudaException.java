package io.github.dl4jquantum.engine.cuda;

/**
 * The CUDA driver refused a call, or cannot be used at all; the message names the call and the driver's code.
 *
 * @serial exclude
 */
public final class CudaException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int code;

    /** @param message what is missing */
    CudaException(String message) {
        this(message, 0);
    }

    /**
     * @param message what failed, and why
     * @param code what the driver returned
     */
    CudaException(String message, int code) {
        super(message);
        this.code = code;
    }

    /** What the driver returned; 0 if it was not asked. */
    int code() {
        return code;
    }
}
