package io.github.dl4jquantum.engine.cuda;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jcuda.nvptxcompiler.JNvPTXCompiler;
import jcuda.nvptxcompiler.nvPTXCompileResult;
import jcuda.nvptxcompiler.nvPTXCompilerHandle;

/**
 * The outcome of compiling PTX for a GPU.
 *
 * @param accepted whether it compiled
 * @param log what the compiler said
 */
record PtxCompilation(boolean accepted, String log) {

    /** Compiles with NVIDIA's compiler in JCuda's natives, which needs neither a GPU nor a driver. */
    static PtxCompilation of(String ptx, String chip) {
        byte[] text = ptx.getBytes(StandardCharsets.US_ASCII);
        nvPTXCompilerHandle compiler = new nvPTXCompilerHandle();
        JNvPTXCompiler.nvPTXCompilerCreate(compiler, text.length, text);
        try {
            String[] options = {"--gpu-name=" + chip, "--verbose"};
            int code = JNvPTXCompiler.nvPTXCompilerCompile(compiler, options.length, options);
            boolean accepted = code == nvPTXCompileResult.NVPTXCOMPILE_SUCCESS;
            long[] size = new long[1];
            if (accepted) {
                JNvPTXCompiler.nvPTXCompilerGetInfoLogSize(compiler, size);
            } else {
                JNvPTXCompiler.nvPTXCompilerGetErrorLogSize(compiler, size);
            }
            byte[] log = new byte[(int) size[0] + 1];
            if (accepted) {
                JNvPTXCompiler.nvPTXCompilerGetInfoLog(compiler, log);
            } else {
                JNvPTXCompiler.nvPTXCompilerGetErrorLog(compiler, log);
            }
            return new PtxCompilation(accepted, new String(log, StandardCharsets.US_ASCII).replace("\0", ""));
        } finally {
            JNvPTXCompiler.nvPTXCompilerDestroy(compiler);
        }
    }

    /** Compiles with a CUDA toolkit's ptxas. */
    static PtxCompilation of(String ptx, String chip, Path ptxas, Path folder)
            throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("kernels.ptx"), ptx);
        Process process = new ProcessBuilder(
                        ptxas.toString(),
                        "--gpu-name=" + chip,
                        "--verbose",
                        "--output-file=" + folder.resolve("kernels.cubin"),
                        source.toString())
                .redirectErrorStream(true)
                .start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new PtxCompilation(process.waitFor() == 0, log);
    }

    /** The ptxas on the path, if there is one. */
    static Optional<Path> ptxas() {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .map(folder -> Path.of(folder, "ptxas"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
