import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles {@code kernels.cu} to the {@code kernels.ptx} beside it with CUDA's run-time compiler (NVRTC), without a GPU. Run
 * by {@code mvn -Pptx -pl dl4j-quantum-layers -am compile}.
 *
 * <p>The target is compute capability 5.0 (Maxwell, 2014): the driver compiles such PTX for the GPU it finds, every later
 * one included. The compiler is that of CUDA 11.6, because it writes PTX 7.6, which drivers from 510 (January 2022) on
 * take; CUDA 12's PTX would need driver 525 or later, CUDA 13's driver 580, and CUDA 13 has no target before 7.5.
 *
 * <p>The PTX begins with the SHA-256 of each of its sources, by which a test notices sources that were changed and not
 * compiled. The same sources give the same bytes.
 */
final class KernelCompiler {

    private static final List<String> OPTIONS = List.of("--gpu-architecture=compute_50", "--std=c++17");

    private static final String LIBRARIES = "/org/bytedeco/cuda/linux-x86_64/";
    private static final String NVRTC = "libnvrtc.so.11.2";
    /** NVRTC opens it by itself, and finds it where it has been loaded before. */
    private static final String BUILTINS = "libnvrtc-builtins.so.11.6";

    /** The functions of nvrtc.h that are used. Each returns 0 for success. */
    private interface Nvrtc extends Library {
        int nvrtcCreateProgram(
                PointerByReference program, String source, String name, int headers, Pointer texts, Pointer names);

        int nvrtcCompileProgram(Pointer program, int count, String[] options);

        int nvrtcGetProgramLogSize(Pointer program, LongByReference size);

        int nvrtcGetProgramLog(Pointer program, byte[] log);

        int nvrtcGetPTXSize(Pointer program, LongByReference size);

        int nvrtcGetPTX(Pointer program, byte[] ptx);

        String nvrtcGetErrorString(int code);
    }

    private final Nvrtc nvrtc;

    private KernelCompiler(Nvrtc nvrtc) {
        this.nvrtc = nvrtc;
    }

    /** @param args the folder of kernels.cu and the headers it includes, and a folder for the compiler */
    public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
        Path folder = Path.of(args[0]);
        Path libraries = Files.createDirectories(Path.of(args[1]));
        System.load(extract(BUILTINS, libraries).toString());
        KernelCompiler compiler =
                new KernelCompiler(Native.load(extract(NVRTC, libraries).toString(), Nvrtc.class));
        String ptx = hashes(folder) + compiler.compile(folder);
        Path temporary = folder.resolve("kernels.ptx.tmp");
        Files.writeString(temporary, ptx);
        Files.move(temporary, folder.resolve("kernels.ptx"), StandardCopyOption.REPLACE_EXISTING);
        System.out.println("kernels.ptx: "
                + ptx.lines().filter(line -> line.contains(".entry")).count() + " kernels, " + ptx.length() + " bytes");
    }

    private static Path extract(String library, Path folder) throws IOException {
        Path target = folder.resolve(library).toAbsolutePath();
        try (InputStream in = KernelCompiler.class.getResourceAsStream(LIBRARIES + library)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
        return target;
    }

    private static String hashes(Path folder) throws IOException, NoSuchAlgorithmException {
        List<Path> sources;
        try (Stream<Path> files = Files.list(folder)) {
            sources = files.filter(file -> file.toString().matches(".*\\.cuh?"))
                    .sorted()
                    .toList();
        }
        StringBuilder lines = new StringBuilder();
        for (Path source : sources) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(source));
            lines.append("// sha256 ")
                    .append(HexFormat.of().formatHex(hash))
                    .append(' ')
                    .append(source.getFileName())
                    .append('\n');
        }
        return lines.toString();
    }

    private String compile(Path folder) throws IOException {
        PointerByReference handle = new PointerByReference();
        String source = Files.readString(folder.resolve("kernels.cu"));
        check(nvrtc.nvrtcCreateProgram(handle, source, "kernels.cu", 0, null, null));
        Pointer program = handle.getValue();
        String[] options = Stream.concat(OPTIONS.stream(), Stream.of("--include-path=" + folder))
                .toArray(String[]::new);
        int compiled = nvrtc.nvrtcCompileProgram(program, options.length, options);
        LongByReference size = new LongByReference();
        check(nvrtc.nvrtcGetProgramLogSize(program, size));
        byte[] log = new byte[(int) size.getValue()];
        check(nvrtc.nvrtcGetProgramLog(program, log));
        System.err.print(text(log));
        check(compiled);
        check(nvrtc.nvrtcGetPTXSize(program, size));
        byte[] ptx = new byte[(int) size.getValue()];
        check(nvrtc.nvrtcGetPTX(program, ptx));
        return text(ptx);
    }

    /** What comes before the final zero. */
    private static String text(byte[] ended) {
        return new String(ended, 0, ended.length - 1, StandardCharsets.UTF_8);
    }

    private void check(int code) {
        if (code != 0) {
            throw new IllegalStateException("NVRTC: " + nvrtc.nvrtcGetErrorString(code));
        }
    }
}
