package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.cpu.Elementary.Flip;
import io.github.dl4jquantum.engine.cpu.Elementary.Monomial;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
import io.github.dl4jquantum.engine.cpu.Elementary.Swap;
import java.util.ArrayList;
import java.util.List;

/**
 * What the monomials of a layer do: basis state {@code s} goes to {@link #target}, and phase {@code j} turns it by {@link
 * #halves} half angles.
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

    /** A phase as the basis states before the layer see it; without a target that is null. */
    private record Turn(List<Bit> controls, Bit target) {

        int halves(int state) {
            for (Bit control : controls) {
                if (control.of(state) == 0) {
                    return 0;
                }
            }
            return target == null ? 2 : 2 * target.of(state) - 1;
        }
    }

    private final Bit[] bits;
    private final List<Turn> turns = new ArrayList<>();

    private Route(int qubits) {
        bits = new Bit[qubits];
        for (int bit = 0; bit < qubits; bit++) {
            bits[bit] = new Bit(1 << bit, 0);
        }
    }

    static Route of(List<Monomial> monomials, int qubits) {
        Route route = new Route(qubits);
        monomials.forEach(route::add);
        return route;
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
            turns.add(new Turn(controls, phase.target() == 0 ? null : bits[index(phase.target())]));
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

    /** Half angles by which a phase, one of the layer's in their order, turns a basis state. */
    int halves(int phase, int state) {
        return turns.get(phase).halves(state);
    }
}
