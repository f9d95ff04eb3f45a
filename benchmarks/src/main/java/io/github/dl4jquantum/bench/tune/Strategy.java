package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.job.BadInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.math3.random.JDKRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GeneticSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.SinglePointCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.RandomTwoParentSelection;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.RandomMutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;

/** How candidates are proposed: the generators of Arbiter, each a function of the space, the seed and the scores. */
enum Strategy {
    /** Independent draws. */
    RANDOM {
        @Override
        CandidateGenerator generator(SearchSpace space, long seed) {
            RandomSearchGenerator generator = new RandomSearchGenerator(space);
            generator.setRngSeed(seed);
            return generator;
        }
    },
    /** The points of a grid, in an order drawn from the seed. */
    GRID {
        @Override
        CandidateGenerator generator(SearchSpace space, long seed) {
            return new SeededGrid(space, GRID_POINTS, seed);
        }
    },
    /** Random draws first, then children of the best. */
    GENETIC {
        @Override
        CandidateGenerator generator(SearchSpace space, long seed) {
            RandomGenerator random = new JDKRandomGenerator();
            random.setSeed(seed);
            // Crossed always: Arbiter mutates an uncrossed parent in place, score and all.
            SinglePointCrossover crossover = new SinglePointCrossover.Builder()
                    .crossoverRate(1)
                    .randomGenerator(random)
                    .parentSelection(new RandomTwoParentSelection(random))
                    .build();
            RandomMutationOperator mutation = new RandomMutationOperator.Builder()
                    .mutationRate(MUTATION)
                    .randomGenerator(random)
                    .build();
            // Of the score function the generator asks one thing: whether less is better.
            return new GeneticSearchCandidateGenerator.Builder(space, new TestSetLossScoreFunction())
                    .populationModel(new PopulationModel.Builder()
                            .populationSize(POPULATION)
                            .build())
                    .selectionOperator(new GeneticSelectionOperator.Builder()
                            .crossoverOperator(crossover)
                            .mutationOperator(mutation)
                            .randomGenerator(random)
                            .build())
                    .build();
        }

        @Override
        int lag() {
            return LAG;
        }
    };

    /** Values of a range on the grid. */
    static final int GRID_POINTS = 3;

    /** The fittest candidates, of which a third makes room for new ones. Small, for a search has tens of candidates. */
    private static final int POPULATION = 12;

    /** Share of genes that are drawn anew: one of five a child, about. */
    private static final double MUTATION = 0.2;

    private static final int LAG = 8;

    /** The generator of a search. */
    abstract CandidateGenerator generator(SearchSpace space, long seed);

    /**
     * Proposal k knows the scores of candidates 0 .. k - lag - 1, all of these and no others, so that it does not depend
     * on which of the candidates in work ends first. So many can be in work at once.
     */
    int lag() {
        return Integer.MAX_VALUE;
    }

    /** The strategy of that name. */
    static Strategy named(String name) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("Unknown strategy '" + name + "': choose "
                        + Arrays.stream(values()).map(Strategy::toString).collect(Collectors.joining(", ")) + "."));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
