package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.iterator.NotFinite;
import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** All windows of segments. {@link SnapshotWindows} takes the segments themselves; whoever else iterates gets the arrays. */
@SuppressWarnings("serial") // Serializable through DataSetIterator alone; segments are not.
final class SegmentWindows implements DataSetIterator {
    private final Segments segments;
    private final int length;
    private final int minibatch;
    private PdeSequenceIterator windows;
    private DataSetPreProcessor preProcessor;

    /**
     * @param length snapshots of a window's features
     * @throws IllegalArgumentException as {@link PdeSequenceIterator.Builder#build} does
     */
    SegmentWindows(Segments segments, int length, int minibatch) {
        this.segments = segments;
        this.length = length;
        this.minibatch = minibatch;
        options(1).build(); // refuses at once what is no data to learn from
    }

    private PdeSequenceIterator.Builder options(int windowsAtOnce) {
        return PdeSequenceIterator.builder(segments.trajectories())
                .fields(segments.fields())
                .contextLength(length)
                .stride(1)
                .minibatch(windowsAtOnce)
                .notFinite(segments.snapshots().finite() ? NotFinite.MASK : NotFinite.REFUSE); // not read to no end
    }

    private PdeSequenceIterator windows() {
        if (windows == null) {
            windows = options(minibatch).build();
            windows.setPreProcessor(preProcessor);
        }
        return windows;
    }

    Segments segments() {
        return segments;
    }

    /** Snapshots of a window's features. */
    int length() {
        return length;
    }

    @Override
    public DataSet next(int count) {
        return windows().next(count);
    }

    @Override
    public DataSet next() {
        return windows().next();
    }

    @Override
    public boolean hasNext() {
        return windows().hasNext();
    }

    @Override
    public void reset() {
        if (windows != null) {
            windows.reset();
        }
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    @Override
    public boolean asyncSupported() {
        return windows().asyncSupported();
    }

    @Override
    public int inputColumns() {
        return segments.valuesPerSnapshot();
    }

    @Override
    public int totalOutcomes() {
        return inputColumns();
    }

    @Override
    public int batch() {
        return minibatch;
    }

    @Override
    public void setPreProcessor(DataSetPreProcessor preProcessor) {
        this.preProcessor = preProcessor;
        if (windows != null) {
            windows.setPreProcessor(preProcessor);
        }
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
}
