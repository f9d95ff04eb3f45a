package io.github.dl4jquantum.bench.tune;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.WorkerThreads;
import io.github.dl4jquantum.bench.result.CandidateResult;
import io.github.dl4jquantum.bench.result.CandidateResult.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;

/**
 * Runs the candidates of one of Arbiter's generators, several side by side, until so many have ended or the time is over.
 *
 * <p>Not by Arbiter's own LocalOptimizationRunner, which counts candidates after it has started others (a budget of 3 on
 * 2 threads ran 4), tells the generator scores in the order in which threads end, does not count what fails before it
 * starts, and cannot go on where it was ended.
 *
 * <p>Proposals come in the order of their index, and what the generator knows at each is fixed ({@link Strategy#lag}):
 * the same seed proposes the same candidates on any number of threads. To go on, the generator is replayed: every
 * proposal is made again, and one that the log has is not run but its score taken from there.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // Arbiter's generators return raw candidates.
final class Search {

    /**
     * What is searched.
     *
     * @param strategy how
     * @param space what proposals are drawn from
     * @param seed of the proposals
     * @param candidates how many end, those in the log included
     * @param workers how many run side by side, as {@link WorkerThreads} asks for it
     */
    record Plan(Strategy strategy, SearchSpace space, long seed, int candidates, IntSupplier workers) {}

    /** Told what becomes of candidates. */
    @FunctionalInterface
    interface Listener {
        /** This thread takes a candidate on. */
        default void started(int index) {}

        /** One has ended, on this thread, or was found ended in the log; one at a time. */
        void ended(CandidateResult result);
    }

    /**
     * Where the time of the workers went.
     *
     * @param workers how many there were
     * @param candidates training and scoring
     * @param shared making ready what candidates share
     * @param search proposing, waiting for the scores that a proposal must know, writing
     */
    record Seconds(int workers, double candidates, double shared, double search) {}

    private final Plan plan;
    private final Trial trial;
    private final CandidateLog log;
    private final BestModel best;
    private final Deadline deadline;
    private final Listener listener;

    private final CandidateGenerator generator;
    private final Map<Integer, Candidate> unreported = new HashMap<>();
    private int proposed;
    private int reported;

    private final AtomicLong candidateNanos = new AtomicLong();
    private final AtomicLong sharedNanos = new AtomicLong();
    private final AtomicLong allNanos = new AtomicLong();

    Search(Plan plan, Trial trial, CandidateLog log, BestModel best, Deadline deadline, Listener listener) {
        this.plan = plan;
        this.trial = trial;
        this.log = log;
        this.best = best;
        this.deadline = deadline;
        this.listener = listener;
        generator = plan.strategy().generator(plan.space(), plan.seed());
    }

    /**
     * Runs what is missing in the log.
     *
     * @return where the time went
     * @throws IOException if a candidate or its model cannot be written; what had ended before is in the log
     */
    Seconds run() throws IOException {
        List<Throwable> failures = new ArrayList<>();
        int workers;
        try {
            workers = WorkerThreads.run("candidate", plan.workers(), () -> work(failures));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The search was interrupted.", e);
        }
        if (!failures.isEmpty()) {
            Throwable first = failures.get(0);
            if (first instanceof IOException io) {
                throw io;
            }
            if (first instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) first;
        }
        long busy = candidateNanos.get() + sharedNanos.get();
        return new Seconds(workers, candidateNanos.get() / 1e9, sharedNanos.get() / 1e9, (allNanos.get() - busy) / 1e9);
    }

    private void work(List<Throwable> failures) {
        long started = System.nanoTime();
        try {
            for (Candidate candidate = next(); candidate != null; candidate = next()) {
                run(candidate);
            }
        } catch (IOException | RuntimeException | Error e) { // an error too: others may wait for this one's score
            synchronized (this) {
                failures.add(e);
                deadline.abort();
                notifyAll();
            }
        }
        allNanos.addAndGet(System.nanoTime() - started);
    }

    /** The next candidate that the log lacks, or null when none is to be started. */
    private synchronized Candidate next() {
        while (proposed < plan.candidates() && !deadline.hasPassed()) {
            if (!reportBefore(proposed - plan.strategy().lag())) {
                await();
                continue;
            }
            require(
                    generator.hasMoreCandidates(),
                    "The " + plan.strategy() + " search has no more than " + proposed + " candidates: ask for fewer.");
            Candidate candidate = generator.getCandidate();
            unreported.put(proposed, candidate);
            CandidateResult known = log.get(proposed++);
            if (known == null) {
                return candidate;
            }
            require(
                    known.parameters().equals(parameters(candidate)),
                    "Candidate " + known.index() + " of the log is " + known.parameters() + ", this search proposes "
                            + parameters(candidate) + ": it belongs to another search; choose another --out.");
            listener.ended(known);
        }
        return null;
    }

    /** Tells the generator the scores of all candidates before {@code index}, in their order; false if one is missing. */
    private boolean reportBefore(int index) {
        for (; reported < index; reported++) {
            CandidateResult result = log.get(reported);
            if (result == null) {
                return false;
            }
            Candidate candidate = unreported.remove(reported);
            if (result.score() != null) {
                generator.reportResults(new OptimizationResult(candidate, result.score(), reported, null, null, null));
            }
        }
        return true;
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The search was interrupted.", e);
        }
    }

    private static Map<String, Object> parameters(Candidate candidate) {
        Map<String, Object> parameters = (Map<String, Object>) candidate.getValue();
        return parameters == null ? Map.of() : parameters;
    }

    private void run(Candidate candidate) throws IOException {
        int index = candidate.getIndex();
        Map<String, Object> parameters = parameters(candidate);
        Trial.Outcome outcome = null;
        Status status = Status.FAILED;
        String reason = null;
        listener.started(index);
        long prepared = System.nanoTime();
        long started = prepared;
        try {
            if (candidate.getException() != null) {
                throw candidate.getException();
            }
            trial.prepare(parameters, deadline);
            started = System.nanoTime();
            outcome = trial.run(parameters, deadline);
            if (Double.isFinite(outcome.score())) {
                status = Status.COMPLETED;
            } else {
                reason = "its score is " + outcome.score();
            }
        } catch (IOException | BadInputException e) { // the latter: a machine that does no candidate
            throw e;
        } catch (UncheckedIOException e) { // a checkpoint that cannot be written or read
            throw e.getCause();
        } catch (Deadline.Stopped e) {
            if (deadline.isAborted()) {
                return; // as if the program had ended here: this candidate is run again
            }
            status = Status.STOPPED;
            reason = e.getMessage();
        } catch (Exception | OutOfMemoryError | StackOverflowError e) {
            reason = firstLine(e);
        }
        long ended = System.nanoTime();
        if (started == prepared) {
            started = ended; // it never came to train
        }
        sharedNanos.addAndGet(started - prepared);
        candidateNanos.addAndGet(ended - started);
        Double score = status == Status.COMPLETED ? outcome.score() : null;
        record(
                new CandidateResult(index, parameters, score, status, reason, (ended - started) / 1e9),
                outcome == null ? null : outcome.model());
    }

    /** Of a failure's message. */
    static String firstLine(Throwable failure) {
        String own = failure instanceof Exception each ? BadInputException.message(each) : failure.getMessage();
        String message = own == null ? failure.toString() : own;
        return message.lines().findFirst().orElse(failure.toString());
    }

    private void record(CandidateResult result, Trial.Model model) throws IOException {
        best.record(result, model);
        trial.ended(result.parameters());
        synchronized (this) {
            notifyAll();
            listener.ended(result);
        }
    }
}
