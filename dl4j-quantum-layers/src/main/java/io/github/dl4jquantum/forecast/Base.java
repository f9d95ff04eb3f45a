package io.github.dl4jquantum.forecast;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What a forecaster predicts without its network, which adds to it. */
sealed interface Base {

    /** Latent vectors that it needs to see. */
    int lags();

    /** [minibatch, latent, time], {@link #lags} time steps or more -> [minibatch, latent], an array of its own. */
    INDArray next(INDArray latents);

    /** Nothing: the network predicts it all. */
    record None() implements Base {
        @Override
        public int lags() {
            return 1;
        }

        @Override
        public INDArray next(INDArray latents) {
            return Nd4j.create(latents.dataType(), latents.size(0), latents.size(1));
        }
    }

    /** The latest vector once more: the network has a residual output. */
    record Persistence() implements Base {
        @Override
        public int lags() {
            return 1;
        }

        @Override
        public INDArray next(INDArray latents) {
            return latents.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(latents.size(2) - 1))
                    .dup('c');
        }
    }

    /** A fitted map, within its limits. */
    record Map(RidgeMap map) implements Base {
        @Override
        public int lags() {
            return map.lags();
        }

        @Override
        public INDArray next(INDArray latents) {
            INDArray next = map.next(latents);
            return Transforms.max(Transforms.min(next, RidgeMap.LIMIT, false), -RidgeMap.LIMIT, false);
        }
    }
}
