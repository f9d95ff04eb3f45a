package io.github.dl4jquantum.engine.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a compiled kernel takes of a GPU.
 *
 * @param kernel its name
 * @param registers of a thread
 * @param spilled bytes that a thread stores to memory, and loads again, for want of registers; functions it calls counted in
 */
record KernelUsage(String kernel, int registers, int spilled) {

    private static final Pattern LINE = Pattern.compile("Compiling entry function '(?<kernel>\\w+)'"
            + "|(?<stores>\\d+) bytes spill stores, (?<loads>\\d+) bytes spill loads"
            + "|Used (?<registers>\\d+) registers");

    /** Reads the log of the PTX compiler, or of ptxas, in its verbose form. */
    static List<KernelUsage> parse(String log) {
        List<KernelUsage> all = new ArrayList<>();
        String kernel = null;
        int spilled = 0;
        Matcher found = LINE.matcher(log);
        while (found.find()) {
            if (found.group("kernel") != null) {
                kernel = found.group("kernel");
                spilled = 0;
            } else if (found.group("stores") != null) {
                spilled += Integer.parseInt(found.group("stores")) + Integer.parseInt(found.group("loads"));
            } else {
                all.add(new KernelUsage(kernel, Integer.parseInt(found.group("registers")), spilled));
            }
        }
        return all;
    }

    /** Whether the statevector lies in registers: names say so where it lies in memory. */
    boolean inRegisters() {
        return !kernel.contains("Memory");
    }
}
