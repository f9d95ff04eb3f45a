package io.github.dl4jquantum.pde.record;

import java.util.List;

/** PDEBench's Darcy flow: a map from a coefficient {@code nu} to a steady solution {@code tensor}, refused by name. */
final class PdeBenchDarcy implements Hdf5Layout {

    @Override
    public String format() {
        return "PDEBench, Darcy flow (HDF5)";
    }

    @Override
    public boolean matches(Hdf5File file) {
        return List.of("nu", "tensor", "x-coordinate", "y-coordinate").stream().allMatch(file::has)
                && !file.has("t-coordinate");
    }

    @Override
    public List<Block> blocks(Hdf5File file, String field) {
        throw new DataFileException(
                file.path(),
                "it holds steady solutions of PDEBench's Darcy flow, which have no time axis: there is nothing to forecast;"
                        + " give a file of snapshots");
    }
}
