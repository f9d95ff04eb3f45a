package io.github.dl4jquantum.pde.record;

/** Sequences from HDF5 files: this project's own, PDEBench's, The Well's, and others whose axes are declared. */
@SuppressWarnings("serial")
public final class Hdf5SequenceRecordReader extends TrajectorySequenceRecordReader {

    /**
     * A reader of files of a known layout, all fields.
     *
     * @param contextLength time steps in a sequence, 1 or more
     * @param horizon how many snapshots ahead labels lie, 1 or more
     */
    public Hdf5SequenceRecordReader(int contextLength, int horizon) {
        this(contextLength, horizon, null, null);
    }

    /**
     * Reads windows of {@code contextLength} snapshots.
     *
     * @param contextLength time steps in a sequence
     * @param horizon how many snapshots ahead labels lie
     * @param axes the axes where the file does not declare them, otherwise null
     * @param field the one field to read, or null for all
     */
    public Hdf5SequenceRecordReader(int contextLength, int horizon, Axes axes, String field) {
        super(contextLength, horizon, axes, field);
    }

    @Override
    void check(DataFile file) {
        if (!(file instanceof Hdf5DataFile)) {
            throw new DataFileException(file.path(), "it is " + file.format() + ": use a NumpySequenceRecordReader");
        }
    }
}
