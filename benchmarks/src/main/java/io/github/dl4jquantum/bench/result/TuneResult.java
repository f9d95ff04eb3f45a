package io.github.dl4jquantum.bench.result;

import java.util.List;
import java.util.Map;

/**
 * What one search found; its components are the fields of {@code result.json}, in this order.
 *
 * @param command the command that made it
 * @param arguments the value of every option, given or default
 * @param problem name of the PDE problem, or of the file
 * @param description of the data, in words
 * @param model name of the latent model
 * @param strategy how candidates were proposed
 * @param score what was made small, in words
 * @param seed of everything random
 * @param candidates all that have ended, by index
 * @param best the best of them; null if none completed
 * @param importance of each parameter for the score; without those of which nothing can be said
 * @param test errors of the best on the test part, which no candidate has seen; null if none completed
 * @param seconds where the time of the last run of the command went
 * @param versions of what ran
 */
public record TuneResult(
        String command,
        Map<String, Object> arguments,
        String problem,
        String description,
        String model,
        String strategy,
        String score,
        long seed,
        List<CandidateResult> candidates,
        CandidateResult best,
        Map<String, Double> importance,
        Test test,
        Seconds seconds,
        Map<String, String> versions) {

    /**
     * Errors on the part that no candidate has seen.
     *
     * @param oneStep each scored snapshot from the true ones before it
     * @param rollout all of them from the context alone
     * @param autoencoderFloor what encoding and decoding the truth loses
     * @param baselines by name, what else forecast the same test part
     */
    public record Test(
            ErrorMeasures oneStep,
            ErrorMeasures rollout,
            ErrorMeasures autoencoderFloor,
            Map<String, RunResult.Baseline> baselines) {}

    /**
     * Seconds of all workers together, but for the first, in one run of the command.
     *
     * @param wall from start to end of the search
     * @param workers candidates in work at once
     * @param candidates training and scoring
     * @param latentSpaces fitting the latent spaces, and waiting for that
     * @param search proposing, waiting for scores that a proposal must know, writing
     */
    public record Seconds(double wall, int workers, double candidates, double latentSpaces, double search) {

        /** The search's own share, relative to the candidates' time. */
        public double overhead() {
            return candidates > 0 ? search / candidates : 0;
        }
    }
}
