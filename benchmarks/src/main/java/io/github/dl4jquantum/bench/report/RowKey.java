package io.github.dl4jquantum.bench.report;

/**
 * A row of a comparison: the cells that differ in their seeds alone.
 *
 * @param problem name of the PDE problem
 * @param split "time" or "trajectory"
 * @param encoder "mlp", "pod" or "none"
 * @param latent size of the latent vector
 * @param model by name, or a baseline's name
 * @param qubits of each circuit; 0 where nothing depends on it
 * @param layers of each circuit; 0 where nothing depends on it
 */
public record RowKey(String problem, String split, String encoder, int latent, String model, int qubits, int layers) {

    /** The row of a cell. */
    public static RowKey of(CellResult cell) {
        return new RowKey(
                cell.problem(),
                cell.split(),
                cell.encoder(),
                cell.latent(),
                cell.model(),
                cell.qubits(),
                cell.layers());
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
    public boolean sameCircuit(RowKey other) {
        return qubits == 0 || other.qubits == 0 || qubits == other.qubits && layers == other.layers;
    }
}
