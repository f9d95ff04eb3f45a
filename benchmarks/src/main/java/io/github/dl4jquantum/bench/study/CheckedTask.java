package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;
import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.pde.problem.InitialFamily;

/**
 * A task whose options hold, with what they name.
 *
 * @param options with the grid that null stood for
 * @param data what is learned from
 * @param field the field that is forecast
 * @param model the recurrent layer
 * @param residual whether the latent model's output is added to the latest latent vector
 * @param encoder what makes latent vectors
 * @param engine what is asked to evaluate circuits
 * @param engineUsed the name of what will, "none" without circuits
 */
public record CheckedTask(
        ForecastTask options,
        StudyData data,
        String field,
        StudyModel model,
        boolean residual,
        Encoder encoder,
        Engine engine,
        String engineUsed) {
    private static final String RESIDUAL = "-residual";

    /**
     * Checks everything that can be checked before any work.
     *
     * @throws BadInputException if an option cannot be met
     */
    public static CheckedTask of(ForecastTask task) {
        if (task.data() != null) {
            return of(task, StudyData.in(task.data(), task.axes(), task.field()));
        }
        require(task.axes() == null, "--axes belongs to --data: leave it out, or name a file.");
        StudyProblem problem = StudyProblem.named(task.problem());
        StudyProblem.Described described =
                asked(() -> problem.create(task.grid(), null, InitialFamily.named(task.initial())));
        Limits.atLeastOne("--trajectories", task.trajectories());
        StudyData data = StudyData.solved(described, task.trajectories());
        CheckedTask checked = of(task.withGrid(data.gridShape()[0]), data);
        Limits.trajectories(data); // not those of a file, which is read as it is used
        return checked;
    }

    static CheckedTask of(ForecastTask task, StudyData data) {
        String field = task.field() == null ? data.fields().get(0) : task.field();
        require(
                data.fields().contains(field),
                "--field " + field + " is none of " + data.fields() + ": choose one of these.");
        boolean residual = task.model().endsWith(RESIDUAL);
        StudyModel model = StudyModel.named(
                residual ? task.model().substring(0, task.model().length() - RESIDUAL.length()) : task.model());
        Encoder encoder = Limits.encoder(task.encoder());
        if (encoder == Encoder.MLP) {
            Limits.autoencoder(data.gridShape());
        }
        Engine engine = Limits.engine(task.engine());
        return new CheckedTask(
                task, data, field, model, residual, encoder, engine, asked(() -> model.engineUsed(engine)));
    }
}
