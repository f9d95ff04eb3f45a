/**
 * Circuits as SameDiff operations: differentiable on every ND4J backend, and the oracle of the other engines.
 *
 * <p>{@link io.github.dl4jquantum.engine.samediff.SDCircuit} builds circuits into any SameDiff graph;
 * {@link io.github.dl4jquantum.engine.samediff.SameDiffEngine} is the engine made of such graphs.
 */
package io.github.dl4jquantum.engine.samediff;
