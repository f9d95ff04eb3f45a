/** Quantum kernels: how alike examples are to a circuit, for support vector machines and ridge regression. */
package io.github.dl4jquantum.kernel;
