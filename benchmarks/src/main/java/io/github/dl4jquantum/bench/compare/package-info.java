/**
 * {@code qpde compare}: problems, models and seeds as a matrix of cells, each of them a file, and what may be concluded
 * from them.
 */
package io.github.dl4jquantum.bench.compare;
