package io.github.dl4jquantum.engine.noisy;

/** A linear map of the Pauli expectations, the same for every example but for the angles that depend on inputs. */
abstract class Step {

    /** Whether the way back needs the rows before it. */
    boolean taped() {
        return false;
    }

    /**
     * Applies the map.
     *
     * @param from rows before it
     * @param to rows after it, other rows
     */
    abstract <A> void forward(RowKernels<A> kernels, TileAngles<A> angles, A[] from, A[] to);

    /**
     * Applies the transposed map, and adds up the gradients of angles.
     *
     * @param before rows before the step if it is {@link #taped}
     * @param from d loss / d rows after it
     * @param to d loss / d rows before it
     */
    abstract <A> void backward(RowKernels<A> kernels, TileAngles<A> angles, A[] before, A[] from, A[] to);
}
