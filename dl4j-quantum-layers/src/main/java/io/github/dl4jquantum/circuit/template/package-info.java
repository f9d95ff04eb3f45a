/** Parts that circuits are put together from: embeddings of inputs and trainable layers, each with its source. */
package io.github.dl4jquantum.circuit.template;
