/**
 * Forecasting fields through a latent space: an encoder compresses each snapshot to a few numbers, a recurrent network
 * predicts their next values, the decoder turns them back into a field.
 *
 * <p>{@link io.github.dl4jquantum.forecast.LatentForecaster} is the whole of it as one object;
 * {@link io.github.dl4jquantum.forecast.LatentSpace} is its encoder and decoder, which many forecasters can share;
 * {@link io.github.dl4jquantum.forecast.LatentModel} puts a recurrent layer into the shape it needs. The method is that
 * of arXiv 2502.13370.
 *
 * <p>{@link io.github.dl4jquantum.forecast.Protocol} says which data is forecast, how it is split and what every model may
 * try; {@link io.github.dl4jquantum.forecast.Evaluation} says how wrong a
 * {@link io.github.dl4jquantum.forecast.Forecaster} is on the part that it has not seen. These two need dl4j-pde-datasets,
 * an optional dependency; encoders and forecasters do not.
 */
package io.github.dl4jquantum.forecast;
