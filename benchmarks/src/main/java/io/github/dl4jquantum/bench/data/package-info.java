/** The data of a job, generated or read, with its splits, and {@code qpde generate} and {@code inspect}. */
package io.github.dl4jquantum.bench.data;
