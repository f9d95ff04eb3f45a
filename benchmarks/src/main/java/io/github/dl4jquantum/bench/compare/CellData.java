package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;

import io.github.dl4jquantum.bench.compare.CellSpec.DataSpec;
import io.github.dl4jquantum.bench.compare.CellSpec.SpaceSpec;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.Segments;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.Progress;

/** What all cells of one latent space work on: the parts of the data, and the space itself. */
final class CellData {
    private final Draw data;
    private final SpaceStore.Kept kept;

    /** Fits the space or reads it from {@code store}. */
    CellData(SpaceSpec spec, Draw data, SpaceStore store) {
        this.data = data;
        kept = store.get(spec, data.parts);
    }

    /** A draw of the data of one protocol. */
    static final class Draw {
        private final DataSpec spec;
        private final Protocol.Parts parts;
        private Segments foreign;

        Draw(DataSpec spec) {
            this.spec = spec;
            parts = asked(() -> spec.protocol().parts(spec.draw(), Progress.NONE));
        }

        /** Trajectories from initial states of other scales and amplitudes. */
        private synchronized Segments outOfDistribution() {
            if (foreign == null) {
                Protocol protocol = spec.protocol().toBuilder()
                        .initial(InitialFamily.OUT_OF_DISTRIBUTION)
                        .byTrajectory(1, 1, parts.test().size())
                        .build();
                foreign = protocol.parts(spec.draw(), Progress.NONE).test();
            }
            return foreign;
        }
    }

    LatentSpace space() {
        return kept.space();
    }

    /** Wall time in which the space was fitted. */
    double spaceSeconds() {
        return kept.seconds();
    }

    Segments train() {
        return data.parts.train();
    }

    /** What chooses the epoch and the learning rate. */
    Segments validation() {
        return data.parts.validation();
    }

    /** The test of that name. */
    Segments test(String name) {
        return name.equals(CompareSpec.OUT_OF_DISTRIBUTION) ? data.outOfDistribution() : data.parts.test();
    }
}
