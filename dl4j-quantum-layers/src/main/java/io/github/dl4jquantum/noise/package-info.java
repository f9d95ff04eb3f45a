/**
 * What machines do wrong: channels after gates and errors of readout, as immutable values with JSON, free of ND4J.
 *
 * <p>Noise here is Markovian and acts on the qubits of a gate alone: no crosstalk, no leakage out of the qubit, no drift
 * between shots, nothing on qubits that wait. Preparation is ideal.
 */
package io.github.dl4jquantum.noise;
