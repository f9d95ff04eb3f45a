package io.github.dl4jquantum.bench.result;

/**
 * One measurement of {@code qpde bench}; fields and meanings as in {@code baseline/torch_expert.py}, and {@code engine},
 * {@code vectorApi}, {@code through}, {@code nd4jThreads}, the first runs and {@code version} besides.
 *
 * @param work vqc, qlstm, qgru, lstm or gru
 * @param qubits of a circuit
 * @param layers of a circuit
 * @param batch examples in a minibatch
 * @param steps time steps of a sequence
 * @param device cpu or cuda
 * @param engine what evaluated the circuits
 * @param vectorApi whether the CPU engine's loops ran in the Vector API
 * @param through engine, or network
 * @param threads of the engine
 * @param nd4jThreads of ND4J
 * @param wallMs median wall time of one run, milliseconds
 * @param wallMinMs least wall time of one run
 * @param firstMs wall time of the program's first run
 * @param firstHundredMs wall time of its first hundred runs together; null where they take longer than the time to measure
 * @param cpuMs mean processor time of one run, all threads of the program together
 * @param runs how many were measured
 * @param peakMb largest resident memory of the program; null where the system does not tell
 * @param error largest difference of the engine's expectations from another engine's, on this circuit; null beyond 8
 *     qubits, under noise and for a classical cell
 * @param parameters trainable numbers
 * @param version of this project
 */
public record BenchResult(
        String work,
        int qubits,
        int layers,
        int batch,
        int steps,
        String device,
        String engine,
        boolean vectorApi,
        String through,
        int threads,
        int nd4jThreads,
        double wallMs,
        double wallMinMs,
        double firstMs,
        Double firstHundredMs,
        double cpuMs,
        int runs,
        Long peakMb,
        Double error,
        long parameters,
        String version) {}
