/**
 * The search of {@code qpde tune}: Arbiter's spaces and generators propose candidates, several are trained side by side,
 * and every one that has ended is a line of a file from which the same command goes on.
 */
package io.github.dl4jquantum.bench.tune;
