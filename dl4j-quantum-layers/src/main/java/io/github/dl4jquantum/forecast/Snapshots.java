package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The snapshots that {@link Segments} are cut from, by number. Those of a trajectory follow one another. Safe for several
 * threads.
 */
sealed interface Snapshots {

    /** Numbers of one field. */
    int points();

    int fields();

    /** Copies one field of a snapshot. */
    void copy(int snapshot, int field, float[] target, int offset);

    /** The number of the first snapshot with the same values. */
    int firstEqual(int snapshot);

    /** Whether every value was seen to be finite. */
    boolean finite();

    /** Numbers of one snapshot, one field after the other. */
    default int values() {
        return Math.multiplyExact(fields(), points());
    }

    /** Copies a snapshot. */
    default void copy(int snapshot, float[] target, int offset) {
        for (int field = 0; field < fields(); field++) {
            copy(snapshot, field, target, offset + field * points());
        }
    }

    /** Some of them, each read when it is asked for. */
    default Rows rows(int[] numbers, DataType type) {
        return new Some(this, numbers, type);
    }

    /** Rows that are snapshots. */
    record Some(Snapshots all, int[] numbers, DataType type) implements Rows {
        /** Numbers that pass through Java's heap at a time: 4 MB. */
        private static final int PIECE = 1 << 20;

        @Override
        public int rows() {
            return numbers.length;
        }

        @Override
        public int columns() {
            return all.values();
        }

        @Override
        public INDArray block(int from, int to) {
            INDArray block = Nd4j.createUninitialized(type, to - from, columns());
            int some = Math.max(1, PIECE / columns());
            for (int first = from; first < to; first += some) {
                int end = Math.min(first + some, to);
                try (INDArray piece = piece(first, end)) {
                    block.get(NDArrayIndex.interval(first - from, end - from), NDArrayIndex.all())
                            .assign(piece);
                }
            }
            return block;
        }

        private INDArray piece(int from, int to) {
            float[] values = new float[Math.multiplyExact(to - from, columns())];
            for (int row = from; row < to; row++) {
                all.copy(numbers[row], values, (row - from) * columns());
            }
            return Nd4j.create(values, new long[] {to - from, columns()}, 'c');
        }
    }

    /** In memory. */
    final class Held implements Snapshots {
        private final int fields;
        private final List<float[]> rows;
        private final boolean finite;
        private Distinct distinct;

        /** Takes the arrays over. */
        Held(int fields, List<float[]> rows, boolean finite) {
            this.fields = fields;
            this.rows = rows;
            this.finite = finite;
        }

        @Override
        public int points() {
            return rows.get(0).length / fields;
        }

        @Override
        public int fields() {
            return fields;
        }

        @Override
        public void copy(int snapshot, int field, float[] target, int offset) {
            System.arraycopy(rows.get(snapshot), field * points(), target, offset, points());
        }

        @Override
        public synchronized int firstEqual(int snapshot) {
            if (distinct == null) {
                distinct = new Distinct(rows::get);
                rows.forEach(distinct::add);
            }
            return distinct.firstEqual(snapshot);
        }

        @Override
        public boolean finite() {
            return finite;
        }
    }

    /** Read from their trajectories as they are asked for: of large files, which memory would not hold. */
    final class Read implements Snapshots {
        private final Selection selection;
        private final int each;
        private final List<Trajectory> trajectories = new ArrayList<>();
        private final Distinct distinct = new Distinct(this::row);

        /** @param each snapshots of a trajectory */
        Read(Selection selection, int each) {
            this.selection = selection;
            this.each = each;
        }

        /** One more trajectory, whose snapshots {@link #add} tells in their order. */
        void begin(Trajectory trajectory) {
            trajectories.add(trajectory);
        }

        void add(float[] snapshot) {
            distinct.add(snapshot);
        }

        private float[] row(int snapshot) {
            float[] row = new float[values()];
            copy(snapshot, row, 0);
            return row;
        }

        @Override
        public int points() {
            return selection.points();
        }

        @Override
        public int fields() {
            return selection.fields().size();
        }

        @Override
        public void copy(int snapshot, int field, float[] target, int offset) {
            selection.copy(trajectories.get(snapshot / each), snapshot % each, field, target, offset);
        }

        @Override
        public int firstEqual(int snapshot) {
            return distinct.firstEqual(snapshot);
        }

        /** They were read once already. */
        @Override
        public boolean finite() {
            return true;
        }
    }
}
