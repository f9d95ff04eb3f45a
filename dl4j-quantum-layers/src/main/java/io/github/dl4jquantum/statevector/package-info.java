/** The states that circuits leave, for those who want to look at amplitudes themselves. */
package io.github.dl4jquantum.statevector;
