/** The {@code qpde} program: one command, one class. Parses, shows progress, prints results; the work is in the packages of the jobs. */
package io.github.dl4jquantum.bench.cli;
