/** Training listeners for any Deeplearning4j network, quantum or not. */
package io.github.dl4jquantum.layers.listener;
