package io.github.dl4jquantum.engine.cuda;

import jcuda.driver.CUdeviceptr;

/** A device address as a number: JCuda keeps it from all but subclasses. */
final class Address extends CUdeviceptr {

    private Address(CUdeviceptr other) {
        super(other);
    }

    private Address(long address) {
        super(new CUdeviceptr().withByteOffset(address));
    }

    static long of(CUdeviceptr pointer) {
        return new Address(pointer).value();
    }

    static CUdeviceptr pointer(long address) {
        return new Address(address);
    }

    private long value() {
        return getNativePointer() + getByteOffset();
    }
}
