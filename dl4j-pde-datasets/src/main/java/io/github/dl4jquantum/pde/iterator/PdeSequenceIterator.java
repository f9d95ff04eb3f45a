package io.github.dl4jquantum.pde.iterator;

import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.ChunkBlocks;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Windows of trajectories, as sequences that any recurrent Deeplearning4j network trains on.
 *
 * <p>A window that starts at snapshot s, with context length C:
 *
 * <ul>
 *   <li>features: snapshots s .. s + C - 1, float [minibatch, values, C];
 *   <li>labels: for each of these the snapshot {@code horizon} later, of the same shape.
 * </ul>
 *
 * <p>It spans C + horizon snapshots of one trajectory. Windows start every {@code stride} snapshots. With several
 * fields, values are [field, grid], flattened. Arrays are in 'f' order, Deeplearning4j's own for sequences. The last
 * minibatch of a pass may be smaller.
 *
 * <p>All windows have one length, so there are no masks, unless {@link NotFinite#MASK} was asked for and a minibatch
 * holds NaN or infinite values: then masks [minibatch, C] are 0, and the values too, where the snapshot of a time step
 * holds one, for features and for labels.
 *
 * <p>Snapshots go straight from where they lie, memory or file, into the minibatch; the next one is read while one is
 * in use. An error while reading is thrown by {@code next()}, and so reaches the caller of {@code fit}. Deeplearning4j's
 * own prefetch would hang on it, so {@link #asyncSupported()} says no: do not wrap this in an AsyncDataSetIterator.
 *
 * <p>With {@code shuffle}, each pass (each {@link #reset()}) has its own order, the same in every run: all windows in
 * uniformly random order. Of compressed files that exceed memory, nearly every window then decodes its chunks anew; {@link
 * Builder#shuffle(long, ChunkBlocks)} decodes each once in a pass.
 *
 * @serial exclude
 */
@SuppressWarnings("serial") // Serializable through DataSetIterator alone; trajectories are not.
public final class PdeSequenceIterator implements DataSetIterator {

    private final List<String> fields;
    private final int minibatch;
    private final WindowOrder shuffle;
    private final WindowReader reader;
    private final List<TrajectoryWindows.Window> windows;

    private List<TrajectoryWindows.Window> order;
    private long pass;
    private int cursor;
    /** The minibatch that is being read while the one before is in use. */
    private CompletableFuture<DataSet> ahead;

    private List<TrajectoryWindows.Window> aheadBatch = List.of();
    private DataSetPreProcessor preProcessor;

    private PdeSequenceIterator(Builder builder, List<String> fields, List<TrajectoryWindows.Window> windows) {
        List<Trajectory> trajectories = builder.trajectories;
        this.fields = fields;
        minibatch = builder.minibatch;
        shuffle = builder.shuffle;
        reader = new WindowReader(trajectories, fields, builder.contextLength, builder.horizon, builder.notFinite);
        this.windows = windows;
        start();
    }

    /**
     * {@return a builder of windows of these trajectories}
     *
     * @param trajectories usually one part of a {@link Split}
     */
    public static Builder builder(List<Trajectory> trajectories) {
        return new Builder(trajectories);
    }

    /** {@return the number of windows in a pass} */
    public int windows() {
        return windows.size();
    }

    /** {@return the fields whose values a snapshot holds, in order} */
    public List<String> fields() {
        return fields;
    }

    @Override
    public boolean hasNext() {
        return cursor < order.size();
    }

    @Override
    public DataSet next() {
        return next(minibatch);
    }

    @Override
    public DataSet next(int num) {
        if (num < 1) {
            throw new IllegalArgumentException("next(" + num + "): ask for at least 1 window");
        }
        if (!hasNext()) {
            throw new NoSuchElementException(
                    "all " + windows() + " windows of this pass were read: call reset() for another");
        }
        List<TrajectoryWindows.Window> batch = batch(num);
        cursor += batch.size();
        DataSet dataSet = batch.equals(aheadBatch) ? join() : reader.read(batch);
        readAhead();
        if (preProcessor != null) {
            preProcessor.preProcess(dataSet);
        }
        return dataSet;
    }

    private List<TrajectoryWindows.Window> batch(int num) {
        return order.subList(cursor, (int) Math.min(order.size(), (long) cursor + num));
    }

    private void readAhead() {
        aheadBatch = hasNext() ? batch(minibatch) : List.of();
        List<TrajectoryWindows.Window> next = aheadBatch;
        ahead = hasNext() ? CompletableFuture.supplyAsync(() -> reader.read(next)) : null;
    }

    private DataSet join() {
        try {
            return ahead.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    @Override
    public void reset() {
        pass++;
        start();
    }

    private void start() {
        cursor = 0;
        aheadBatch = List.of();
        order = shuffle == null ? windows : shuffle.of(pass, windows);
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    /** False: this iterator reads ahead itself. */
    @Override
    public boolean asyncSupported() {
        return false;
    }

    @Override
    public int batch() {
        return minibatch;
    }

    /** Values in a snapshot: grid points times fields. */
    @Override
    public int inputColumns() {
        return reader.width();
    }

    @Override
    public int totalOutcomes() {
        return inputColumns();
    }

    @Override
    public void setPreProcessor(DataSetPreProcessor preProcessor) {
        this.preProcessor = preProcessor;
    }

    @Override
    public DataSetPreProcessor getPreProcessor() {
        return preProcessor;
    }

    /** None: values are not classes. */
    @Override
    public List<String> getLabels() {
        return null;
    }

    /** Options of {@link PdeSequenceIterator}; {@link #build()} checks them and all values. */
    public static final class Builder {

        private final List<Trajectory> trajectories;
        private List<String> fields;
        private int contextLength = 10;
        private int horizon = 1;
        private Integer stride;
        private int minibatch = 32;
        private WindowOrder shuffle;
        private NotFinite notFinite = NotFinite.REFUSE;

        private Builder(List<Trajectory> trajectories) {
            this.trajectories = List.copyOf(trajectories);
        }

        /**
         * Sets the one field to read.
         *
         * @param field a name; default the first
         * @return this builder
         */
        public Builder field(String field) {
            return fields(List.of(field));
        }

        /**
         * Sets the fields to read.
         *
         * @param fields names, in the order in which they follow each other in a snapshot's values
         * @return this builder
         */
        public Builder fields(List<String> fields) {
            this.fields = List.copyOf(fields);
            return this;
        }

        /**
         * Sets the time steps in a sequence.
         *
         * @param steps 1 or more; default 10
         * @return this builder
         */
        public Builder contextLength(int steps) {
            contextLength = steps;
            return this;
        }

        /**
         * Sets how many snapshots ahead labels lie.
         *
         * @param steps 1 or more; default 1
         * @return this builder
         */
        public Builder horizon(int steps) {
            horizon = steps;
            return this;
        }

        /**
         * Sets the snapshots between the starts of neighbouring windows.
         *
         * @param steps 1 or more; default the context length
         * @return this builder
         */
        public Builder stride(int steps) {
            stride = steps;
            return this;
        }

        /**
         * Sets the windows in a minibatch.
         *
         * @param windows 1 or more; default 32
         * @return this builder
         */
        public Builder minibatch(int windows) {
            minibatch = windows;
            return this;
        }

        /**
         * Reads windows in random order, another in each pass; by default they come in order of time.
         *
         * @param seed of the orders of all passes
         * @return this builder
         */
        public Builder shuffle(long seed) {
            return shuffle(seed, ChunkBlocks.ALL);
        }

        /**
         * Reads windows in random order, block by block, another in each pass: the trajectories are drawn in random order
         * into blocks, neighbours that share chunks together, and all windows of a block come in uniformly random order
         * before the next block's. A minibatch so holds windows of fewer trajectories than there are; across passes, any
         * two meet. If one block holds all trajectories, this is {@link #shuffle(long)}, order for order.
         *
         * <p>{@link io.github.dl4jquantum.pde.record.DataFile#chunkBlocks} says what the heap holds. Since the order
         * depends on it, give the numbers themselves where another machine is to repeat it.
         *
         * @param seed of the orders of all passes
         * @param blocks how many trajectories a block holds
         * @return this builder
         */
        public Builder shuffle(long seed, ChunkBlocks blocks) {
            shuffle = new WindowOrder(seed, blocks);
            return this;
        }

        /**
         * Says what to do with NaN and infinite values.
         *
         * @param choice refused by default, which reads all data once in {@link #build()}
         * @return this builder
         */
        public Builder notFinite(NotFinite choice) {
            notFinite = choice;
            return this;
        }

        /**
         * Checks the options and finds the windows.
         *
         * @return the iterator, at its first window
         * @throws IllegalArgumentException if there are no trajectories, an option is below 1, a field is unknown, a
         *     trajectory is shorter than a window, has times that are not uniform or differs from the first in grid, fields,
         *     parameters or save interval, or a value is not finite
         */
        public PdeSequenceIterator build() {
            if (trajectories.isEmpty()) {
                throw new IllegalArgumentException("PdeSequenceIterator: 0 trajectories, below the limit 1: "
                        + "give a part of the split that is not empty");
            }
            int step = stride == null ? contextLength : stride;
            atLeastOne("contextLength", contextLength);
            atLeastOne("horizon", horizon);
            atLeastOne("stride", step);
            atLeastOne("minibatch", minibatch);
            List<String> read = fields == null ? trajectories.get(0).fields().subList(0, 1) : fields;
            atLeastOne("number of fields", read.size());

            TrajectoryWindows windows = new TrajectoryWindows(trajectories, contextLength, horizon, step);
            List<TrajectoryWindows.Window> all = windows.all();
            if (notFinite == NotFinite.REFUSE) {
                windows.refuseNotFinite(read);
            }
            refuseLarge(Math.min(minibatch, all.size()), read.size());
            return new PdeSequenceIterator(this, read, all);
        }

        private static void atLeastOne(String option, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(
                        "PdeSequenceIterator: " + option + " = " + value + " is below the limit 1");
            }
        }

        private void refuseLarge(int batch, int fieldCount) {
            double values = (double) batch
                    * fieldCount
                    * trajectories.get(0).valuesPerSnapshot()
                    * ((double) contextLength + horizon);
            if (values > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "PdeSequenceIterator: a minibatch of %d windows of %d snapshots holds %.3g values, "
                                + "above the limit %d: use a smaller minibatch or a shorter context",
                        batch,
                        contextLength + horizon,
                        values,
                        Integer.MAX_VALUE));
            }
        }
    }
}
