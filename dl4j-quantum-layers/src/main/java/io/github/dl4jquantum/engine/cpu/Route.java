package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.cpu.Elementary.Flip;
import io.github.dl4jquantum.engine.cpu.Elementary.Monomial;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
import io.github.dl4jquantum.engine.cpu.Elementary.Swap;
import java.util.ArrayList;
import java.util.List;

/**
 * What the monomials of a layer do: basis state {@code s} goes to {@link #target}, and phase {@code j} turns it by some
 * half angles.
 *
 * <p>Flips with one control and swaps are affine maps of bits: after any of them, each qubit's bit is the parity of some
 * bits of s, or its opposite. So a route is a few masks, however many basis states there are.
 */
final class Route {

    /** The parity of the bits in {@code mask}, plus {@code offset}. */
    private record Bit(int mask, int offset) {

        int of(int state) {
            return Integer.bitCount(state & mask) + offset & 1;
        }

        Bit plus(Bit other) {
            return new Bit(mask ^ other.mask, offset ^ other.offset);
        }
    }

    /**
     * A phase as the basis states before the layer see it; without a target that is null. Controls are an array: a list's
     * iterators, one a basis state, came to some 480 MB for 16 qubits where C2 did not remove them.
     */
    private record Turn(Bit[] controls, Bit target) {

        int halves(int state) {
            for (Bit control : controls) {
                if (control.of(state) == 0) {
                    return 0;
                }
            }
            return target == null ? 2 : 2 * target.of(state) - 1;
        }
    }

    /** Up to here half angles are looked up: reckoning them takes longer than all else that small circuits do. */
    private static final int TABLE_QUBITS = 12;

    private final Bit[] bits;
    private final List<Turn> turns = new ArrayList<>();
    private byte[][] table;

    private Route(int qubits) {
        bits = new Bit[qubits];
        for (int bit = 0; bit < qubits; bit++) {
            bits[bit] = new Bit(1 << bit, 0);
        }
    }

    static Route of(List<Monomial> monomials, int qubits) {
        Route route = new Route(qubits);
        monomials.forEach(route::add);
        if (qubits <= TABLE_QUBITS) {
            route.table =
                    route.turns.stream().map(turn -> row(turn, 1 << qubits)).toArray(byte[][]::new);
        }
        return route;
    }

    private static byte[] row(Turn turn, int states) {
        byte[] halves = new byte[states];
        for (int state = 0; state < states; state++) {
            halves[state] = (byte) turn.halves(state);
        }
        return halves;
    }

    private void add(Monomial step) {
        if (step instanceof Flip flip) {
            Bit control = flip.control() == 0 ? new Bit(0, 1) : bits[index(flip.control())];
            bits[index(flip.target())] = bits[index(flip.target())].plus(control);
        } else if (step instanceof Swap swap) {
            Bit first = bits[index(swap.first())];
            bits[index(swap.first())] = bits[index(swap.second())];
            bits[index(swap.second())] = first;
        } else {
            Phase phase = (Phase) step;
            List<Bit> controls = new ArrayList<>();
            for (int rest = phase.control(); rest != 0; rest &= rest - 1) {
                controls.add(bits[index(Integer.lowestOneBit(rest))]);
            }
            turns.add(new Turn(controls.toArray(Bit[]::new), phase.target() == 0 ? null : bits[index(phase.target())]));
        }
    }

    /** @param mask of one qubit */
    private static int index(int mask) {
        if (Integer.bitCount(mask) != 1) {
            throw new IllegalStateException("Mask " + mask + " is not one qubit.");
        }
        return Integer.numberOfTrailingZeros(mask);
    }

    /** The basis state that a basis state becomes. */
    int target(int state) {
        int target = 0;
        for (int bit = 0; bit < bits.length; bit++) {
            target |= bits[bit].of(state) << bit;
        }
        return target;
    }

    /** Adds what a phase, one of the layer's in their order, turns each basis state by. */
    void addPhase(int phase, double half, double[] sums) {
        if (table == null) {
            Turn turn = turns.get(phase);
            for (int state = 0; state < sums.length; state++) {
                sums[state] += half * turn.halves(state);
            }
            return;
        }
        byte[] halves = table[phase];
        for (int state = 0; state < sums.length; state++) {
            sums[state] += half * halves[state];
        }
    }

    /** The sum of one number for each basis state times the half angles by which a phase turns it. */
    double sum(int phase, double[] totals, int states) {
        double sum = 0;
        if (table == null) {
            Turn turn = turns.get(phase);
            for (int state = 0; state < states; state++) {
                sum += turn.halves(state) * totals[state];
            }
            return sum;
        }
        byte[] halves = table[phase];
        for (int state = 0; state < states; state++) {
            sum += halves[state] * totals[state];
        }
        return sum;
    }
}
