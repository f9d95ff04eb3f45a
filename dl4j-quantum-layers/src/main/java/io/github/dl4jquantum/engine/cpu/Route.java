package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.cpu.Elementary.Flip;
import io.github.dl4jquantum.engine.cpu.Elementary.Monomial;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
import io.github.dl4jquantum.engine.cpu.Elementary.Swap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the monomials of a layer do: basis state {@code s} goes to {@link #target}, and phase {@code j} turns it by some
 * half angles.
 *
 * <p>Flips with one control and swaps are affine maps of bits: after any of them, each qubit's bit is the parity of some
 * bits of s, or its opposite. So a route is a few masks, however many basis states there are, and what n phases turn 2^n
 * states by is one Walsh-Hadamard transform.
 */
final class Route {

    /** The parity of the bits in {@code mask}, plus {@code offset}. */
    private record Bit(int mask, int offset) {

        int of(int state) {
            return Integer.bitCount(state & mask) + offset & 1;
        }

        /** The bit is (1 - sign w(mask, state)) / 2. */
        int sign() {
            return 1 - 2 * offset;
        }

        Bit plus(Bit other) {
            return new Bit(mask ^ other.mask, offset ^ other.offset);
        }
    }

    /**
     * What a phase turns basis states by, as a sum of Walsh functions: w(m, s) = 1 or -1 as the parity of the bits of s in m is
     * even or odd.
     */
    private record Turn(int[] masks, double[] factors) {

        /** @param target null for none */
        static Turn of(List<Bit> controls, Bit target) {
            int terms = 1 << controls.size();
            Turn turn = new Turn(new int[terms], new double[terms]);
            turn.masks[0] = target == null ? 0 : target.mask;
            turn.factors[0] = target == null ? 2 : -target.sign(); // 2 b - 1
            int count = 1;
            for (Bit control : controls) {
                for (int term = 0; term < count; term++) { // times b = (1 - sign w) / 2
                    turn.masks[count + term] = turn.masks[term] ^ control.mask;
                    turn.factors[count + term] = -.5 * control.sign() * turn.factors[term];
                    turn.factors[term] *= .5;
                }
                count *= 2;
            }
            return turn;
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
            turns.add(Turn.of(controls, phase.target() == 0 ? null : bits[index(phase.target())]));
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

    /**
     * What all phases together turn each basis state by.
     *
     * @param halves half the angle of each phase
     * @param sums one number a basis state
     */
    void phases(double[] halves, double[] sums) {
        Arrays.fill(sums, 0);
        for (int phase = 0; phase < halves.length; phase++) {
            Turn turn = turns.get(phase);
            for (int term = 0; term < turn.masks.length; term++) {
                sums[turn.masks[term]] += halves[phase] * turn.factors[term];
            }
        }
        transform(sums);
    }

    /**
     * The transpose of {@link #phases}: the sum of one number for each basis state times the half angles by which a phase turns
     * it, for each phase.
     *
     * @param totals one number a basis state; is overwritten
     * @param sums room for one number a phase
     */
    void sums(double[] totals, double[] sums) {
        transform(totals);
        for (int phase = 0; phase < turns.size(); phase++) {
            Turn turn = turns.get(phase);
            sums[phase] = 0;
            for (int term = 0; term < turn.masks.length; term++) {
                sums[phase] += turn.factors[term] * totals[turn.masks[term]];
            }
        }
    }

    /** The Walsh-Hadamard transform: values[m] = sum_s w(m, s) values[s], which is its own transpose. */
    private static void transform(double[] values) {
        int half = 1;
        if (values.length >= 4) { // two levels without loops that C2 would unroll for one pair or two
            for (int k = 0; k < values.length; k += 4) {
                double even = values[k] + values[k + 1];
                double odd = values[k] - values[k + 1];
                double otherEven = values[k + 2] + values[k + 3];
                double otherOdd = values[k + 2] - values[k + 3];
                values[k] = even + otherEven;
                values[k + 1] = odd + otherOdd;
                values[k + 2] = even - otherEven;
                values[k + 3] = odd - otherOdd;
            }
            half = 4;
        }
        for (; half < values.length; half *= 2) {
            for (int first = 0; first < values.length; first += 2 * half) {
                for (int k = first; k < first + half; k++) {
                    double even = values[k];
                    double odd = values[k + half];
                    values[k] = even + odd;
                    values[k + half] = even - odd;
                }
            }
        }
    }
}
