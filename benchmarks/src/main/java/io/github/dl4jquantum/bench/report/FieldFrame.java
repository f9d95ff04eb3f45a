package io.github.dl4jquantum.bench.report;

/**
 * One moment of a rollout, to be shown.
 *
 * @param step step of the rollout, counted from 1
 * @param time of the problem
 * @param truth field [rows, columns], flat
 * @param predicted field [rows, columns], flat
 */
public record FieldFrame(int step, double time, float[] truth, float[] predicted) {}
