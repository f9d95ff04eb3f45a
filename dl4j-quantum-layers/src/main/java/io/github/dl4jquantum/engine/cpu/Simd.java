package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.Precision;

/**
 * Whether this JVM runs the loops that are written in the Vector API: it does where it was started with {@code --add-modules
 * jdk.incubator.vector}, which no library can do for the program it is used in.
 */
final class Simd {

    static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private Simd() {}

    /** The loops of a precision and width, named as the build names them; plain ones for rows that are too short. */
    @SuppressWarnings("unchecked")
    static <A> CellKernels<A> of(Precision<A> precision, int lanes) {
        String name = (precision == Precision.FLOAT ? "Float" : "Double") + "VectorKernels"
                + (precision == Precision.FLOAT && lanes == 64 ? "" : lanes);
        try {
            return (CellKernels<A>) Class.forName(Simd.class.getPackageName() + "." + name)
                    .getDeclaredMethod("create")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " is not what this build made", e);
        }
    }
}
