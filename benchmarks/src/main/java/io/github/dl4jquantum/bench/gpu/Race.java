package io.github.dl4jquantum.bench.gpu;

import io.github.dl4jquantum.bench.study.CellWorkload;
import io.github.dl4jquantum.bench.study.CircuitWorkload;
import io.github.dl4jquantum.bench.study.Workload;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * One piece of work, the same for all who race: forward and all gradients of a circuit, or one training step of a cell
 * (16 inputs and outputs), float32.
 *
 * @param work vqc, qlstm or qgru
 * @param qubits of its circuits
 * @param batch examples in the minibatch
 * @param steps time steps; 1 for a circuit
 */
record Race(String work, int qubits, int batch, int steps) {

    private static final int LAYERS = 4;
    private static final int CELL_QUBITS = 4;
    /** More than so many amplitudes in a minibatch would take the CPU too long, and PyTorch too much memory. */
    private static final long MOST_AMPLITUDES = 1 << 24;

    /** Cells of each number of steps and circuits of each number of qubits, in each minibatch that is not too large. */
    static List<Race> all(List<Integer> qubits, List<Integer> batches, List<Integer> steps) {
        List<Race> races = new ArrayList<>();
        for (String cell : List.of("qlstm", "qgru")) {
            for (int batch : batches) {
                for (int time : steps) {
                    races.add(new Race(cell, CELL_QUBITS, batch, time));
                }
            }
        }
        for (int n : qubits) {
            for (int batch : batches) {
                if ((long) batch << n <= MOST_AMPLITUDES) {
                    races.add(new Race("vqc", n, batch, 1));
                }
            }
        }
        return races;
    }

    /** The work of one of this project's engines. */
    Workload on(CircuitEngine engine) {
        return switch (work) {
            case "vqc" -> new CircuitWorkload(engine, qubits, LAYERS, batch);
            case "qlstm" -> CellWorkload.of(engine, CellCase.qlstm(qubits, LAYERS, 1), batch, steps);
            default -> CellWorkload.of(engine, CellCase.qgru(qubits, LAYERS, 1), batch, steps);
        };
    }

    /** The work as {@code torch_expert.py} is asked for it. */
    List<String> arguments() {
        return List.of(
                work,
                "--qubits",
                String.valueOf(qubits),
                "--layers",
                String.valueOf(LAYERS),
                "--batch",
                String.valueOf(batch),
                "--steps",
                String.valueOf(steps));
    }

    @Override
    public String toString() {
        return work + " of " + qubits + " qubits, minibatch " + batch + (steps > 1 ? ", " + steps + " steps" : "");
    }
}
