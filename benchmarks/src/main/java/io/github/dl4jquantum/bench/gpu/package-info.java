/**
 * The check program of GPU hosts: an engine against another, number by number, and races. It runs without ND4J, so that
 * the bundle that {@code benchmarks/gpu/bundle.sh} makes is small.
 */
package io.github.dl4jquantum.bench.gpu;
