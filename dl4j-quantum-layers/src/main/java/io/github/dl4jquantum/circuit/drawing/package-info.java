/** Pictures of circuits in Unicode. */
package io.github.dl4jquantum.circuit.drawing;
