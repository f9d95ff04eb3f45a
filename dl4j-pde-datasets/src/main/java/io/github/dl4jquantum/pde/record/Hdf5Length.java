package io.github.dl4jquantum.pde.record;

import io.jhdf.Superblock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Whether a file is as long as its superblock says, without which a cut file whose headers lie in front looks whole until
 * its last values are read. A longer one is whole: HDF5 ignores what follows.
 *
 * <p>The end of file address counts from the file's first byte, a user block before the superblock included, as long as
 * the base address is where the superblock lies. Where the two differ, because a block was put before a finished file, the
 * address is off by their difference (HDF5 File Format Specification 3.0, II.A, and as the HDF5 library reads it).
 */
final class Hdf5Length {

    private Hdf5Length() {}

    /**
     * Reads the superblock alone.
     *
     * @param start where the superblock lies in the file
     * @throws DataFileException if the file ends before its data does
     */
    static void check(Path path, FileChannel channel, long start) throws IOException {
        Superblock superblock = Superblock.readSuperblock(channel, start);
        long end = superblock.getEndOfFileAddress() - superblock.getBaseAddressByte() + start;
        if (end > channel.size()) {
            throw new DataFileException(
                    path,
                    "it needs " + end + " bytes, by its superblock, and has " + channel.size()
                            + ": it is truncated; copy or fetch it again");
        }
    }
}
