/**
 * Forecasts that need no training by gradients, and that a trained model has to beat. All are
 * {@link io.github.dl4jquantum.forecast.Forecaster}s; those that fit latent vectors do so in a latent space that is given,
 * so that every model of a study shares it.
 *
 * <p>{@link io.github.dl4jquantum.forecast.baseline.Dmd} and {@link io.github.dl4jquantum.forecast.baseline.QuadraticMap}
 * need dl4j-pde-datasets, for its error measures.
 */
package io.github.dl4jquantum.forecast.baseline;
