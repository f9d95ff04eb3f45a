package io.github.dl4jquantum.pde.record;

import java.nio.ByteOrder;

/**
 * How one number is stored.
 *
 * @param bytes 4 or 8
 * @param order of these bytes
 */
record ElementType(int bytes, ByteOrder order) {

    static final ElementType FLOAT32 = new ElementType(Float.BYTES, ByteOrder.LITTLE_ENDIAN);

    /** In NumPy's words. */
    @Override
    public String toString() {
        return "float" + 8 * bytes + (order == ByteOrder.BIG_ENDIAN ? " big-endian" : "");
    }
}
