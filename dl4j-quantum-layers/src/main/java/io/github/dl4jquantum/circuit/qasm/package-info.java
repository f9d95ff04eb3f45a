/** Circuits as OpenQASM, in and out, and in the gates that machines have. */
package io.github.dl4jquantum.circuit.qasm;
