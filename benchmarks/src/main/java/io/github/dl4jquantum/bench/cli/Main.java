package io.github.dl4jquantum.bench.cli;

/** Where the jar starts: it says so in words where its libraries are missing, which {@link Qpde} itself cannot do. */
public final class Main {

    private Main() {}

    /** Runs the program. */
    public static void main(String[] args) {
        try {
            VectorModule.add(args);
            Qpde.main(args);
        } catch (NoClassDefFoundError missing) {
            System.err.println("qpde: " + missing.getMessage() + " is missing: keep the folder lib beside qpde.jar, as"
                    + " mvn package makes it.");
            System.exit(1);
        }
    }
}
