package io.github.dl4jquantum.pde.record;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.datavec.api.conf.Configuration;
import org.datavec.api.records.Record;
import org.datavec.api.records.SequenceRecord;
import org.datavec.api.records.metadata.RecordMetaData;
import org.datavec.api.records.metadata.RecordMetaDataIndex;
import org.datavec.api.records.reader.BaseRecordReader;
import org.datavec.api.records.reader.SequenceRecordReader;
import org.datavec.api.split.InputSplit;
import org.datavec.api.writable.NDArrayWritable;
import org.datavec.api.writable.Writable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Windows of the trajectories in files, as DataVec sequences.
 *
 * <p>A sequence is a window of {@code contextLength} time steps. Each step holds two {@link NDArrayWritable}s, float [1,
 * values]: the snapshot, and the one {@code horizon} later; fields follow each other. So
 *
 * <pre>{@code
 * new SequenceRecordReaderDataSetIterator(reader, minibatch, -1, 1, true)
 * }</pre>
 *
 * gives features and labels [minibatch, values, time]. Windows start every {@code contextLength} snapshots, and are read
 * when they are asked for. {@link RecordMetaDataIndex} names a window by its number and its file. Values are handed out
 * as they are stored, NaN included.
 *
 * @serial exclude
 */
@SuppressWarnings("serial") // Serializable through RecordReader alone; open files are not.
public abstract class TrajectorySequenceRecordReader extends BaseRecordReader implements SequenceRecordReader {
    private final int contextLength;
    private final int horizon;
    private final Axes axes;
    private final String field;

    private final List<DataFile> files = new ArrayList<>();
    private final List<Window> windows = new ArrayList<>();
    private int cursor;

    private record Window(URI uri, int number, Trajectory trajectory, int start) {}

    TrajectorySequenceRecordReader(int contextLength, int horizon, Axes axes, String field) {
        if (contextLength < 1 || horizon < 1) {
            throw new IllegalArgumentException(
                    "contextLength " + contextLength + " and horizon " + horizon + " must be at least 1");
        }
        this.contextLength = contextLength;
        this.horizon = horizon;
        this.axes = axes;
        this.field = field;
    }

    /** Refuses files that this reader is not for. */
    abstract void check(DataFile file);

    /**
     * Opens the split's files and closes those opened before.
     *
     * @throws DataFileException if a file cannot be read, or its trajectories are shorter than a window, have times
     *     that are not uniform or differ from the first in grid, fields, parameters or save interval
     */
    @Override
    public void initialize(InputSplit split) throws IOException, InterruptedException {
        super.initialize(split);
        close();
        for (URI uri : split.locations()) {
            DataFile file = DataFile.open(Path.of(uri));
            files.add(file);
            check(file);
            addWindows(uri, file);
        }
        reset();
    }

    private void addWindows(URI uri, DataFile file) {
        int number = 0;
        for (Trajectory trajectory : file.trajectories(axes, field)) {
            requireAlike(file, trajectory);
            if (trajectory.snapshots() < (long) contextLength + horizon) {
                throw new DataFileException(
                        file.path(),
                        "its trajectories have " + trajectory.snapshots() + " snapshots, fewer than contextLength "
                                + contextLength + " + horizon " + horizon + ": use a shorter context or horizon");
            }
            for (int start = 0; start + contextLength + horizon <= trajectory.snapshots(); start += contextLength) {
                windows.add(new Window(uri, number++, trajectory, start));
            }
        }
    }

    /** Sequences of one reader mean the same: one grid, the same fields, one uniform save interval. */
    private void requireAlike(DataFile file, Trajectory trajectory) {
        if (trajectory.snapshots() > 1 && trajectory.saveInterval().isEmpty()) {
            throw new DataFileException(
                    file.path(), "its times are not uniform: interpolate, or copy a part where they are");
        }
        if (!windows.isEmpty()) {
            Window first = windows.get(0);
            trajectory.differenceFrom(first.trajectory).ifPresent(difference -> {
                throw new DataFileException(
                        file.path(),
                        "a trajectory has " + difference + " of the first in " + Path.of(first.uri)
                                + ": use one reader for those that are alike");
            });
        }
    }

    @Override
    public void initialize(Configuration conf, InputSplit split) throws IOException, InterruptedException {
        initialize(split);
    }

    @Override
    public boolean hasNext() {
        return cursor < windows.size();
    }

    @Override
    public List<List<Writable>> sequenceRecord() {
        return nextSequence().getSequenceRecord();
    }

    @Override
    public SequenceRecord nextSequence() {
        if (!hasNext()) {
            throw new NoSuchElementException(
                    "all " + windows.size() + " windows were read: call reset(), or initialize(split) first");
        }
        SequenceRecord record = read(windows.get(cursor++));
        invokeListeners(record);
        return record;
    }

    private SequenceRecord read(Window window) {
        List<Writable> snapshots = new ArrayList<>();
        for (int time = 0; time < contextLength + horizon; time++) {
            snapshots.add(snapshot(window.trajectory, window.start + time));
        }
        List<List<Writable>> steps = new ArrayList<>();
        for (int time = 0; time < contextLength; time++) {
            steps.add(List.of(snapshots.get(time), snapshots.get(time + horizon)));
        }
        RecordMetaData place = new RecordMetaDataIndex(window.number, window.uri, getClass());
        return new org.datavec.api.records.impl.SequenceRecord(steps, place);
    }

    private static Writable snapshot(Trajectory trajectory, int time) {
        int size = trajectory.valuesPerSnapshot();
        List<String> fields = trajectory.fields();
        float[] values = new float[Math.multiplyExact(size, fields.size())];
        for (int i = 0; i < fields.size(); i++) {
            trajectory.copySnapshot(fields.get(i), time, values, i * size);
        }
        return new NDArrayWritable(Nd4j.create(values, new long[] {1, values.length}, 'c'));
    }

    @Override
    public SequenceRecord loadSequenceFromMetaData(RecordMetaData place) {
        return windows.stream()
                .filter(window -> place instanceof RecordMetaDataIndex index
                        && index.getIndex() == window.number
                        && window.uri.equals(index.getURI()))
                .findFirst()
                .map(this::read)
                .orElseThrow(() -> new IllegalArgumentException(
                        place + " is no window of the files of this reader: initialize it with " + place.getURI()));
    }

    @Override
    public List<SequenceRecord> loadSequenceFromMetaData(List<RecordMetaData> places) {
        return places.stream().map(this::loadSequenceFromMetaData).toList();
    }

    @Override
    public void reset() {
        cursor = 0;
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    /** None: values are not classes. */
    @Override
    public List<String> getLabels() {
        return null;
    }

    /** Closes the files. */
    @Override
    public void close() {
        files.forEach(DataFile::close);
        files.clear();
        windows.clear();
    }

    /** Records are sequences. */
    @Override
    public List<Writable> next() {
        throw sequencesOnly();
    }

    @Override
    public Record nextRecord() {
        throw sequencesOnly();
    }

    @Override
    public List<Writable> record(URI uri, DataInputStream stream) {
        throw sequencesOnly();
    }

    @Override
    public Record loadFromMetaData(RecordMetaData place) {
        throw sequencesOnly();
    }

    @Override
    public List<Record> loadFromMetaData(List<RecordMetaData> places) {
        throw sequencesOnly();
    }

    /** A window at a time needs a file, not a stream. */
    @Override
    public List<List<Writable>> sequenceRecord(URI uri, DataInputStream stream) {
        throw new UnsupportedOperationException("a stream has no random access: initialize with a FileSplit");
    }

    private static UnsupportedOperationException sequencesOnly() {
        return new UnsupportedOperationException("records are sequences: call nextSequence() or sequenceRecord()");
    }

    @Override
    public void setConf(Configuration conf) {}

    @Override
    public Configuration getConf() {
        return null;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + Arrays.asList(contextLength, horizon, axes, field);
    }
}
