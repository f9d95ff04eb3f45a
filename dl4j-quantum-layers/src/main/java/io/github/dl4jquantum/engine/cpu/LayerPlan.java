package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.cpu.Elementary.Dense;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import java.util.List;

/**
 * One layer of a plan, in the order in which its parts act. The parts after the monomials act on different qubits each
 * and commute.
 *
 * @param phases phases that depend on no input
 * @param route what these and the permutations among them do
 * @param inputPhases phases of inputs
 * @param rotations rotations about y of constant or trainable angles, one a qubit
 * @param inputRotations rotations about y of inputs
 * @param dense fixed unitaries
 */
record LayerPlan(
        List<Phase> phases,
        Route route,
        List<Phase> inputPhases,
        List<Rotation> rotations,
        List<Rotation> inputRotations,
        List<Dense> dense) {

    boolean hasTrainablePhase() {
        return phases.stream().anyMatch(phase -> phase.angle().hasParameters());
    }
}
