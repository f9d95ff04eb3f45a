package io.github.dl4jquantum.bench.report;

/**
 * Errors over many values.
 *
 * @param mae mean absolute error
 * @param rmse root mean square error
 * @param nrmse rmse relative to the root mean square of the truth
 */
public record ErrorMeasures(double mae, double rmse, double nrmse) {}
