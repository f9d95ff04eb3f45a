/**
 * The fused CPU engine: plain Java loops over batch-innermost rows, which the JIT compiler turns into SIMD code, and
 * adjoint differentiation.
 *
 * <p>From plan to numbers: {@code Lowering} writes gates as permutations, phases and rotations about y;
 * {@code CircuitPlan} packs those into few layers; {@code LayerTable} holds a layer's numbers for one set of
 * parameters; {@code Encoding}, {@code LayerStack} and {@code Readout} run them on a tile of lanes with the loops of
 * {@code Kernels}.
 *
 * <p>Around that, {@code CpuCircuit} evaluates one circuit, and {@code CpuSequence} a recurrent cell over whole sequences:
 * a {@code CellProgram} for each kind of cell says how its time steps run, forward and back.
 */
package io.github.dl4jquantum.engine.cpu;
