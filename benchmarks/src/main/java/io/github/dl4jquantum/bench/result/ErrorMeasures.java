package io.github.dl4jquantum.bench.result;

/**
 * Errors over many values.
 *
 * @param mae mean absolute error
 * @param rmse root mean square error
 * @param nrmse rmse relative to the root mean square of the field
 * @param vrmse rmse relative to the deviation of the field
 */
public record ErrorMeasures(double mae, double rmse, double nrmse, double vrmse) {}
