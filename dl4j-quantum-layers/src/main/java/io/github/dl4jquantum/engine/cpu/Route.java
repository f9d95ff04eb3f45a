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
     * even or odd. Each control is a factor b = (1 - sign w) / 2, so that there is a term for each set of controls, all of one
     * size; a Gray code goes from set to set by one control, and no term is kept: of 15 controls they would be 32,768.
     *
     * @param controls whose bits must all be 1
     * @param mask of the term of no control
     * @param factor of that term; the others' are this or its opposite
     */
    private record Turn(List<Bit> controls, int mask, double factor) {

        /** @param target null for none */
        static Turn of(List<Bit> controls, Bit target) {
            int mask = target == null ? 0 : target.mask;
            double whole = target == null ? 2 : -target.sign(); // 2 b - 1
            return new Turn(controls, mask, Math.scalb(whole, -controls.size()));
        }

        /** Adds {@code half} times the factor of each term to the number of its mask. */
        void add(double half, double[] sums) {
            double term = half * factor;
            int at = mask;
            sums[at] += term;
            for (int set = 1; set < 1 << controls.size(); set++) {
                Bit control = controls.get(Integer.numberOfTrailingZeros(set));
                at ^= control.mask;
                term *= -control.sign();
                sums[at] += term;
            }
        }

        /** The transpose: the sum of the terms' factors times the numbers of their masks. */
        double sum(double[] totals) {
            double term = factor;
            int at = mask;
            double sum = term * totals[at];
            for (int set = 1; set < 1 << controls.size(); set++) {
                Bit control = controls.get(Integer.numberOfTrailingZeros(set));
                at ^= control.mask;
                term *= -control.sign();
                sum += term * totals[at];
            }
            return sum;
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
            turns.get(phase).add(halves[phase], sums);
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
            sums[phase] = turns.get(phase).sum(totals);
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
