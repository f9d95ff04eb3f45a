package io.github.dl4jquantum.bench.report;

import java.util.List;
import java.util.Map;

/**
 * What a comparison found; its components are the fields of {@code results.json}, in this order.
 *
 * @param command the command that made it
 * @param experiment the whole specification
 * @param problems what was forecast
 * @param cells every cell
 * @param contrasts what may be concluded from them
 * @param versions of what ran
 */
public record CompareResult(
        String command,
        Map<String, Object> experiment,
        List<ProblemData> problems,
        List<CellResult> cells,
        List<Contrast> contrasts,
        Map<String, String> versions) {

    /**
     * @param name of the problem
     * @param description the problem with its parameters, in words
     * @param field the field that was forecast
     * @param gridShape points along each axis, slowest first
     * @param snapshots of each trajectory
     * @param saveInterval time between snapshots
     */
    public record ProblemData(
            String name,
            String description,
            String field,
            List<Integer> gridShape,
            int snapshots,
            double saveInterval) {

        /** Points along the last axis: a picture's columns. */
        int columns() {
            return gridShape.get(gridShape.size() - 1);
        }
    }
}
