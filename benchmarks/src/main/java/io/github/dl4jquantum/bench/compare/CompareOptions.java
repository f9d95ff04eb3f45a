package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.study.NoiseOptions;
import java.nio.file.Path;

/**
 * What {@code qpde compare} is asked to do; what is null is left as the experiment says.
 *
 * @param preset name of a preset; null for {@code quick}
 * @param file whose keys replace the preset's
 * @param problems the names to keep, separated by commas, or "all"
 * @param models names, separated by commas, or "all"
 * @param splits names, separated by commas, or "all"
 * @param draws of the data, how many
 * @param seeds of each, how many
 * @param noise under which, and by how many shots, trained models are scored once more
 * @param engine what evaluates circuits
 * @param workers cells side by side; null for one a core
 * @param out folder of the results
 * @param overwrite whether another experiment there may be replaced
 */
public record CompareOptions(
        String preset,
        Path file,
        String problems,
        String models,
        String splits,
        Integer draws,
        Integer seeds,
        NoiseOptions noise,
        String engine,
        Integer workers,
        Path out,
        boolean overwrite) {}
