package io.github.dl4jquantum.bench.run;

import io.github.dl4jquantum.bench.chart.FieldSheet;
import io.github.dl4jquantum.bench.report.HtmlReport;
import io.github.dl4jquantum.bench.result.ResultJson;
import io.github.dl4jquantum.bench.result.Rollout;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.Segments;
import io.github.dl4jquantum.pde.record.TrajectoryFileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a run leaves in its folder.
 *
 * @param report of errors, losses and fields, HTML
 * @param fields true, predicted and error, a picture
 * @param result {@link RunResult} as JSON
 * @param forecaster the trained model
 * @param testData first test trajectory, HDF5
 */
public record RunFiles(Path report, Path fields, Path result, Path forecaster, Path testData) {

    static RunFiles in(Path folder) {
        return new RunFiles(
                folder.resolve("report.html"),
                folder.resolve("fields.png"),
                folder.resolve("result.json"),
                folder.resolve("forecaster.zip"),
                folder.resolve("test.h5"));
    }

    /** Every one. */
    public List<Path> all() {
        return List.of(report, fields, result, forecaster, testData);
    }

    /** Writes every one, of the test part its first trajectory. */
    void write(RunResult run, LatentForecaster trained, Segments test) throws IOException {
        trained.save(forecaster, RunProvenance.of(run));
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(
                testData, 1, Map.of("description", run.data().description()), run.seed())) {
            writer.write(test.trajectories().get(0));
            writer.finish();
        }
        Rollout rollout = Frames.of(trained, test);
        FieldSheet.write(rollout.frames(HtmlReport.STILLS), run.data().columns(), fields);
        HtmlReport.write(run, rollout, report);
        ResultJson.write(run, result);
    }
}
