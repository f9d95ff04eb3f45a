/**
 * The vocabulary: quantum circuits, gates, angles and observables as immutable values.
 *
 * <p>Qubit 0 is the most significant bit of a basis state's index, here and everywhere in this project.
 */
package io.github.dl4jquantum.circuit;
