/**
 * Quantum circuits as ordinary Deeplearning4j layers, and the classical GRU to compare them with: the classes that a user
 * puts into a network's configuration. Their names, and those of their fields and parameters, are in every saved model.
 */
package io.github.dl4jquantum.layers;
