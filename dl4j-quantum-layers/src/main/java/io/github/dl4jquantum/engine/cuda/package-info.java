/**
 * Statevector simulation by CUDA kernels of this project's own, launched through the driver API (JCuda) and loaded as PTX,
 * which the driver compiles for the GPU it finds.
 *
 * <p>The kernels lie in this package's resources: kernels.cu with what it includes, and the kernels.ptx that was compiled of
 * it. The Java side writes circuits and cells as images that the kernels interpret, holds device memory, and copies.
 */
package io.github.dl4jquantum.engine.cuda;
