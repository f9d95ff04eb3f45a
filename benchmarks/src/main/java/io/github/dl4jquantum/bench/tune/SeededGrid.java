package io.github.dl4jquantum.bench.tune;

import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;

/** Arbiter's grid in a random order that the seed determines: its own shuffle comes before its seed can be set. */
final class SeededGrid extends GridSearchCandidateGenerator {

    /** @param points values of a range on the grid; an integer range has no more than it holds */
    SeededGrid(SearchSpace space, int points, long seed) {
        super(space, points, Mode.RandomOrder, null);
        rng.setSeed(seed);
        initialize();
    }
}
