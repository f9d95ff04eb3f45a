/**
 * Numerics of the PDE problems on plain {@code double} arrays: right-hand sides, time integration and stability
 * limits. Knows nothing of ND4J, data sets or random numbers.
 */
package io.github.dl4jquantum.pde.solver;
