package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.noisy.Elementary.Linear;
import io.github.dl4jquantum.engine.noisy.Elementary.Turn;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.ArrayList;
import java.util.List;

/**
 * How a circuit is run: first each qubit by itself, for as long as it meets no other; then their product, and steps on all
 * 4^n rows. What happens to one qubit between two shared gates is one step; Clifford gates and channels in a row are
 * one step.
 *
 * <p>Its steps hold the coefficients of one set of parameters: a plan belongs to one evaluator.
 */
final class NoisyPlan {

    /** From so many entries in a row on, a map on some qubits is worked on block by block. */
    private static final int MOST_ENTRIES = 4;

    private final Circuit circuit;
    private final Lowering lowering;
    private final List<List<Step>> starts = new ArrayList<>();
    private final List<Step> steps;
    private final List<Angle> inputAngles = new ArrayList<>();
    private final List<LaneTurn> laneTurns = new ArrayList<>();
    private final List<TrainedStep> trainedSteps = new ArrayList<>();

    NoisyPlan(Circuit circuit, NoiseModel noise) {
        this.circuit = circuit;
        lowering = Lowering.of(circuit, noise);
        List<Elementary> rest = lowering.steps();
        for (int qubit = 0; qubit < circuit.qubits(); qubit++) {
            rest = takeStart(qubit, rest);
        }
        steps = new Schedule(circuit.qubits()).run(rest);
    }

    /** What happens to a qubit before it meets another one becomes a program on its own four rows. */
    private List<Elementary> takeStart(int qubit, List<Elementary> all) {
        List<Elementary> own = new ArrayList<>();
        List<Elementary> rest = new ArrayList<>();
        boolean met = false;
        for (Elementary one : all) {
            met |= one.qubits().size() > 1 && one.qubits().contains(qubit);
            if (met || !one.qubits().equals(List.of(qubit))) {
                rest.add(one);
            } else if (one instanceof Turn turn) {
                int axis = turn.string() / PauliString.stride(circuit.qubits(), qubit);
                own.add(new Turn(List.of(0), axis, turn.angle(), turn.factor(), turn.occurrence()));
            } else {
                own.add(new Linear(List.of(0), ((Linear) one).matrix()));
            }
        }
        starts.add(new Schedule(1).run(own));
        return rest;
    }

    Circuit circuit() {
        return circuit;
    }

    /** 4^n. */
    int rows() {
        return 1 << 2 * circuit.qubits();
    }

    List<List<Step>> starts() {
        return starts;
    }

    List<Step> steps() {
        return steps;
    }

    /** The distinct angles that depend on inputs. */
    List<Angle> inputAngles() {
        return inputAngles;
    }

    List<LaneTurn> laneTurns() {
        return laneTurns;
    }

    List<TrainedStep> trainedSteps() {
        return trainedSteps;
    }

    /** The angles that are not constant, in the order of their gates. */
    List<Lowering.Occurrence> occurrences() {
        return lowering.occurrences();
    }

    /** Number of states of all qubits that the way back needs. */
    long tape() {
        return steps.stream().filter(Step::taped).count();
    }

    /**
     * Sets all coefficients.
     *
     * @param occurrence the angle that is shifted, -1 for none
     * @param shift what is added to it
     */
    void prepare(double[] parameters, int occurrence, double shift) {
        trainedSteps.forEach(step -> step.prepare(parameters, occurrence, shift));
        laneTurns.forEach(turn -> turn.prepare(occurrence, shift));
    }

    /** Puts the steps on some qubits together. */
    private final class Schedule {

        private final int qubits;
        private final int rows;
        private final List<Step> out = new ArrayList<>();
        /** What each qubit meets by itself since the last step on it. */
        private final List<List<Elementary>> pending = new ArrayList<>();

        Schedule(int qubits) {
            this.qubits = qubits;
            rows = 1 << 2 * qubits;
            for (int qubit = 0; qubit < qubits; qubit++) {
                pending.add(new ArrayList<>());
            }
        }

        List<Step> run(List<Elementary> all) {
            for (Elementary one : all) {
                if (one.qubits().size() == 1 && !one.dependsOnInputs()) {
                    pending.get(one.qubits().get(0)).add(one);
                    continue;
                }
                flush(one.qubits());
                if (one instanceof Turn turn) {
                    turn(turn);
                } else {
                    emit((Linear) one);
                }
            }
            for (int qubit = 0; qubit < qubits; qubit++) {
                flush(qubit);
            }
            return out;
        }

        /** Rotations of the other qubits go along, so that the shared gates behind them stay together. */
        private void flush(List<Integer> on) {
            boolean trained = on.stream().anyMatch(qubit -> BlochMap.isTrained(pending.get(qubit)));
            for (int qubit = 0; qubit < qubits; qubit++) {
                if (on.contains(qubit) || (trained && BlochMap.isTrained(pending.get(qubit)))) {
                    flush(qubit);
                }
            }
        }

        private void flush(int qubit) {
            List<Elementary> chain = pending.get(qubit);
            if (chain.isEmpty()) {
                return;
            }
            int stride = PauliString.stride(qubits, qubit);
            if (BlochMap.isTrained(chain)) {
                BlochMap step = new BlochMap(trainedSteps.size(), rows, stride, chain);
                trainedSteps.add(step);
                out.add(step);
            } else {
                constant(qubit, stride, chain);
            }
            chain.clear();
        }

        /** A Bloch vector's axes exchanged, scaled and moved are a sparse map; turned, they are a dense one. */
        private void constant(int qubit, int stride, List<Elementary> chain) {
            double[] matrix = BlochMap.constant(chain);
            double[] unmoved = matrix.clone();
            unmoved[4] = 0;
            unmoved[8] = 0;
            unmoved[12] = 0;
            if (Sparse.of(new Linear(List.of(0), unmoved), 1, 1) == null) {
                out.add(new BlochMap(-1, rows, stride, chain));
            } else {
                add(Sparse.of(new Linear(List.of(qubit), matrix), qubits, 4));
            }
        }

        private void emit(Linear map) {
            Sparse sparse = Sparse.of(map, qubits, MOST_ENTRIES);
            if (sparse == null) {
                out.add(new Dense(map, qubits));
            } else {
                add(sparse);
            }
        }

        private void add(Sparse next) {
            int last = out.size() - 1;
            if (last >= 0 && out.get(last) instanceof Sparse before) {
                Sparse both = before.then(next);
                if (both.entries() < before.entries() + next.entries()) {
                    out.set(last, both);
                    return;
                }
            }
            out.add(next);
        }

        private void turn(Turn turn) {
            if (!turn.dependsOnInputs()) {
                SharedTurn step = new SharedTurn(trainedSteps.size(), turn, rows);
                trainedSteps.add(step);
                out.add(step);
                return;
            }
            int slot = inputAngles.indexOf(turn.angle());
            if (slot < 0) {
                slot = inputAngles.size();
                inputAngles.add(turn.angle());
            }
            LaneTurn step = new LaneTurn(laneTurns.size(), slot, turn, turn.string(), rows);
            laneTurns.add(step);
            out.add(step);
        }
    }
}
