package io.github.dl4jquantum.bench.result;

import org.nd4j.shade.jackson.annotation.JsonIgnore;

/**
 * A row of a comparison: the cells that differ in draw and seed alone.
 *
 * @param problem name of the PDE problem
 * @param split how data is divided
 * @param encoder what makes latent vectors; "none" of a baseline
 * @param latent size of the latent vector; 0 of a baseline
 * @param model by name, or a baseline's name
 * @param bank the circuits of a gate
 */
public record RowKey(String problem, String split, String encoder, int latent, String model, CircuitBank bank) {

    /** The row of a cell. */
    public static RowKey of(CellResult cell) {
        return new RowKey(cell.problem(), cell.split(), cell.encoder(), cell.latent(), cell.model(), cell.bank());
    }

    /** Whether it is a baseline's: it names no latent space. */
    @JsonIgnore
    public boolean isBaseline() {
        return latent == 0;
    }

    /** Whether both forecast the same data. */
    public boolean sameData(RowKey other) {
        return problem.equals(other.problem) && split.equals(other.split);
    }

    /** Whether both see the same latent vectors. */
    public boolean sameSpace(RowKey other) {
        return sameData(other) && encoder.equals(other.encoder) && latent == other.latent;
    }

    /** Whether both have circuits of one size, or one of them none. */
    public boolean sameBank(RowKey other) {
        return bank.equals(CircuitBank.NONE) || other.bank.equals(CircuitBank.NONE) || bank.equals(other.bank);
    }
}
