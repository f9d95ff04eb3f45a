/**
 * The layers at work: activations and gradients between DL4J and the engines. They know cells, circuits and what evaluates
 * them; of the configurations that make them, what is DL4J's.
 */
package io.github.dl4jquantum.layers.runtime;
