package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;

import io.github.dl4jquantum.bench.compare.CellSpec.SpaceSpec;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import io.github.dl4jquantum.pde.iterator.Split;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What all cells of one latent space work on: the parts of the data, and the space itself. */
final class Bench {
    private final SpaceSpec spec;
    private final ExperimentData data;
    private final Split.Parts parts;
    private final SpaceStore.Kept kept;

    /** Divides the data, and fits the space or reads it from {@code store}; a baseline's may be without. */
    Bench(SpaceSpec spec, ExperimentData data, SpaceStore store) {
        this.spec = spec;
        this.data = data;
        parts = asked(() -> Shares.split(spec.split()).apply(data.trajectories()));
        kept = spec.latent() == 0 ? null : store.get(spec, parts, data.field());
    }

    LatentSpace space() {
        return kept.space();
    }

    /** Wall time in which the space was fitted. */
    double spaceSeconds() {
        return kept == null ? 0 : kept.seconds();
    }

    /** A test's trajectories, and the first snapshot of each that is scored. */
    record Test(List<Trajectory> trajectories, int first, String field) {}

    /** The test of that name. */
    Test test(String name) {
        if (name.equals(CompareSpec.OUT_OF_DISTRIBUTION)) {
            return new Test(data.outOfDistribution(), spec.context(), data.field());
        }
        return spec.split().equals(CompareSpec.BY_TIME)
                ? new Test(data.trajectories(), parts.test().get(0).firstSnapshot(), data.field())
                : new Test(parts.test(), spec.context(), data.field());
    }

    /** Windows to train on. */
    PdeSequenceIterator train(int minibatch) {
        return windows(parts.train(), minibatch);
    }

    /** Windows that choose the epoch and the learning rate. */
    PdeSequenceIterator validation(int minibatch) {
        return windows(parts.validation(), minibatch);
    }

    private PdeSequenceIterator windows(List<Trajectory> part, int minibatch) {
        return PdeSequenceIterator.builder(part)
                .field(data.field())
                .contextLength(spec.context())
                .stride(1)
                .minibatch(minibatch)
                .build();
    }

    /** The latent vectors of the train part, a trajectory each, [time, latent]. */
    List<INDArray> trainLatents(LatentForecast forecast) {
        List<INDArray> latents = new ArrayList<>();
        for (Trajectory trajectory : parts.train()) {
            latents.add(forecast.encode(trajectory.values(data.field())));
        }
        return latents;
    }
}
