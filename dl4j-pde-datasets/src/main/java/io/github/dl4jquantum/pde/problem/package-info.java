/**
 * Time-dependent PDE problems with verified solvers. Each {@link io.github.dl4jquantum.pde.problem.Problem} generates
 * {@link io.github.dl4jquantum.pde.problem.Trajectory trajectories}; its exact or manufactured solution stands beside
 * it.
 */
package io.github.dl4jquantum.pde.problem;
