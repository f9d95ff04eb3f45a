package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.job.JobProgress;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** One bar on stderr for a whole job, with the time gone and an estimate of the time left. */
final class ConsoleProgress implements JobProgress, AutoCloseable {
    private static final int STEPS = 1000;
    private static final int WIDTH = 80;

    private final ProgressBar bar = builder(System.console() != null).build();

    /** In a terminal one line that changes; in a file or a pipe a line now and then. */
    private static ProgressBarBuilder builder(boolean terminal) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setInitialMax(STEPS)
                .setRenderer(ConsoleProgress::render)
                .continuousUpdate(); // else nothing is said while the share stays the same
        return terminal
                ? builder.setUpdateIntervalMillis(500)
                : builder.setUpdateIntervalMillis(10_000)
                        .setConsumer(new DelegatingProgressBarConsumer(System.err::println, WIDTH));
    }

    @Override
    public void stage(String name) {
        bar.setExtraMessage(name);
    }

    @Override
    public void done(double share) {
        bar.stepTo(Math.round(share * STEPS));
    }

    @Override
    public void close() {
        bar.close();
    }

    private static String render(ProgressState state, int width) {
        double share = state.getNormalizedProgress();
        String stage = state.getExtraMessage().isEmpty() ? "start" : state.getExtraMessage();
        String before = String.format(Locale.ROOT, "%-12s %3.0f%% [", stage, 100 * share);
        Duration gone = state.getElapsedAfterStart();
        String left = share > 0.01 ? clock(Math.round(gone.toMillis() / 1000.0 * (1 - share) / share)) : "?:??";
        String after = "] " + clock(gone.toSeconds()) + " gone, about " + left + " left";
        int length = Math.max(0, width - before.length() - after.length());
        int full = (int) Math.round(share * length);
        String line = before + "#".repeat(full) + " ".repeat(length - full) + after;
        return line.substring(0, Math.min(line.length(), Math.max(0, width)));
    }

    private static String clock(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
