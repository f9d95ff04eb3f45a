package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.cpu.Elementary.Dense;
import io.github.dl4jquantum.engine.cpu.Elementary.Monomial;
import io.github.dl4jquantum.engine.cpu.Elementary.Phase;
import io.github.dl4jquantum.engine.cpu.Elementary.Rotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a circuit is run: first a product state, qubit by qubit, for as long as a qubit meets nothing but one-qubit steps
 * without trainable angles; then layers. Every step goes into the first layer where all its qubits are free, so that
 * the paper's circuit of L layers takes L passes over the state.
 *
 * <p>The same for every precision.
 */
final class CircuitPlan {

    /** Places of a step within a layer. */
    private enum Place {
        MONOMIAL,
        INPUT_PHASE,
        MIX
    }

    private final Circuit circuit;
    private final List<QubitStart> starts = new ArrayList<>();
    private final List<LayerPlan> layers = new ArrayList<>();
    private final List<InputAngle> inputAngles;
    private final int[] trainedSlots;
    private List<OperatorEntries> operators;

    private CircuitPlan(Circuit circuit, List<InputAngle> inputAngles) {
        this.circuit = circuit;
        this.inputAngles = inputAngles;
        trainedSlots = IntStream.range(0, inputAngles.size())
                .filter(slot -> inputAngles.get(slot).trained())
                .toArray();
    }

    static CircuitPlan of(Circuit circuit) {
        Lowering lowering = Lowering.of(circuit);
        CircuitPlan plan = new CircuitPlan(
                circuit, lowering.inputAngles().stream().map(InputAngle::new).toList());
        plan.schedule(plan.takeStarts(lowering.steps()));
        return plan;
    }

    Circuit circuit() {
        return circuit;
    }

    int qubits() {
        return circuit.qubits();
    }

    /** Number of amplitudes, 2^n. */
    int states() {
        return 1 << circuit.qubits();
    }

    /** The gate whose amplitudes are inputs; it acts before all others, and on |0>. */
    Optional<AmplitudeEmbedding> embedding() {
        return AmplitudeEmbedding.of(circuit);
    }

    /** How each qubit of the product state starts. */
    List<QubitStart> starts() {
        return starts;
    }

    List<LayerPlan> layers() {
        return layers;
    }

    /** The different angles that depend on inputs, by slot. */
    List<InputAngle> inputAngles() {
        return inputAngles;
    }

    /** The slots of {@link #inputAngles} that depend on parameters as well. */
    int[] trainedSlots() {
        return trainedSlots;
    }

    /** The observables, made when they are asked for first; none where they are Z on every qubit. */
    synchronized List<OperatorEntries> operators() {
        operators = operators == null ? OperatorEntries.of(circuit) : operators;
        return operators;
    }

    private List<Elementary> takeStarts(List<Elementary> steps) {
        List<Elementary> rest = steps;
        List<Integer> embedded = embedding().map(AmplitudeEmbedding::qubits).orElse(List.of());
        for (int qubit = 0; qubit < qubits(); qubit++) {
            QubitStart start = new QubitStart();
            rest = embedded.contains(qubit) ? rest : start.take(rest, 1 << (qubits() - 1 - qubit));
            starts.add(start);
        }
        return rest;
    }

    private void schedule(List<Elementary> steps) {
        List<Draft> drafts = new ArrayList<>();
        int[] busy = new int[qubits()];
        for (Elementary step : steps) {
            Place place = place(step);
            int earliest = 0;
            for (int bit = 0; bit < busy.length; bit++) {
                if ((step.qubits() >> bit & 1) == 1) {
                    earliest = Math.max(earliest, busy[bit]);
                }
            }
            int slots = Place.values().length;
            int layer = earliest / slots;
            int slot = layer * slots + place.ordinal();
            // Rotations about different axes do not commute: a second mix on a qubit waits for the next layer.
            if (slot < earliest || (slot == earliest && place == Place.MIX && earliest > 0)) {
                layer++;
                slot += slots;
            }
            while (drafts.size() <= layer) {
                drafts.add(new Draft());
            }
            drafts.get(layer).add(step);
            for (int bit = 0; bit < busy.length; bit++) {
                if ((step.qubits() >> bit & 1) == 1) {
                    busy[bit] = slot;
                }
            }
        }
        dropInvisible(drafts);
        drafts.forEach(draft -> layers.add(draft.plan(qubits())));
    }

    /** Phases at the very end never reach a diagonal observable. */
    private void dropInvisible(List<Draft> drafts) {
        if (drafts.isEmpty() || !circuit.measuresDiagonally()) {
            return;
        }
        Draft last = drafts.get(drafts.size() - 1);
        boolean phasesOnly = last.mixes() == 0 && last.monomials.stream().allMatch(Phase.class::isInstance);
        if (phasesOnly) {
            drafts.remove(drafts.size() - 1);
        }
    }

    private static Place place(Elementary step) {
        if (step instanceof Phase phase && phase.slot() >= 0) {
            return Place.INPUT_PHASE;
        }
        return step instanceof Monomial ? Place.MONOMIAL : Place.MIX;
    }

    private static final class Draft {

        final List<Monomial> monomials = new ArrayList<>();
        final List<Phase> inputPhases = new ArrayList<>();
        final List<Rotation> rotations = new ArrayList<>();
        final List<Rotation> inputRotations = new ArrayList<>();
        final List<Dense> dense = new ArrayList<>();

        void add(Elementary step) {
            if (step instanceof Dense unitary) {
                dense.add(unitary);
            } else if (step instanceof Rotation rotation) {
                (rotation.slot() >= 0 ? inputRotations : rotations).add(rotation);
            } else if (step instanceof Phase phase && phase.slot() >= 0) {
                inputPhases.add(phase);
            } else {
                monomials.add((Monomial) step);
            }
        }

        int mixes() {
            return rotations.size() + inputRotations.size() + dense.size();
        }

        LayerPlan plan(int qubits) {
            List<Phase> phases = monomials.stream()
                    .filter(Phase.class::isInstance)
                    .map(Phase.class::cast)
                    .toList();
            return new LayerPlan(phases, Route.of(monomials, qubits), inputPhases, rotations, inputRotations, dense);
        }
    }
}
