/** The {@code qpde} program: one command, one class. Parses, shows progress, prints results; the work is in bench.study. */
package io.github.dl4jquantum.bench.cli;
