package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.cpu.Elementary.Flip;
import io.github.dl4jquantum.engine.cpu.Elementary.Monomial;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
import io.github.dl4jquantum.engine.cpu.Elementary.Swap;
import java.util.List;

/**
 * What the monomials of a layer do: basis state {@code s} goes to {@code target[s]}, and phase {@code j} turns it by
 * {@code halves[j][s]} half angles.
 */
record Route(int[] target, byte[][] halves) {

    static Route of(List<Monomial> monomials, int states) {
        long phases = monomials.stream().filter(Phase.class::isInstance).count();
        int[] target = new int[states];
        byte[][] halves = new byte[(int) phases][states];
        for (int source = 0; source < states; source++) {
            int state = source;
            int phase = 0;
            for (Monomial step : monomials) {
                if (step instanceof Flip flip) {
                    state = (state & flip.control()) == flip.control() ? state ^ flip.target() : state;
                } else if (step instanceof Swap swap) {
                    state = swap.apply(state);
                } else {
                    halves[phase][source] = (byte) ((Phase) step).halves(state);
                    phase++;
                }
            }
            target[source] = state;
        }
        return new Route(target, halves);
    }
}
