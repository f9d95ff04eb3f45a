/**
 * The density matrix of a circuit under a noise model, exactly and by shots.
 *
 * <p>A state is held as its Pauli expectations, {@code r_P = tr(P rho)} for all 4^n Pauli strings P, so that
 * {@code rho = 2^-n sum_P r_P P}: real numbers, in which every gate and channel is a real matrix (its Pauli transfer
 * matrix), Clifford gates and Pauli channels scale and permute, a rotation turns pairs, and an expectation is read off. Every
 * step is linear; the way back applies the transposed matrices. The index of a string has one digit to the base 4 for each
 * qubit, qubit 0 the most significant: 0 for I, 1 for X, 2 for Y, 3 for Z.
 *
 * <p>Source: Greenbaum, Introduction to quantum gate set tomography, arXiv 1509.02921, section 2 (transfer matrices).
 */
package io.github.dl4jquantum.engine.noisy;
