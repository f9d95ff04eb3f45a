package io.github.dl4jquantum.engine.cuda;

/** The CUDA driver refused a call, or cannot be used at all; the message names the call and the driver's code. */
public final class CudaException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** @param message what failed, and why */
    CudaException(String message) {
        super(message);
    }

    CudaException(String message, Throwable cause) {
        super(message, cause);
    }
}
