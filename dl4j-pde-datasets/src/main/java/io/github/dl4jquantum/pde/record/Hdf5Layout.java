package io.github.dl4jquantum.pde.record;

import java.util.List;

/** A convention of which HDF5 dataset holds what. */
interface Hdf5Layout {

    /** Its name, for people. */
    String format();

    /** Whether a file follows it, by the names of its datasets and attributes. */
    boolean matches(Hdf5File file);

    /**
     * The trajectories of a file that matches.
     *
     * @param field the one that is asked for, or null for all: others need not make sense, and may be left out
     * @throws DataFileException if shapes contradict each other
     */
    List<Block> blocks(Hdf5File file, String field);
}
