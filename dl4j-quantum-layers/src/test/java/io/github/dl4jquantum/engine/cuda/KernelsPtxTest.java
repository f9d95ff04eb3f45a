package io.github.dl4jquantum.engine.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracles: the sources for what was compiled; NVIDIA's own compilers for whether chips take it, and at which cost. */
@Timeout(120)
class KernelsPtxTest {

    private static final String REBUILD = "mvn -Pptx -pl dl4j-quantum-layers -am compile";

    private static final Path SOURCES = Path.of("src/main/resources/io/github/dl4jquantum/engine/cuda");

    private static String ptx() throws IOException {
        try (InputStream in = KernelsPtxTest.class.getResourceAsStream("kernels.ptx")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void thePtxWasCompiledOfTheSources() throws IOException, NoSuchAlgorithmException {
        Set<String> sources = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file :
                    files.filter(file -> file.toString().matches(".*\\.cuh?")).toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                sources.add("// sha256 " + HexFormat.of().formatHex(hash) + " " + file.getFileName());
            }
        }
        Set<String> compiled = ptx().lines()
                .filter(line -> line.startsWith("// sha256 "))
                .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(sources.isEmpty());
        assertEquals(sources, compiled, "kernels.ptx is not of these sources: compile them with " + REBUILD);
    }

    @Test
    void driversFromJanuary2022OnTakeThePtxForEveryGpuFromMaxwellOn() throws IOException {
        List<String> lines = ptx().lines().toList();
        assertTrue(lines.contains(".version 7.6"), "PTX 7.6 is what driver 510 takes");
        assertTrue(lines.contains(".target sm_50"), "compute capability 5.0");
    }

    @Test
    void noSumDependsOnTheOrderOfThreads() throws IOException {
        assertEquals(
                List.of(),
                ptx().lines()
                        .filter(line -> line.matches("\\s*(@\\S+\\s+)?(atom|red)\\..*\\.f(32|64)\\b.*"))
                        .toList(),
                "atomic additions of floating-point numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sm_50", "sm_90"})
    void theLowestAndTheNewestChipOfTheCompilerInJcudaTakeThePtx(String chip) throws IOException {
        assumeJcuda();
        check(chip, PtxCompilation.of(ptx(), chip));
    }

    @Test
    void blackwellTakesThePtx(@TempDir Path folder) throws IOException, InterruptedException {
        Optional<Path> ptxas = PtxCompilation.ptxas();
        assumeTrue(ptxas.isPresent(), "No ptxas on the path: not compiled for sm_100.");
        check("sm_100", PtxCompilation.of(ptx(), "sm_100", ptxas.get(), folder));
    }

    @Test
    void brokenPtxIsRefused() throws IOException {
        assumeJcuda();
        String broken = ptx().replaceFirst("ld\\.param", "ld.parameter");
        PtxCompilation refused = PtxCompilation.of(broken, "sm_80");
        assertFalse(refused.accepted());
        assertTrue(refused.log().contains("ptxas"), refused.log());
    }

    @Test
    void aKernelThatSpillsIsNoticed() {
        assumeJcuda();
        PtxCompilation starved = PtxCompilation.of(reverseOf(100, ".maxnreg 32"), "sm_80");
        assertTrue(KernelUsage.parse(starved.log()).get(0).spilled() > 0, starved.log());
        PtxCompilation roomy = PtxCompilation.of(reverseOf(100, ""), "sm_80");
        assertEquals(0, KernelUsage.parse(roomy.log()).get(0).spilled(), roomy.log());
    }

    /** A kernel that reverses {@code count} numbers, all of which it holds at once. */
    private static String reverseOf(int count, String directive) {
        String loads = IntStream.range(0, count)
                .mapToObj(i -> "ld.volatile.global.f32 %f" + i + ", [%p + " + 4 * i + "];")
                .collect(Collectors.joining("\n"));
        String stores = IntStream.range(0, count)
                .mapToObj(i -> "st.volatile.global.f32 [%p + " + 4 * i + "], %f" + (count - 1 - i) + ";")
                .collect(Collectors.joining("\n"));
        return String.join(
                "\n",
                ".version 7.6",
                ".target sm_50",
                ".address_size 64",
                ".visible .entry reverse(.param .u64 numbers) " + directive + " {",
                ".reg .u64 %p;",
                ".reg .f32 %f<" + count + ">;",
                "ld.param.u64 %p, [numbers];",
                loads,
                stores,
                "ret; }");
    }

    private static void check(String chip, PtxCompilation compilation) throws IOException {
        assertTrue(compilation.accepted(), compilation.log());
        List<KernelUsage> kernels = KernelUsage.parse(compilation.log());
        long entries = ptx().lines().filter(line -> line.contains(".entry")).count();
        assertEquals(entries, kernels.size(), "kernels in the log of " + chip);
        assertEquals(
                List.of(),
                kernels.stream()
                        .filter(kernel -> kernel.inRegisters() && kernel.spilled() > 0)
                        .toList(),
                "kernels of few qubits that spill on " + chip);
    }

    private static void assumeJcuda() {
        assumeFalse(System.getProperty("os.name").startsWith("Mac"), "JCuda has no natives for macOS.");
    }
}
