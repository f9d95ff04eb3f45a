package io.github.dl4jquantum.engine.samediff;

import java.io.PrintStream;

/**
 * Keeps SameDiff's differentiation off standard output: 1.0.0-M2.1 prints a line for every operation, straight to
 * {@code System.out}, where a program's results may go. Only those lines of this thread are dropped.
 */
final class MutedDifferentiation {

    private static final String NOISE = "Added differentiated op ";

    private MutedDifferentiation() {}

    static synchronized void run(Runnable differentiation) {
        PrintStream out = System.out;
        System.setOut(new Muted(out));
        try {
            differentiation.run();
        } finally {
            System.setOut(out);
        }
    }

    private static final class Muted extends PrintStream {

        private final PrintStream out;
        private final Thread muted = Thread.currentThread();

        Muted(PrintStream out) {
            super(out, true);
            this.out = out;
        }

        @Override
        public void println(String line) {
            if (Thread.currentThread() != muted || line == null || !line.startsWith(NOISE)) {
                out.println(line);
            }
        }
    }
}
