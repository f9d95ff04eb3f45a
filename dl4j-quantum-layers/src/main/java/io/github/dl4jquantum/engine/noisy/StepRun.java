package io.github.dl4jquantum.engine.noisy;

import java.util.List;

/**
 * Steps in a row on one tile, and the rows that their way back needs.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class StepRun<A> {

    private final List<Step> steps;
    private final RowKernels<A> kernels;
    private final A[] start;
    /** Rows before each step that is taped, once they have been needed. */
    private final A[][] tape;
    /** What each step has read in the last forward pass. */
    private final A[][] before;

    private A[] spare;
    private A[] other;

    /** @param start the rows that the steps begin from */
    @SuppressWarnings("unchecked") // Arrays of arrays of a generic type.
    StepRun(List<Step> steps, RowKernels<A> kernels, A[] start) {
        this.steps = steps;
        this.kernels = kernels;
        this.start = start;
        tape = (A[][]) new Object[steps.size()][];
        before = (A[][]) new Object[steps.size()][];
    }

    /**
     * Runs all steps.
     *
     * @param keep whether {@link #backward} will follow
     * @return the rows after the last one
     */
    A[] forward(TileAngles<A> angles, boolean keep) {
        A[] rows = start;
        for (int k = 0; k < steps.size(); k++) {
            Step step = steps.get(k);
            before[k] = rows;
            A[] to = target(k + 1, rows, keep);
            step.forward(kernels, angles, rows, to);
            rows = to;
        }
        return rows;
    }

    /** Where the step before {@code next} writes: what that one is to find on the way back, or spare rows. */
    private A[] target(int next, A[] rows, boolean keep) {
        if (keep && next < steps.size() && steps.get(next).taped()) {
            if (tape[next] == null) {
                tape[next] = kernels.rows(start.length);
            }
            return tape[next];
        }
        if (spare == null) {
            spare = kernels.rows(start.length);
        }
        if (rows != spare) {
            return spare;
        }
        if (other == null) {
            other = kernels.rows(start.length);
        }
        return other;
    }

    /**
     * Runs all steps back.
     *
     * @param gradient d loss / d rows after the last one; overwritten
     * @param room rows that may be overwritten
     * @return d loss / d rows before the first one, in one of these
     */
    A[] backward(TileAngles<A> angles, A[] gradient, A[] room) {
        A[] from = gradient;
        A[] to = room;
        for (int k = steps.size() - 1; k >= 0; k--) {
            steps.get(k).backward(kernels, angles, before[k], from, to);
            A[] next = to;
            to = from;
            from = next;
        }
        return from;
    }
}
