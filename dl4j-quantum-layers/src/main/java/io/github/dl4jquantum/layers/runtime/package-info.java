/** The layers at work: parameters, activations and gradients between DL4J and the engines. */
package io.github.dl4jquantum.layers.runtime;
