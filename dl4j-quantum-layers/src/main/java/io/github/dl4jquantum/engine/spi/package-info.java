/**
 * What an engine is: circuits and recurrent cells, evaluated and differentiated on plain Java arrays.
 *
 * <p>A contract within this project, between its engines and its layers, and for whoever evaluates without a network: no
 * engine is looked up as a service, {@link io.github.dl4jquantum.engine.Engine} names them all, and the cells are sealed,
 * since every engine knows each of them. Of these the classical {@link io.github.dl4jquantum.engine.spi.GruCell} has no
 * circuit: it is no {@link io.github.dl4jquantum.engine.spi.RecurrentCell}, and runs on the CPU engine alone.
 *
 * <p>Every array holds the minibatch innermost: what the Javadoc calls [minibatch, features] lies in memory as
 * features x minibatch, [minibatch, features, time] as time x features x minibatch. That is ND4J's 'f' order, DL4J's
 * own choice for recurrent activations, and what both SIMD lanes and GPU threads want.
 */
package io.github.dl4jquantum.engine.spi;
