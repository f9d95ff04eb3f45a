package io.github.dl4jquantum.bench.result;

import java.util.List;
import java.util.Map;

/**
 * What a comparison found; its components are the fields of {@code results.json}, in this order.
 *
 * @param command the command that made it
 * @param experiment the whole specification
 * @param problems what was forecast
 * @param tunings how each row's learning rate was chosen
 * @param cells every cell
 * @param contrasts what may be concluded from them
 * @param versions of what ran
 */
public record CompareResult(
        String command,
        Map<String, Object> experiment,
        List<ProblemData> problems,
        List<TuningResult> tunings,
        List<CellResult> cells,
        List<Contrast> contrasts,
        Map<String, String> versions) {

    /**
     * @param name of the problem
     * @param description its protocol in words
     * @param gridShape points along each axis that are forecast, slowest first
     */
    public record ProblemData(String name, String description, List<Integer> gridShape) {
        /** Points along the last axis: a picture's columns. */
        public int columns() {
            return gridShape.get(gridShape.size() - 1);
        }
    }
}
