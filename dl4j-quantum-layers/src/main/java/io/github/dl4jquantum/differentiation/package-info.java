/**
 * Derivatives of circuits, for those who study circuits rather than train layers: Jacobians by four methods, the metric
 * tensor of the quantum natural gradient, Fourier spectra and the variance of gradients. Arrays are plain, row-major and of
 * one example: inputs [inputs], parameters [parameters], expectations [observables].
 */
package io.github.dl4jquantum.differentiation;
