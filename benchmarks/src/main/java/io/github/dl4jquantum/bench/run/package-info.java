/**
 * {@code qpde run}, and what is done with a forecaster afterwards: {@code predict}, {@code qasm}, {@code inspect}, {@code
 * reproduce}. Each job checks all of its input before it starts to work.
 */
package io.github.dl4jquantum.bench.run;
