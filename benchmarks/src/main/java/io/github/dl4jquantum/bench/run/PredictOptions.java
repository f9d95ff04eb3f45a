package io.github.dl4jquantum.bench.run;

/**
 * What a saved forecaster is asked for.
 *
 * @param axes of the file, where it does not declare them, or null
 * @param field the field to take, or null for those that the forecaster was fitted on
 * @param steps snapshots to predict
 * @param context snapshots to start from, or null for as many as the forecaster was trained with
 * @param asIs whether data of another grid, other fields or another save interval is taken if only its values are as many
 */
public record PredictOptions(String axes, String field, int steps, Integer context, boolean asIs) {}
