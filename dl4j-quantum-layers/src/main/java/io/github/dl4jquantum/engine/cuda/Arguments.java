package io.github.dl4jquantum.engine.cuda;

import java.util.ArrayList;
import java.util.List;
import jcuda.NativePointerObject;
import jcuda.Pointer;

/** The arguments of a kernel, in its order. */
final class Arguments {

    private final List<Pointer> values = new ArrayList<>();

    /** A device address, or a 64-bit integer. */
    Arguments add(long value) {
        values.add(Pointer.to(new long[] {value}));
        return this;
    }

    /** A 32-bit integer, or a struct of them. */
    Arguments add(int... fields) {
        values.add(Pointer.to(fields));
        return this;
    }

    Pointer pointer() {
        return Pointer.to(values.toArray(NativePointerObject[]::new));
    }
}
