/**
 * The fused CPU engine: plain Java loops over batch-innermost rows, which the JIT compiler turns into SIMD code, and
 * adjoint differentiation. The build makes all widths and both precisions of {@code FloatKernels}, {@code
 * FloatCellKernels} and, for JVMs that were started with the Vector API, {@code FloatVectorKernels}, which add in the same
 * order: {@code Simd} chooses, and no bit depends on it.
 *
 * <p>From plan to numbers: {@code Lowering} writes gates as permutations, phases and rotations about y;
 * {@code CircuitPlan} packs those into few layers; {@code LayerTable} holds a layer's numbers for one set of
 * parameters; {@code Encoding}, {@code LayerStack} and {@code Readout} run them on a tile of lanes with the loops of
 * {@code Kernels}.
 *
 * <p>Where a minibatch is large, a cell's circuits of up to four qubits run in another way: {@code Tomography} makes one
 * matrix of all layers, {@code Transfer}, which {@code Bloch} vectors of the inputs are multiplied with.
 *
 * <p>Counted, for n = 4 qubits and L layers, fused multiply-adds (or single operations) an example and circuit:
 *
 * <pre>
 *                 layers, as they are          matrix, G circuits with one input (4 gates, or 1)
 *   forward       192 L: gather and phases     1024: C by the last two qubits' products
 *                 64, rotations 128            64: times the first two's; 18 / G for both halves
 *   backward      368 L: rotation gradients    1024: d loss / d products
 *                 128, back 192, phases 48     512 / G: and their contraction with the halves
 *                                              1024: d loss / d C, and 240 / G for all products
 *   kept          32 (L + 1) numbers           the inputs: 4
 * </pre>
 *
 * <p>So 2240 with L = 4 against some 3330 (gates) or 3920 (heads). C takes 82 thousand and its gradient 210 thousand more, once
 * for all examples and time steps. A QLSTM of 16 values needs some 212 thousand for the circuits of 10 time steps and 20
 * thousand for its maps; at batch 1024 it takes 11.5 microseconds an example on one thread of an EPYC of family 25 with the Vector
 * API, 20 a nanosecond.
 * The loop for products alone reaches 45 with rows of 256 lanes on one of family 26, 16 with 64, and the same in the Vector
 * API 75 to 79 at any width (benchmarks/SPEED.md). C2 runs some
 * iterations of every loop one by one, before and after its SIMD part, which weighs the more the fewer lanes a row has: the
 * Vector API gains most at small minibatches and in banks of circuits, where rows have 32 or 64, and least at batch 1024.
 *
 * <p>Around that, {@code CpuCircuit} evaluates one circuit, and {@code CpuSequence} a recurrent cell over whole sequences:
 * a {@code CellProgram} for each kind of cell says how its time steps run, forward and back.
 */
package io.github.dl4jquantum.engine.cpu;
