package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Unitary;
import io.github.dl4jquantum.engine.cpu.Elementary.Dense;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import java.lang.reflect.Array;
import java.util.List;

/**
 * Runs the layers of a plan on one tile of lanes, forward, and backward by adjoint differentiation.
 *
 * <p>The tape keeps the rows after each layer, so that nothing is un-applied to the state; where that would not fit, two
 * sets of rows serve all layers in turn, and the way back un-applies the layers to the last state as it does to l. On the way back, with l
 * = d loss / d conj(psi) times 2: all rotation gradients of a layer are taken at one point, Re(conj(l1) psi0 -
 * conj(l0) psi1) / 2, for rotations of different qubits commute; and one pass over Im(conj(l) psi) before the layer gives
 * the gradients of all its phases.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class LayerStack<A> {

    /**
     * From here on low qubits are rotated while a block of rows is still in the cache, high ones, 4, 8 or 12 so that they go four
     * at a time, by columns.
     */
    private static final int BLOCKED_QUBITS = 7;

    /**
     * Lanes times rows of a column that the cache holds, of two states. Neighbours that are dealt with together are one stretch of
     * memory: with n = 16, B = 16 took 76 ms in place of 82.
     */
    private static final int COLUMN = 1 << 14;

    /** Qubits that are rotated in one pass over the rows. */
    private static final int AT_ONCE = 4;

    /** Sets of rows of a tape that does not keep the rows of every layer. */
    static final int SHORT_TAPE = 2;

    private final CircuitPlan plan;
    private final Kernels<A> kernels;
    private final int states;
    /** Rows of a block of low qubits. */
    private final int block;

    /** Neighbouring rows of a column. */
    private final int width;

    private final A room;
    private final A product;
    /** Of the qubits that are rotated at once. */
    private final int[] masks = new int[AT_ONCE];

    private final double[] tangents = new double[AT_ONCE];

    private final RotationGradients<A> gradients;

    LayerStack(CircuitPlan plan, Kernels<A> kernels) {
        this.plan = plan;
        this.kernels = kernels;
        states = plan.states();
        room = kernels.realRows(1)[0];
        product = kernels.complexRows(1)[0];
        gradients = new RotationGradients<>(plan, kernels);
        int high = AT_ONCE * Math.max(1, (plan.qubits() + 3) / 8);
        block = plan.qubits() < BLOCKED_QUBITS ? states : states >> high;
        int most = Math.max(1, COLUMN / (kernels.lanes() * (states / block)));
        width = Math.min(block, Integer.highestOneBit(most));
    }

    /** Room for the rows after each layer. */
    static <A> A[][] tape(CircuitPlan plan, Kernels<A> kernels) {
        return tape(plan, kernels, plan.layers().size());
    }

    /** The same with so many sets of rows at most: with two, {@link #backward} un-applies layers, and serves but once. */
    static <A> A[][] tape(CircuitPlan plan, Kernels<A> kernels, int most) {
        A[] none = kernels.realRows(0);
        @SuppressWarnings("unchecked")
        A[][] tape = (A[][]) Array.newInstance(none.getClass(), plan.layers().size());
        for (int layer = 0; layer < tape.length; layer++) {
            tape[layer] = layer < most ? kernels.complexRows(plan.states()) : tape[layer - most];
        }
        return tape;
    }

    /**
     * Runs all layers.
     *
     * @return the final rows: the state over its deferred cosines
     */
    A[] forward(CircuitTable table, Encoding<A> encoding, A[][] tape) {
        encoding.prepare(table);
        LayerTable[] tables = table.layers();
        A[] rows = encoding.state();
        for (int layer = 0; layer < tables.length; layer++) {
            forward(tables[layer], encoding, rows, tape[layer]);
            rows = tape[layer];
        }
        return rows;
    }

    private void forward(LayerTable table, Encoding<A> encoding, A[] in, A[] out) {
        LayerPlan layer = table.plan();
        for (int base = 0; base < states; base += block) {
            for (int k = base; k < base + block; k++) {
                kernels.scale(row(in, encoding, table.source[k]), out[k], table.re[k], table.im[k]);
            }
            phases(table, encoding, out, base, 1);
            rotate(table, out, new Rows(base, 1, block, 1, 0, block), 1);
        }
        if (block < states) {
            for (int low = 0; low < block; low += width) {
                rotate(table, out, column(low), 1);
            }
        }
        turn(layer.inputRotations(), encoding, out, 1);
        layer.dense().forEach(dense -> apply(dense, out, false));
    }

    /** Of the rows before a layer; null stands for the product state, row by row. */
    private A row(A[] rows, Encoding<A> encoding, int k) {
        return rows == null ? encoding.row(k, product) : rows[k];
    }

    /**
     * Goes back through all layers.
     *
     * @param lambda d loss / d state after the last layer; is overwritten
     * @param spare as many rows; is overwritten
     * @return d loss / d state before the first layer: lambda or spare
     */
    A[] backward(
            CircuitTable circuit,
            Encoding<A> encoding,
            A[][] tape,
            A[] lambda,
            A[] spare,
            StackGradient<A> gradient,
            Encoding.Gradient<A> ofInputs) {
        encoding.prepare(circuit);
        LayerTable[] tables = circuit.layers();
        A[] now = lambda;
        A[] next = spare;
        for (int layer = tables.length - 1; layer >= 0; layer--) {
            A[] before = layer == 0 ? encoding.state() : tape[layer - 1];
            LayerTable table = tables[layer];
            addTurnGradients(table, now, tape[layer], ofInputs.angles());
            unmix(table, encoding, now, tape[layer], gradient.rotations(layer));
            if (layer > 0 && layer + 1 < tables.length && tape[layer + 1] == before) {
                unapply(table, encoding, tape[layer], before);
            }
            // The way back takes the conjugate factors, with this layer's own cosines.
            double back = table.norm() / table.normBefore();
            unroute(table, encoding, now, next, back, before, gradient.phases(layer), gradient.phaseTotals(layer));
            addInputPhaseGradients(table, encoding, next, before, ofInputs.angles());
            A[] swap = now;
            now = next;
            next = swap;
        }
        ofInputs.endCircuit(encoding, circuit, gradient);
        return now;
    }

    /**
     * Gradients of the rotations, and l before them but for the low qubits. A block of low qubits, and a column of high
     * qubits, is dealt with while it is in the cache.
     */
    private void unmix(LayerTable table, Encoding<A> encoding, A[] lambda, A[] psi, A[] sums) {
        for (int base = 0; base < states; base += block) {
            gradients.add(table, lambda, psi, sums, new Rows(base, 1, block, 1, 0, block));
        }
        if (block < states) {
            for (int low = 0; low < block; low += width) {
                Rows column = column(low);
                gradients.add(table, lambda, psi, sums, column);
                rotate(table, lambda, column, -1);
            }
        }
        unmixRest(table, encoding, lambda);
    }

    private void unmixHigh(LayerTable table, A[] rows) {
        for (int low = 0; block < states && low < block; low += width) {
            rotate(table, rows, column(low), -1);
        }
    }

    private void unmixRest(LayerTable table, Encoding<A> encoding, A[] rows) {
        table.plan().dense().forEach(dense -> apply(dense, rows, true));
        turn(table.plan().inputRotations(), encoding, rows, -1);
    }

    /** Makes the rows before a layer of those after it, which are overwritten. */
    private void unapply(LayerTable table, Encoding<A> encoding, A[] after, A[] before) {
        unmixHigh(table, after);
        unmixRest(table, encoding, after);
        // A rotation in tangent form and its inverse are 1 + t², over all qubits 1 / norm².
        double ratio = table.norm() / table.normBefore();
        unroute(table, encoding, after, before, ratio * ratio, before, kernels.realRows(0), new double[0]);
    }

    /** From l before the rotations of high qubits to l before the layer, and the gradients of the phases. */
    private void unroute(
            LayerTable table,
            Encoding<A> encoding,
            A[] now,
            A[] next,
            double back,
            A[] before,
            A[] phaseGradients,
            double[] phaseTotals) {
        for (int base = 0; base < states; base += block) {
            rotate(table, now, new Rows(base, 1, block, 1, 0, block), -1);
            phases(table, encoding, now, base, -1);
            for (int k = base; k < base + block; k++) {
                int source = table.source[k];
                double re = back * table.re[k];
                double im = -back * table.im[k];
                if (phaseGradients.length > 0) {
                    A psi = row(before, encoding, source);
                    kernels.scaleBack(now[k], next[source], re, im, psi, phaseGradients[source]);
                } else if (phaseTotals.length > 0) {
                    phaseTotals[source] +=
                            kernels.scaleBackTotal(now[k], next[source], re, im, row(before, encoding, source), room);
                } else {
                    kernels.scale(now[k], next[source], re, im);
                }
            }
        }
    }

    // --- rotations ---------------------------------------------------------------------------------------------------

    /** The rows that differ in their high qubits, and {@link #width} of their neighbours each. */
    private Rows column(int low) {
        return new Rows(low, block, states / block, width, block, states);
    }

    /** Rotates four qubits at a time, then two, then one. */
    private void rotate(LayerTable table, A[] rows, Rows on, double sign) {
        int pending = 0;
        for (int r = 0; r < table.masks.length; r++) {
            if (on.has(table.masks[r])) {
                masks[pending] = table.masks[r];
                tangents[pending++] = sign * table.tangents[r];
            }
            if (pending == AT_ONCE) {
                rotate(rows, on, 0, AT_ONCE);
                pending = 0;
            }
        }
        if (pending > 1) {
            rotate(rows, on, 0, 2);
        }
        if (pending % 2 == 1) {
            rotate(rows, on, pending - 1, 1);
        }
    }

    /** Rotates the pending qubits from {@code first} on. */
    private void rotate(A[] rows, Rows on, int first, int qubits) {
        int m = masks[first];
        int n = qubits > 1 ? masks[first + 1] : 0;
        int all = m | n | (qubits > 2 ? masks[2] | masks[3] : 0);
        for (int i = 0, k = on.first(); i < on.count(); i++, k += on.step()) {
            for (int j = k; (k & all) == 0 && j < k + on.width(); j++) {
                switch (qubits) {
                    case 1 -> kernels.rotate(rows[j], rows[j | m], tangents[first]);
                    case 2 -> kernels.rotate(
                            rows[j], rows[j | m], rows[j | n], rows[j | m | n], tangents[first], tangents[first + 1]);
                    default -> kernels.rotateFour(rows, j, masks, tangents);
                }
            }
        }
    }

    // --- angles of inputs in the midst of the circuit ---

    private void turn(List<Rotation> rotations, Encoding<A> encoding, A[] rows, double sign) {
        for (Rotation rotation : rotations) {
            int mask = rotation.qubit();
            A cos = encoding.cos(rotation.slot());
            A sin = encoding.sin(rotation.slot());
            for (int k = 0; k < states; k++) {
                if ((k & mask) == 0) {
                    kernels.turn(rows[k], rows[k | mask], cos, sin, sign, rows[k], rows[k | mask]);
                }
            }
        }
    }

    private void addTurnGradients(LayerTable table, A[] lambda, A[] psi, A[] gradients) {
        for (Rotation rotation : table.plan().inputRotations()) {
            int mask = rotation.qubit();
            A sum = gradients[rotation.slot()];
            for (int k = 0; k < states; k++) {
                if ((k & mask) == 0) {
                    kernels.addTurnGradient(lambda[k], lambda[k | mask], psi[k], psi[k | mask], table.norm() / 2, sum);
                }
            }
        }
    }

    private void phases(LayerTable table, Encoding<A> encoding, A[] rows, int base, double sign) {
        for (Phase phase : table.plan().inputPhases()) {
            A cos = encoding.cos(phase.slot());
            A sin = encoding.sin(phase.slot());
            for (int k = base; k < base + block; k++) {
                int halves = phase.halves(k ^ table.flips);
                if (halves != 0) {
                    kernels.phase(rows[k], cos, sin, sign * halves, rows[k]);
                }
            }
        }
    }

    private void addInputPhaseGradients(LayerTable table, Encoding<A> encoding, A[] lambda, A[] psi, A[] gradients) {
        for (Phase phase : table.plan().inputPhases()) {
            A sum = gradients[phase.slot()];
            for (int k = 0; k < states; k++) {
                int halves = phase.halves(k ^ table.flips);
                if (halves != 0) {
                    int source = table.source[k];
                    double factor = -.5 * halves * table.normBefore();
                    kernels.addPhaseGradient(lambda[source], row(psi, encoding, source), factor, sum);
                }
            }
        }
    }

    // --- fixed unitaries ---

    private void apply(Dense dense, A[] rows, boolean adjoint) {
        Unitary unitary = dense.unitary();
        int size = unitary.size();
        A[] old = kernels.complexRows(size);
        for (int k = 0; k < states; k++) {
            if ((k & dense.qubits()) != 0) {
                continue;
            }
            for (int column = 0; column < size; column++) {
                System.arraycopy(rows[k | spread(column, dense)], 0, old[column], 0, 2 * kernels.lanes());
            }
            for (int row = 0; row < size; row++) {
                A sum = rows[k | spread(row, dense)];
                kernels.fill(sum, 0);
                for (int column = 0; column < size; column++) {
                    double re = adjoint ? unitary.real(column, row) : unitary.real(row, column);
                    double im = adjoint ? -unitary.imaginary(column, row) : unitary.imaginary(row, column);
                    kernels.addScaled(old[column], re, im, sum);
                }
            }
        }
    }

    /** The basis state whose bits at the unitary's qubits are those of {@code index}. */
    private static int spread(int index, Dense dense) {
        int state = 0;
        int qubits = dense.masks().size();
        for (int bit = 0; bit < qubits; bit++) {
            if ((index >> (qubits - 1 - bit) & 1) == 1) {
                state |= dense.masks().get(bit);
            }
        }
        return state;
    }
}
