package io.github.dl4jquantum.engine;

import io.github.dl4jquantum.backend.CircuitRunner;
import io.github.dl4jquantum.engine.noisy.DeviceEngine;
import io.github.dl4jquantum.engine.noisy.Mitigation;
import io.github.dl4jquantum.engine.noisy.NoisyEngine;
import io.github.dl4jquantum.engine.noisy.Shots;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How circuits are run, where they are not run exactly: under noise, by shots. It is a choice of the running program, for all
 * quantum layers of whatever networks are used inside of {@link #run(Supplier)}, and no part of them or of saved models:
 *
 * <pre>{@code
 * INDArray noisy = Execution.of(NoisePreset.HELIOS_2026.model()).shots(1000, 42).run(() -> network.output(features));
 * }</pre>
 *
 * <p>It concerns the calling thread alone: threads that it starts, such as ParallelWrapper's, run circuits as their layers say,
 * whose builders' {@code noise} and {@code shots} hold on all threads. Inside, it goes before {@link Engine} and its system property. Training inside needs
 * forward and backward in the same scope. Samples follow the seed and the order of the evaluations: a new Execution of the
 * same seed draws the same ones again.
 *
 * <p>{@link #on} runs them on a device instead.
 *
 * <p>Immutable, but for the samples drawn so far.
 */
public final class Execution {

    private static final ThreadLocal<Execution> CURRENT = new ThreadLocal<>();

    /** null where circuits are simulated. */
    private final CircuitRunner runner;

    /** Of a device the errors of its readout that are inverted, and no shots. */
    private final NoiseModel noise;

    private final Shots shots;
    private final Mitigation mitigation;
    private final CircuitEngine engine;

    private Execution(
            CircuitRunner runner, NoiseModel noise, Shots shots, Mitigation mitigation, CircuitEngine engine) {
        this.runner = runner;
        this.noise = noise;
        this.shots = shots;
        this.mitigation = mitigation;
        this.engine = engine;
    }

    private static Execution simulated(NoiseModel noise, Shots shots, Mitigation mitigation) {
        return new Execution(null, noise, shots, mitigation, new NoisyEngine(noise, shots, mitigation));
    }

    /**
     * Gives exact expectations under noise.
     *
     * @param noise what acts after the gates and in the readout; {@link NoiseModel#NONE} for none
     * @return the execution
     */
    public static Execution of(NoiseModel noise) {
        return simulated(Objects.requireNonNull(noise, "noise"), null, Mitigation.NONE);
    }

    /**
     * Runs circuits on a device, by as many shots as the runner has; gradients by parameter-shift. See
     * {@link DeviceEngine}.
     *
     * @param runner what the circuits are sent by
     * @return the execution
     */
    public static Execution on(CircuitRunner runner) {
        return onDevice(Objects.requireNonNull(runner, "runner"), NoiseModel.NONE, Mitigation.NONE);
    }

    private static Execution onDevice(CircuitRunner runner, NoiseModel readout, Mitigation mitigation) {
        return new Execution(runner, readout, null, mitigation, new DeviceEngine(runner, readout, mitigation));
    }

    /**
     * {@return the same under other noise}
     *
     * @param other what replaces this one's noise
     * @throws IllegalStateException on a device
     */
    public Execution noise(NoiseModel other) {
        checkSimulated();
        return simulated(Objects.requireNonNull(other, "noise"), shots, mitigation);
    }

    /**
     * Takes expectations as means over shots; gradients by parameter-shift of such means.
     *
     * @param number shots of every circuit, in each basis
     * @param seed of the samples
     * @return the execution that does
     * @throws IllegalArgumentException for a number below 1
     * @throws IllegalStateException on a device
     */
    public Execution shots(int number, long seed) {
        checkSimulated();
        return simulated(noise, new Shots(number, seed, false), mitigation);
    }

    /**
     * Takes gradients of the expectations instead of the means.
     *
     * @return the execution that does
     * @throws IllegalStateException without shots, or on a device
     */
    public Execution exactGradients() {
        checkSimulated();
        if (shots == null) {
            throw new IllegalStateException("Without shots gradients are exact; call shots(number, seed) first.");
        }
        return simulated(noise, new Shots(shots.number(), shots.seed(), true), mitigation);
    }

    /**
     * Inverts the readout, of the noise's own errors: see {@link Mitigation}.
     *
     * @return the execution that does
     * @throws IllegalArgumentException if it says nothing of some qubit
     * @throws IllegalStateException on a device
     */
    public Execution invertReadout() {
        checkSimulated();
        return simulated(noise, shots, new Mitigation(true, mitigation.foldings()));
    }

    /**
     * Inverts a device's readout: see {@link Mitigation}.
     *
     * @param errors of the readout of the device's qubits, such as its calibration's
     * @return the execution that does
     * @throws IllegalArgumentException if it says nothing of some qubit
     * @throws IllegalStateException if this is no device: its noise has the errors
     */
    public Execution invertReadout(NoiseModel errors) {
        if (runner == null) {
            throw new IllegalStateException("Simulated readout has the noise model's errors; call invertReadout().");
        }
        return onDevice(runner, errors, new Mitigation(true, mitigation.foldings()));
    }

    /**
     * Extrapolates to zero noise: see {@link Mitigation}.
     *
     * @param foldings by what the noise of gates is multiplied: different odd numbers, such as 1, 3, 5
     * @return the execution that does
     * @throws IllegalArgumentException for others
     */
    public Execution extrapolate(Integer... foldings) {
        Mitigation folded = new Mitigation(mitigation.invertReadout(), Arrays.asList(foldings));
        return runner == null ? simulated(noise, shots, folded) : onDevice(runner, noise, folded);
    }

    private void checkSimulated() {
        if (runner != null) {
            throw new IllegalStateException("On a device noise is the device's own and shots are the runner's; use"
                    + " Execution.of(noise) for these, and invertReadout(errors) for the device's readout.");
        }
    }

    /**
     * {@return what evaluates circuits inside, and says what they cost}
     *
     * @throws IllegalStateException on a device
     */
    public NoisyEngine engine() {
        checkSimulated();
        return (NoisyEngine) engine;
    }

    /** {@return the execution that the calling thread is inside of, or null} */
    public static Execution current() {
        return CURRENT.get();
    }

    /**
     * Runs something inside.
     *
     * @param <T> type of the result
     * @param work run on this thread, before this returns
     * @return what {@code work} returns
     */
    public <T> T run(Supplier<T> work) {
        Execution outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /**
     * Runs something inside.
     *
     * @param work run on this thread, before this returns
     */
    public void run(Runnable work) {
        run(() -> {
            work.run();
            return null;
        });
    }

    /**
     * {@return what evaluates circuits for a layer: the execution that the calling thread is in, the layer's own, or
     * its engine}
     *
     * @param own of the layer, or null
     * @param engine of the layer, for where there is no execution
     */
    public static CircuitEngine resolve(Execution own, Engine engine) {
        return own == null || current() != null ? engine.resolve() : own.engine;
    }

    /** The engine of the scope, where there is one. */
    static CircuitEngine scoped() {
        Execution current = current();
        return current == null ? null : current.engine;
    }
}
