/**
 * The layers of this project as search spaces of Arbiter, DL4J's hyper-parameter search: to be used in a {@code
 * MultiLayerSpace} or a {@code ComputationGraphSpace} like Arbiter's own.
 *
 * <p>Arbiter (1.0.0-beta7, its last version) is an optional dependency: a project that searches adds {@code
 * org.deeplearning4j:arbiter-core} and {@code arbiter-deeplearning4j}, both without what they bring along, and {@code
 * joda-time:joda-time}.
 */
package io.github.dl4jquantum.arbiter;
