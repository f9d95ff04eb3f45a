/**
 * JMH benchmarks of engines, layers and readers, of fixed seed:
 * {@code java -cp benchmarks/target/qpde.jar org.openjdk.jmh.Main}, with a name behind it for some of them,
 * {@code -p batch=32} for some sizes.
 */
package io.github.dl4jquantum.bench.jmh;
