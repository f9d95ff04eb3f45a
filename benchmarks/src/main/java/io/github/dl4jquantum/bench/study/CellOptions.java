package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.bench.job.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The recurrent layer that forecasts, as options name it.
 *
 * @param model by name
 * @param hidden outputs of the layer
 * @param qubits of each circuit
 * @param layers of each circuit
 * @param circuits of each gate
 * @param encoding how a circuit's inputs become angles, by name
 * @param engine what evaluates circuits, by name
 */
public record CellOptions(
        String model, Integer hidden, int qubits, int layers, Integer circuits, String encoding, String engine) {
    private static final int MOST_HIDDEN = 1024;
    private static final int MOST_CIRCUITS = 256;

    /** The bank that forecasts well, and the paper's cell. */
    private static final CellOptions BANK = new CellOptions("qlstm", 128, 4, 4, 16, "angle", "auto");

    private static final CellOptions PAPER = new CellOptions("qlstm", 16, 4, 4, 1, "arctan", "auto");

    /** These options, and the usual ones where they are null. */
    public CellOptions complete(boolean paper) {
        CellOptions usual = paper ? PAPER : BANK;
        CellOptions all = new CellOptions(
                model,
                hidden == null ? usual.hidden : hidden,
                qubits,
                layers,
                circuits == null ? usual.circuits : circuits,
                encoding == null ? usual.encoding : encoding,
                engine);
        Limits.circuit(all.qubits, all.layers);
        Limits.within("--hidden", all.hidden, MOST_HIDDEN);
        Limits.within("--circuits", all.circuits, MOST_CIRCUITS);
        Limits.encoding(all.encoding);
        return all;
    }

    /** The sizes that they stand for. */
    public LatentNetwork network(int latent, long seed) {
        return new LatentNetwork(
                latent, hidden, qubits, layers, circuits, Limits.encoding(encoding), Limits.engine(engine), seed);
    }

    /** Every option by its name. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", model);
        map.put("hidden", hidden);
        map.put("qubits", qubits);
        map.put("layers", layers);
        map.put("circuits", circuits);
        map.put("encoding", encoding);
        map.put("engine", engine);
        return map;
    }
}
