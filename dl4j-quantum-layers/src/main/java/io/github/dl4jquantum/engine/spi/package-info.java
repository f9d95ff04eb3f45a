/**
 * What an engine is: circuits and recurrent cells, evaluated and differentiated on plain Java arrays.
 *
 * <p>Every array holds the minibatch innermost: what the Javadoc calls [minibatch, features] lies in memory as
 * features x minibatch, [minibatch, features, time] as time x features x minibatch. That is ND4J's 'f' order, DL4J's
 * own choice for recurrent activations, and what both SIMD lanes and GPU threads want.
 */
package io.github.dl4jquantum.engine.spi;
