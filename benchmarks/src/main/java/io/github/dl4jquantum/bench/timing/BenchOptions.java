package io.github.dl4jquantum.bench.timing;

import io.github.dl4jquantum.bench.study.NoiseOptions;

/**
 * What {@code qpde bench} is asked to time.
 *
 * @param work vqc, qlstm, qgru, lstm or gru
 * @param qubits of a circuit
 * @param layers of a circuit
 * @param circuits of each gate of a cell
 * @param batch examples in a minibatch
 * @param steps time steps of a sequence
 * @param nIn inputs of a cell
 * @param nOut outputs of a cell
 * @param threads of the engine
 * @param nd4jThreads of ND4J
 * @param engine name of the engine that evaluates circuits
 * @param noise under which circuits are evaluated
 * @param through engine, network, or null for the work's own default
 * @param seconds how long to measure
 */
public record BenchOptions(
        String work,
        int qubits,
        int layers,
        int circuits,
        int batch,
        int steps,
        int nIn,
        int nOut,
        int threads,
        int nd4jThreads,
        String engine,
        NoiseOptions noise,
        String through,
        double seconds) {}
