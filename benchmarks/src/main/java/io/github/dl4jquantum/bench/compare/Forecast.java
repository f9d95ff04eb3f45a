package io.github.dl4jquantum.bench.compare;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A way to forecast the snapshots of a trajectory from the true ones before them. */
interface Forecast {

    /**
     * Each snapshot from {@code first} on, from the true ones right before it.
     *
     * @param snapshots of a trajectory, [time, values]
     * @return [time - first, values]
     */
    INDArray oneStep(INDArray snapshots, int first);

    /**
     * All snapshots from {@code first} on, from the true ones right before {@code first} and nothing later.
     *
     * @param snapshots of a trajectory, [time, values]
     * @return [time - first, values]
     */
    INDArray rollout(INDArray snapshots, int first);

    /** Nothing changes. */
    Forecast PERSISTENCE = new Forecast() {
        @Override
        public INDArray oneStep(INDArray snapshots, int first) {
            return rows(snapshots, first - 1, snapshots.rows() - 1);
        }

        @Override
        public INDArray rollout(INDArray snapshots, int first) {
            int steps = snapshots.rows() - first;
            return rows(snapshots, first - 1, first).repeat(0, steps);
        }
    };

    /** It changes as it did last: {@code 2 u(t) - u(t-1)}, for a rollout the line through the last two. */
    Forecast LINEAR_EXTRAPOLATION = new Forecast() {
        @Override
        public INDArray oneStep(INDArray snapshots, int first) {
            INDArray last = rows(snapshots, first - 1, snapshots.rows() - 1);
            return last.mul(2).subi(rows(snapshots, first - 2, snapshots.rows() - 2));
        }

        @Override
        public INDArray rollout(INDArray snapshots, int first) {
            INDArray last = rows(snapshots, first - 1, first);
            INDArray change = last.sub(rows(snapshots, first - 2, first - 1));
            INDArray line = PERSISTENCE.rollout(snapshots, first);
            for (int step = 0; step < line.rows(); step++) {
                line.getRow(step).addi(change.mul(step + 1).reshape(change.columns()));
            }
            return line;
        }
    };

    /** A copy of rows {@code from} (inclusive) to {@code to} (exclusive). */
    static INDArray rows(INDArray array, int from, int to) {
        return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).dup('c');
    }
}
