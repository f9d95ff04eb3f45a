/** What {@code run}, {@code compare}, {@code tune} and {@code bench} share: models by their names, how they are trained and run. */
package io.github.dl4jquantum.bench.study;
