package io.github.dl4jquantum.bench.gpu;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.job.TextTable;
import io.github.dl4jquantum.bench.result.ResultJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gpu-check races}: how fast engines and PyTorch are at the same work, by turns in one sitting. */
@Command(
        name = "races",
        description = "Time circuits and cells on engines of this project and in torch_expert.py, by turns.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class RacesCommand implements Callable<Integer> {

    @Option(names = "--engines", paramLabel = "NAME", split = ",", defaultValue = "cuda,cpu", description = "Engines.")
    private List<String> engines;

    @Option(
            names = "--torch",
            paramLabel = "FILE",
            description =
                    "torch_races.py, to race PyTorch too; without it, or without PyTorch, the engines race alone.")
    private Path torch;

    @Option(names = "--python", paramLabel = "NAME", defaultValue = "python3", description = "Python with PyTorch.")
    private String python;

    @Option(
            names = "--torch-device",
            paramLabel = "NAME",
            defaultValue = "cuda",
            description = "cuda, with and without --graph, or cpu.")
    private String device;

    @Option(names = "--qubits", paramLabel = "N", split = ",", defaultValue = "4,8,12,16", description = "Of circuits.")
    private List<Integer> qubits;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            defaultValue = "32,256,4096",
            description = "Minibatches.")
    private List<Integer> batches;

    @Option(names = "--steps", paramLabel = "N", split = ",", defaultValue = "10,50", description = "Of cells.")
    private List<Integer> steps;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "Turns of each.")
    private int rounds;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "0.4", description = "How long a turn is.")
    private double seconds;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "6",
            description = "After this time no further race is begun.")
    private double minutes;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "gpu-races.json", description = "Report to write.")
    private Path out;

    @Spec
    private CommandSpec spec;

    private final List<String> absent = new ArrayList<>();
    private String torchVersion;

    @Override
    public Integer call() throws IOException {
        qubits.forEach(n -> Limits.circuit(n, 1));
        batches.forEach(batch -> Limits.within("--batch", batch, 65_536));
        steps.forEach(count -> Limits.within("--steps", count, 1_024));
        Limits.within("--rounds", rounds, 100);
        require(
                seconds > 0 && seconds <= 60,
                "--seconds " + seconds + " is not within 0 to 60: choose some, such as 1.");
        require(minutes > 0, "--minutes " + minutes + " is not above 0: choose some, such as 6.");
        long end = System.nanoTime() + (long) (minutes * 60e9);
        List<Contender> contenders = contenders();
        List<String> names = contenders.stream().map(Contender::name).toList();
        List<RaceResult> results = new ArrayList<>();
        PrintWriter progress = spec.commandLine().getErr();
        try {
            for (Race race : Race.all(qubits, batches, steps)) {
                if (System.nanoTime() > end) {
                    absent.add("No time was left for " + race + ".");
                    continue;
                }
                RaceResult result = run(race, contenders);
                results.add(result);
                progress.println(result);
                write(names, results); // what has been measured stays if the program is stopped
            }
        } finally {
            contenders.forEach(Contender::close);
        }
        write(names, results);
        TextTable.lines(rows(results, names)).forEach(spec.commandLine().getOut()::println);
        absent.forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private void write(List<String> names, List<RaceResult> results) throws IOException {
        String date = OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString();
        ResultJson.write(
                new RacesReport(GpuCheck.command(spec), date, Host.here(), torchVersion, names, absent, results), out);
    }

    private List<Contender> contenders() {
        List<Contender> contenders = new ArrayList<>();
        for (String name : engines) {
            contenders.add(new EngineContender(asked(Limits.engine(name)::resolve), seconds));
        }
        try {
            for (boolean graph : graphs()) {
                TorchContender contender = new TorchContender(python, torch, device, graph);
                torchVersion = contender.version();
                contenders.add(contender);
            }
        } catch (IOException e) {
            absent.add("PyTorch does not race: " + e.getMessage());
        }
        return contenders;
    }

    /** Without a CUDA graph, and with one where there are any. */
    private List<Boolean> graphs() {
        return torch == null ? List.of() : device.equals("cuda") ? List.of(false, true) : List.of(false);
    }

    /** By turns, so that whatever else the machine does meets all alike. */
    private RaceResult run(Race race, List<Contender> contenders) {
        Map<String, List<Timing>> turns = new LinkedHashMap<>();
        Map<String, String> failures = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Contender contender : contenders) {
                if (failures.containsKey(contender.name())) {
                    continue;
                }
                try {
                    if (round == 0) {
                        contender.prepare(race);
                    } else {
                        turns.computeIfAbsent(contender.name(), name -> new ArrayList<>())
                                .add(contender.run(seconds));
                    }
                } catch (RuntimeException failure) {
                    failures.put(contender.name(), failure.toString());
                    turns.remove(contender.name());
                }
            }
        }
        Map<String, Timing> timings = new LinkedHashMap<>();
        turns.forEach((name, each) -> timings.put(name, Timing.together(each)));
        return new RaceResult(race, timings, failures);
    }

    /** Median and minimum of each, and how many times as long as the first the others took. */
    private static List<String[]> rows(List<RaceResult> results, List<String> names) {
        List<String[]> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("work", "n", "k", "batch", "T"));
        names.forEach(name -> head.add(name + " ms (min)"));
        names.stream().skip(1).forEach(name -> head.add(name + "/" + names.get(0)));
        rows.add(head.toArray(String[]::new));
        for (RaceResult result : results) {
            Race race = result.race();
            List<String> row = new ArrayList<>(List.of(
                    race.work(),
                    String.valueOf(race.qubits()),
                    String.valueOf(race.bank()),
                    String.valueOf(race.batch()),
                    String.valueOf(race.steps())));
            Timing first = result.timings().get(names.get(0));
            for (String name : names) {
                Timing timing = result.timings().get(name);
                row.add(
                        timing == null
                                ? "failed"
                                : String.format(Locale.ROOT, "%.3f (%.3f)", timing.wallMs(), timing.wallMinMs()));
            }
            for (String name : names.subList(1, names.size())) {
                Timing timing = result.timings().get(name);
                row.add(
                        first == null || timing == null
                                ? "-"
                                : String.format(Locale.ROOT, "%.1f", timing.wallMs() / first.wallMs()));
            }
            rows.add(row.toArray(String[]::new));
        }
        return rows;
    }
}
