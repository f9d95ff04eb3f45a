package io.github.dl4jquantum.bench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.run.RunFiles;
import io.github.dl4jquantum.bench.run.TinyStudy;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.qasm.OpenQasm;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.layers.QLSTM;
import io.github.dl4jquantum.pde.record.NpyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import picocli.CommandLine;

/** Oracle: what a user sees, exit code, stdout and stderr. */
@Timeout(120)
class QpdeTest {
    @TempDir
    private static Path folder;

    private static RunFiles made;

    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void makeForecaster() throws IOException {
        made = TinyStudy.run(folder.resolve("made"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            frob                              | Unknown command 'frob'. Choose of run, compare, tune, generate, inspect, reproduce, predict, qasm, bench, help, generate-completion.
            predcit                           | Unknown command 'predcit': did you mean predict?
            compare --preset foo              | Unknown preset 'foo'. Choose of quick,
            run --frobnicate value            | Unknown option '--frobnicate'. See qpde run --help
            run --hiden=3 --seed 2            | Unknown option '--hiden': did you mean --hidden? See qpde run --help
            run --problem heat                | Unknown problem 'heat': choose advection1d or burgers1d or burgers2d or grayscott2d or hamiltonjacobibellman2d or
            run --initial fast                | Unknown initial states 'fast': choose paper or random-smooth or out-of-distribution.
            run --problem michaelismenten3d --grid 70 --trajectories 20 --encoder mlp | choose a grid of at most
            run --model gur                   | Unknown model 'gur': did you mean gru?
            run --engine gpu                  | Unknown engine 'gpu': choose auto, cpu, cuda or samediff.
            run --qubits 0                    | --qubits 0 is not within 1 to 24
            run --qubits 40                   | --qubits 40 is not within 1 to 24
            run --qubits four                 | 'four' is not an int
            run --layers 0                    | --layers 0 is not within 1 to 64
            run --latent 2048                 | --latent 2048 is not within 1 to 2047
            run --updates 0                   | --updates 0 is below the limit 1
            run --minutes 1e400               | --minutes Infinity is not within 0 to
            run --minutes 3 --updates 9       | give one of them
            run --circuits 0                  | --circuits 0 is not within 1 to 256
            run --encoding amplitude          | Unknown encoding 'amplitude': choose angle, arctan or angle-arctan.
            run --base cubic                  | --base
            run --preset papr                 | Unknown preset 'papr': choose default or paper.
            run --split halves                | Unknown split 'halves': choose trajectories, time, random-windows or, of files, parameter:NAME.
            run --context 10                  | --context 10
            run --param viscosity=2           | viscosity
            run --learning-rate 2             | --learning-rate 2.0 is not within 0 to 1
            tune --hidden 8..4                | --hidden 8..4 runs downwards: give the smaller end first.
            generate --problem burgers1d --param viscosity=9..1 | 9.0..1.0 is no range: give the smaller limit first
            run --trajectories 0              | --trajectories 0 is below the limit 1
            run --trajectories 99999999       | 99999999 trajectories need
            run --trajectories 99999999       | choose --trajectories
            run --grid 20                     | use a grid of 51 or more
            run --grid 700 --trajectories 20 --encoder mlp | choose
            run --encoder pca                 | Unknown encoder 'pca': choose pod, pod-mlp, mlp or none.
            run --encoder none --latent 16    | --latent 16 without an encoder: leave it out
            run --hidden 2000                 | --hidden 2000 is not within 1 to 1024
            run --axes time,x                 | --axes belongs to --data
            run --field w                     | [u, v]
            run --data missing.h5             | missing.h5: there is no such file
            tune --data hdfs://host/a.h5      | hdfs://host/a.h5 is an address, data files have a path: copy it
            run --shots 0                     | 0 shots; choose 1 to
            run --shot-seed 3                 | --shot-seed 3 is of no use without --shots
            run --noise osprey                | nor one of sycamore-2019
            run --noise h2-2023 --model lstm  | lstm has none
            run --noise h2-2023 --qubits 9    | use at most 8 qubits
            compare --preset quik             | Unknown preset 'quik': did you mean quick?
            compare --problems burger2d       | Unknown problem 'burger2d': choose advection1d or burgers1d or burgers2d or
            compare --models qltsm            | Unknown model 'qltsm': did you mean qlstm?
            compare --models all,lstm         | 'all' stands alone
            compare --seeds 0                 | seeds 0 is below the limit 1
            compare --seeds 999999999         | repetitions of each model, above 10000: choose fewer.
            compare --spec missing.yaml       | missing.yaml cannot be read
            compare --engine gpu              | Unknown engine 'gpu'
            compare --workers 0               | --workers 0 is not within 1 to
            generate --problem heat           | Unknown problem 'heat': choose advection1d or burgers1d or burgers2d or
            generate --trajectories 0         | --trajectories 0 is below the limit 1
            generate --grid 20                | use a grid of 51 or more
            generate --trajectories 999999999 | fewer --trajectories
            inspect missing.h5                | missing.h5: there is no such file
            inspect x.npy --axes time,time    | time stands twice
            predict missing.zip x.npy         | missing.zip: there is no such file
            qasm missing.zip                  | missing.zip: there is no such file
            qasm MODEL --inputs 1,2,3         | --inputs gives 3 numbers, the circuits encode
            qasm MODEL --qasm 4               | --qasm 4 is unknown: choose 2 or 3.
            bench rnn                         | Unknown work 'rnn': choose one of vqc, qlstm, qgru, lstm, gru.
            bench vqc --qubits 25             | --qubits 25 is not within 1 to 24
            bench vqc --batch 0               | --batch 0 is not within 1 to 65536
            bench vqc --batch 100000000       | --batch 100000000 is not within 1 to 65536
            bench vqc --seconds 0             | --seconds 0.0 is not above 0 and at most 3600
            bench lstm --batch 65536 --steps 1024 --nin 1024 | needs about
            bench vqc --steps 5               | --steps is of no use to vqc
            bench lstm --qubits 5             | --qubits is of no use to lstm
            bench vqc --through air           | --through air is unknown: choose engine or network.
            bench gru --noise h2-2023         | gru has none
            bench vqc --noise osprey          | nor one of sycamore-2019
            bench vqc --qubits 9 --noise h2-2023 | use at most 8 qubits
            bench lstm --through engine       | use --through network
            """)
    void badInputIsOneLineThatSaysWhatToDo(String arguments, String expected) throws IOException {
        Path out = folder.resolve("never");
        List<String> words = new ArrayList<>(Arrays.asList(
                arguments.replace("MODEL", made.forecaster().toString()).split(" ")));
        if (arguments.matches("(run|compare|qasm).*")) {
            words.addAll(List.of("--out", out.toString()));
        } else if (arguments.startsWith("generate")) {
            words.addAll(List.of("--out", folder.resolve("never.h5").toString()));
        }
        refuses(expected, words.toArray(String[]::new));
        assertFalse(Files.exists(out), "nothing was written");
    }

    @Test
    void qasmWritesEveryCircuitOfTheCellWithItsTrainedAngles() throws IOException {
        Path out = folder.resolve("circuits");
        Outcome done = execute("qasm", made.forecaster().toString(), "--out", out.toString());
        assertEquals(0, done.code, done.err);
        List<String> names = List.of("forget", "input", "candidate", "output", "hidden", "readout");
        assertEquals(
                names.stream()
                        .flatMap(name -> Stream.of(name + "_0", name + "_1"))
                        .map(name -> out.resolve("0_" + name + ".qasm"))
                        .toList(),
                done.out.lines().map(Path::of).toList());
        MultiLayerNetwork net = LatentForecaster.load(made.forecaster()).latentModel();
        QLSTM layer = (QLSTM) net.getLayer(0).conf().getLayer();
        for (String name : names) {
            Circuit written = OpenQasm.read(Files.readString(out.resolve("0_" + name + "_1.qasm")));
            Circuit trained = layer.cell().circuits().get(0);
            float[] both = net.getParam("0_" + name + "Angles").dup().data().asFloat();
            float[] angles = Arrays.copyOfRange(both, trained.parameters(), 2 * trained.parameters());
            float[] expected = Engine.CPU
                    .resolve()
                    .circuit(trained, Precision.FLOAT)
                    .forward(1, new float[trained.inputs()], angles, false);
            float[] actual = Engine.CPU
                    .resolve()
                    .circuit(written, Precision.FLOAT)
                    .forward(1, new float[0], new float[0], false);
            assertArrayEquals(expected, actual, 1e-5f, name);
        }
    }

    /** Of every command that writes: the folder for the results, which was not there, is not there after the refusal. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            run --data NAN --axes time,y,x --encoder pod --latent 2 --updates 1        | holds NaN
            run --data NAN                                                              | declare them
            run --data FLAT --axes time,y,x --encoder pod --latent 15 --updates 1       | --latent 15 is not within 1 to 13, for a POD of the 14 snapshots to train on: choose fewer, give more --trajectories
            tune --data NAN --axes time,y,x --candidates 2 --latent 2,3 --model lstm    | holds NaN
            tune --candidates 2 --circuits 4 --qubits 4 --layers 2 --latent 16 --hidden 32 --learning-rate 1e-3 | There is nothing to search
            compare --preset quick --seeds 0                                            | seeds
            generate --problem burgers2d --grid 3                                       | grid
            generate --trajectories 2000000000                                          | MB free
            generate --param reynolds=1e9 --trajectories 1                              |
            predict MODEL missing.h5                                                    | no such file
            predict MODEL NAN --axes time,y,x                                           |
            qasm MODEL --inputs 1,2,3,4,5,6                                             | circuits encode
            """)
    void refusedCommandsLeaveNothingBehind(String command, String expected) throws IOException {
        float[] values = new float[20 * 16];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        NpyWriter.write(new int[] {20, 4, 4}, values, folder.resolve("flat.npy"));
        values[70] = Float.NaN;
        NpyWriter.write(new int[] {20, 4, 4}, values, folder.resolve("nan.npy"));
        Path deep = folder.resolve("refused").resolve("deep");
        boolean ofFile = command.startsWith("generate") || command.startsWith("predict");
        List<String> words = new ArrayList<>();
        for (String word : command.split(" +")) {
            words.add(
                    switch (word) {
                        case "NAN" -> folder.resolve("nan.npy").toString();
                        case "FLAT" -> folder.resolve("flat.npy").toString();
                        case "MODEL" -> made.forecaster().toString();
                        default -> word;
                    });
        }
        words.addAll(List.of("--out", (ofFile ? deep.resolve("out.h5") : deep).toString()));
        Outcome outcome = execute(words.toArray(String[]::new));
        assertEquals(2, outcome.code, outcome.err);
        assertTrue(outcome.err.contains(expected == null ? "" : expected), outcome.err);
        assertFalse(Files.exists(folder.resolve("refused")), "left behind: " + deep);
    }

    /** As ND4J's start fails where neither home nor temporary folder can be written. */
    @Test
    void nativesThatCannotBeUnpackedAreToldByTheirCause() {
        Throwable cause = new IOException("Could not create the cache: Set a property.");
        String message = Qpde.unloaded(new ExceptionInInitializerError(new RuntimeException("ND4J", cause)));
        assertTrue(message.startsWith("a library cannot be loaded (java.io.IOException: Could not create"), message);
        assertTrue(message.endsWith("or start java with -Dorg.bytedeco.javacpp.cachedir=FOLDER."), message);
        assertEquals(1, message.lines().count());
    }

    /** A folder stands where the last file belongs. */
    @Test
    void whereOneCircuitCannotBeWrittenNoneIs() throws IOException {
        Path out = folder.resolve("blocked-circuits");
        Path blocked = Files.createDirectories(out.resolve("0_readout_1.qasm"));
        Files.writeString(blocked.resolve("inside"), "precious");
        Files.writeString(out.resolve("0_forget_0.qasm"), "older");
        refuses("cannot be written (", "qasm", made.forecaster().toString(), "--out", out.toString());
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(
                    List.of(out.resolve("0_forget_0.qasm"), blocked),
                    files.sorted().toList());
        }
    }

    @Test
    void anOutputFolderThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "precious");
        refuses("is a file: choose another with --out", "run", "--out", file.toString());
        refuses("cannot be written", "run", "--out", file.resolve("inside").toString());
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void aDamagedForecasterIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(made.forecaster());
        Path damaged = Files.write(folder.resolve("damaged.zip"), Arrays.copyOf(bytes, bytes.length * 99 / 100));
        Path out = folder.resolve("never.npy");
        refuses("damaged.zip: it is truncated", predict(damaged, made.testData(), out));
        assertFalse(Files.exists(out));
    }

    @Test
    void dataThatDoesNotFitTheForecasterIsRefused() throws IOException {
        Path out = folder.resolve("never.npy");
        refuses("does not start as an HDF5, .npy or .npz file does", predict(made.forecaster(), made.result(), out));
        refuses("choose 1 or more", predict(made.forecaster(), made.testData(), out, "--steps", "0"));
        refuses("choose at most", predict(made.forecaster(), made.testData(), out, "--steps", "2000000000"));
        refuses("the context needs 1000", predict(made.forecaster(), made.testData(), out, "--context", "1000"));
        byte[] bytes = Files.readAllBytes(made.testData());
        Arrays.fill(bytes, bytes.length - 4, bytes.length, (byte) 0xff);
        refuses("holds NaN", predict(made.forecaster(), Files.write(folder.resolve("nan.h5"), bytes), out));
        assertFalse(Files.exists(out));
    }

    @Test
    void predictWritesTheRolloutInTheFilesOwnShape() throws IOException {
        Path out = folder.resolve("prediction.npy");
        Outcome outcome = execute(predict(made.forecaster(), made.testData(), out, "--steps", "3"));
        assertEquals(0, outcome.code, outcome.err);
        assertTrue(outcome.out.startsWith("3 snapshots predicted, "), outcome.out);
        String header = new String(Files.readAllBytes(out), 10, 80, java.nio.charset.StandardCharsets.US_ASCII);
        assertTrue(header.contains("(3, 2, 16, 16,)"), header);
    }

    @Test
    void predictRunsUnderNoiseAndByShots() throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (String options : List.of(
                "--steps 2",
                "--steps 2 --noise sycamore-2019",
                "--steps 2 --noise sycamore-2019 --shots 100 --shot-seed 5",
                "--steps 2 --noise sycamore-2019 --shots 100 --shot-seed 5",
                "--steps 2 --noise sycamore-2019 --shots 100 --shot-seed 6")) {
            Path out = folder.resolve("prediction.npy");
            Outcome outcome = execute(predict(made.forecaster(), made.testData(), out, options.split(" ")));
            assertEquals(0, outcome.code, outcome.err);
            files.add(Files.readAllBytes(out));
        }
        assertFalse(Arrays.equals(files.get(0), files.get(1)), "noise changes the forecast");
        assertFalse(Arrays.equals(files.get(1), files.get(2)), "shots do");
        assertTrue(Arrays.equals(files.get(2), files.get(3)), "the same seed gives the same");
        assertFalse(Arrays.equals(files.get(3), files.get(4)), "another one does not");
        Path never = folder.resolve("never.npy");
        refuses("choose 1 to", predict(made.forecaster(), made.testData(), never, "--shots", "0"));
        refuses("nor one of sycamore-2019", predict(made.forecaster(), made.testData(), never, "--noise", "osprey"));
    }

    @ParameterizedTest
    @CsvSource({
        "vqc, engine, 48",
        "vqc, network, 48",
        "qlstm, engine, 1036",
        "qlstm, network, 1036",
        "qgru, engine, 648",
        "lstm, network, 2112",
        "gru, engine, 1584",
        "gru, network, 1584"
    })
    void benchPrintsOneJsonLine(String work, String through, int parameters) throws IOException {
        Outcome outcome = execute("bench", work, "--through", through, "--seconds", "0.05");
        assertEquals(0, outcome.code, outcome.err);
        assertEquals(1, outcome.out.lines().count(), outcome.out);
        JsonNode json = new ObjectMapper().readTree(outcome.out);
        for (String key : List.of(
                "work",
                "qubits",
                "layers",
                "batch",
                "steps",
                "device",
                "threads",
                "nd4j_threads",
                "wall_ms",
                "wall_min_ms",
                "first_ms",
                "first_hundred_ms",
                "cpu_ms",
                "runs",
                "peak_mb",
                "error",
                "parameters",
                "engine",
                "vector_api",
                "through")) {
            assertTrue(json.has(key), key);
        }
        assertEquals(parameters, json.path("parameters").asInt());
        assertTrue(json.path("wall_min_ms").asDouble() <= json.path("wall_ms").asDouble());
        assertTrue(json.path("first_ms").asDouble() > 0, outcome.out);
        JsonNode hundred = json.path("first_hundred_ms"); // null where the time was over before
        assertTrue(
                hundred.isNull() || hundred.asDouble() > json.path("first_ms").asDouble());
        assertTrue(json.path("runs").asInt() >= 3);
        assertTrue(json.path("error").asDouble() < 1e-4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vqc --through engine", "vqc --through network", "qlstm --through engine --steps 2"})
    void benchTimesCircuitsUnderNoise(String work) throws IOException {
        Outcome outcome = execute(("bench " + work + " --noise h2-2023 --seconds 0.05 --layers 1").split(" "));
        assertEquals(0, outcome.code, outcome.err);
        JsonNode json = new ObjectMapper().readTree(outcome.out);
        assertEquals("noisy", json.path("engine").asText());
        assertTrue(json.path("wall_ms").asDouble() > 0, outcome.out);
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : List.of("run", "compare", "generate", "inspect", "predict", "bench")) {
            Outcome outcome = execute(command, "--help");
            assertEquals(0, outcome.code);
            assertTrue(outcome.out.startsWith("Usage: qpde " + command), outcome.out);
        }
    }

    private static String[] predict(Path model, Path data, Path out, String... more) {
        return Stream.concat(
                        Stream.of("predict", model.toString(), data.toString(), "--out", out.toString()),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }

    private static void refuses(String expected, String... arguments) {
        Outcome outcome = execute(arguments);
        assertEquals(2, outcome.code, outcome.err);
        assertEquals("", outcome.out);
        assertEquals(1, outcome.err.lines().count(), outcome.err);
        assertTrue(outcome.err.contains(expected), outcome.err);
    }

    private static Outcome execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program =
                Qpde.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Outcome(program.execute(arguments), out.toString(), err.toString());
    }
}
