/** {@code qpde bench}: circuits, cells and networks timed, beside the noiseless circuit and DL4J's LSTM. */
package io.github.dl4jquantum.bench.timing;
