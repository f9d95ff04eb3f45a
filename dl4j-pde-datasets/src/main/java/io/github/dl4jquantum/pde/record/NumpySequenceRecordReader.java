package io.github.dl4jquantum.pde.record;

/** Sequences from NumPy files, .npy and .npz, whose axes are declared. */
@SuppressWarnings("serial")
public final class NumpySequenceRecordReader extends TrajectorySequenceRecordReader {

    /**
     * Reads windows of {@code contextLength} snapshots.
     *
     * @param contextLength time steps in a sequence
     * @param horizon how many snapshots ahead labels lie
     * @param axes the axes, which such a file never declares
     * @param field the one field to read, or null for all
     */
    public NumpySequenceRecordReader(int contextLength, int horizon, Axes axes, String field) {
        super(contextLength, horizon, axes, field);
    }

    @Override
    void check(DataFile file) {
        if (!(file instanceof NumpyDataFile)) {
            throw new DataFileException(file.path(), "it is " + file.format() + ": use a Hdf5SequenceRecordReader");
        }
    }
}
