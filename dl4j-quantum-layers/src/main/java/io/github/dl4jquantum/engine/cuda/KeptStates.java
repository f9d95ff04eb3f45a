package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator.States;
import io.github.dl4jquantum.engine.spi.StateTooLargeException;
import java.util.Arrays;
import java.util.List;

/**
 * Where a cell's states stay on the device from one sequence to the next: two places, so that a sequence that goes on from
 * one leaves its own states in the other, and can be run again.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class KeptStates<A> {

    private final RecurrentCell cell;
    private final Precision<A> precision;
    private final Session<A> session;
    /** By place; null where nothing is kept. */
    private final List<Kept> places = Arrays.asList(null, null);

    private int newest;

    KeptStates(RecurrentCell cell, Precision<A> precision, Session<A> session) {
        this.cell = cell;
        this.precision = precision;
        this.session = session;
    }

    /** Those states, if they are still here; else null. */
    Kept before(States<A> states) {
        return places.contains(states) ? (Kept) states : null;
    }

    /**
     * Room for the states after a sequence that is about to run.
     *
     * @param before those it goes on from, or null
     * @throws StateTooLargeException if the device has too little memory
     */
    Kept next(int minibatch, Kept before) {
        int place = 1 - (before == null ? newest : before.place);
        places.set(place, null);
        long bytes = (long) minibatch * cell.nOut() * cell.states().size() * precision.bytes();
        long address = session.memory(
                "states " + place,
                bytes,
                "The states of " + minibatch + " sequences of " + cell + " on the GPU",
                free -> Blocks.remedy(minibatch, 1, bytes, free));
        return new Kept(place, minibatch, address);
    }

    /** Keeps the states of a sequence that has run. */
    void keep(Kept next) {
        places.set(next.place, next);
        newest = next.place;
    }

    void clear() {
        places.set(0, null);
        places.set(1, null);
    }

    /** States on the device. */
    final class Kept implements States<A> {

        private final int place;
        private final int minibatch;
        private final long address;
        private List<A> arrays;

        Kept(int place, int minibatch, long address) {
            this.place = place;
            this.minibatch = minibatch;
            this.address = address;
        }

        int minibatch() {
            return minibatch;
        }

        long address() {
            return address;
        }

        @Override
        public List<A> arrays() {
            if (arrays == null) {
                if (!places.contains(this)) {
                    throw new IllegalStateException("These states are gone: ask for them before the next forward.");
                }
                List<A> found = cell.states().stream()
                        .map(name -> precision.allocate(minibatch * cell.nOut()))
                        .toList();
                arrays = session.run(() -> {
                    session.download(address, found);
                    return found;
                });
            }
            return arrays;
        }
    }
}
