/** The jobs of the program: from checked options to results. Each job checks all of its input before it starts to work. */
package io.github.dl4jquantum.bench.study;
