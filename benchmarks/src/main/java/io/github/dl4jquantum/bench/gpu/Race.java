package io.github.dl4jquantum.bench.gpu;

import io.github.dl4jquantum.bench.timing.CellWorkload;
import io.github.dl4jquantum.bench.timing.CircuitWorkload;
import io.github.dl4jquantum.bench.timing.Workload;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * One piece of work, the same for all who race: forward and all gradients of a circuit, or one training step of a cell
 * (16 inputs and outputs), float32.
 *
 * @param work vqc, qlstm or qgru
 * @param qubits of its circuits
 * @param bank circuits of each gate; where they are several, the readout sees more than its own
 * @param batch examples in the minibatch
 * @param steps time steps; 1 for a circuit
 */
record Race(String work, int qubits, int bank, int batch, int steps) {

    private static final int LAYERS = 4;
    private static final int CELL_QUBITS = 4;
    /** More than so many amplitudes in a minibatch would take the CPU too long, and PyTorch too much memory. */
    private static final long MOST_AMPLITUDES = 1 << 24;

    /**
     * Cells of each number of steps, one with banks of the first of these, and circuits of each number of qubits, in each
     * minibatch that is not too large.
     */
    static List<Race> all(List<Integer> qubits, List<Integer> batches, List<Integer> steps) {
        List<Race> races = new ArrayList<>();
        for (String cell : List.of("qlstm", "qgru")) {
            for (int batch : batches) {
                for (int time : steps) {
                    races.add(new Race(cell, CELL_QUBITS, 1, batch, time));
                }
            }
        }
        batches.forEach(batch -> races.add(new Race("qlstm", CELL_QUBITS, CellCase.BANK, batch, steps.get(0))));
        for (int n : qubits) {
            for (int batch : batches) {
                if ((long) batch << n <= MOST_AMPLITUDES) {
                    races.add(new Race("vqc", n, 1, batch, 1));
                }
            }
        }
        return races;
    }

    /** The work of one of this project's engines. */
    Workload on(CircuitEngine engine) {
        return switch (work) {
            case "vqc" -> new CircuitWorkload(engine, qubits, LAYERS, batch);
            case "qlstm" -> CellWorkload.of(
                    engine,
                    bank == 1 ? CellCase.qlstm(qubits, LAYERS, 1) : CellCase.qlstmOfBanks(qubits, LAYERS),
                    batch,
                    steps);
            default -> CellWorkload.of(engine, CellCase.qgru(qubits, LAYERS, 1), batch, steps);
        };
    }

    /**
     * The work as {@code torch_expert.py} is asked for it.
     *
     * @throws UnsupportedOperationException if it has no such work
     */
    List<String> arguments() {
        if (bank > 1) {
            throw new UnsupportedOperationException("torch_expert.py has one circuit per gate");
        }
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
        return work + (bank > 1 ? " of banks of " + bank + " circuits" : "") + " of " + qubits + " qubits, minibatch "
                + batch + (steps > 1 ? ", " + steps + " steps" : "");
    }
}
