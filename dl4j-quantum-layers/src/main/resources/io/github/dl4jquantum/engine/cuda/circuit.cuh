// A circuit as a list of operations, run on a team's states: expectations, and their gradients by adjoint
// differentiation. With lambda = sum_o (d loss / d z_o) O_o psi after the last operation, operations are taken back
// one by one on both; an angle a of exp(-i a P / 2) has d loss / d a = Im <lambda| P psi> where it stands.
#pragma once

#include "circuit_image.cuh"
#include "rotations.cuh"
#include "states.cuh"

namespace dl4jquantum {

// A team at work on a circuit, one example after the other.
template <class States>
class Simulation {
public:
    typedef typename States::Scalar S;
    typedef typename States::Read Read;

    // Numbers of scratch that a team needs.
    static __device__ int scratch(int slots) { return 3 * slots + WARP; }

    __device__ Simulation(const Team& team, Circuit<S> circuit, Complex<S>* memory, S* scratch)
        : team(team),
          circuit(circuit),
          head(circuit.head()),
          states(team, head.qubits, memory),
          slots(scratch),
          slotGradients(scratch + 2 * head.slots),
          exchange(scratch + 3 * head.slots) {}

    // Runs the circuit on inputs x[i * stride]. `fixed` holds cos and sin of half of every fixed angle.
    __device__ void run(const S* x, int stride, const S* fixed) {
        this->fixed = fixed;
        prepareSlots(x, stride);
        S amplitude = 1;
        #pragma unroll 1
        for (int bits = head.superposed; bits != 0; bits &= bits - 1) {
            amplitude *= S(0.70710678118654752440);
        }
        states.fill([&](int k) {
            return Complex<S>{(k & ~head.superposed) == 0 ? amplitude : S(0), S(0)};
        });
        #pragma unroll 1
        for (int index = 0; index < head.operations; index++) {
            apply(circuit.operation(index));
        }
    }

    // Expectations z[o * stride] of the state that `run` left.
    __device__ void measure(S* z, int stride, bool active) {
        #pragma unroll 1
        for (int o = 0; o < head.observables; o++) {
            S share = states.measure([&](int k, Complex<S> own, Read read) {
                return overlapRe(own, observed(o, k, own, read));
            });
            S total = team.sum(share, exchange);
            if (active && team.rank == 0) {
                z[o * stride] = total;
            }
        }
    }

    // From upstream[o * stride] = d loss / d z, which counts as 0 where not active, to dx[i * dxStride]; adds
    // d loss / d parameters, summed over the warp, to the warp's own `sums`. Leaves no state behind.
    __device__ void differentiate(
            const S* x, int stride, const S* upstream, int upstreamStride, bool active, S* dx, int dxStride, S* sums) {
        #pragma unroll 1
        for (int slot = team.rank; slot < head.slots; slot += team.size) {
            slotGradients[slot] = 0;
        }
        team.sync();
        states.differentiate([&](int k, Complex<S> own, Read read) {
            Complex<S> sum{0, 0};
            #pragma unroll 1
            for (int o = 0; o < head.observables; o++) {
                S weight = active ? upstream[o * upstreamStride] : S(0);
                sum = sum + weight * observed(o, k, own, read);
            }
            return sum;
        });
        #pragma unroll 1
        for (int index = head.operations - 1; index >= head.firstGradient; index--) {
            takeBack(circuit.operation(index), sums);
        }
        team.sync();
        #pragma unroll 1
        for (int input = team.rank; active && input < head.inputs; input += team.size) {
            dx[input * dxStride] = inputGradient(input, x[input * stride]);
        }
        team.sync();
    }

private:
    typedef HalfAngle<S> Half;

    __device__ void prepareSlots(const S* x, int stride) {
        team.sync();
        #pragma unroll 1
        for (int slot = team.rank; slot < head.slots; slot += team.size) {
            S value = x[circuit.image[head.slotsAt + 2 * slot] * stride];
            int function = circuit.image[head.slotsAt + 2 * slot + 1];
            S angle = valueAt(function, value);
            // In half turns, whose sines need no reduction by many digits of pi.
            S half = circuit.constants[head.slotFactorsAt + slot] * angle * S(0.5 / HALF_TURN);
            S s, c;
            sincospi(half, &s, &c);
            slots[2 * slot] = c;
            slots[2 * slot + 1] = s;
        }
        team.sync();
    }

    // d loss / d x_input by the slots that depend on it.
    __device__ S inputGradient(int input, S value) {
        S sum = 0;
        #pragma unroll 1
        for (int slot = 0; slot < head.slots; slot++) {
            if (circuit.image[head.slotsAt + 2 * slot] == input) {
                int function = circuit.image[head.slotsAt + 2 * slot + 1];
                S slope = slopeAt(function, value);
                sum += slotGradients[slot] * circuit.constants[head.slotFactorsAt + slot] * slope;
            }
        }
        return sum;
    }

    __device__ __forceinline__ Half half(int angle) const {
        const S* at = angle >= 0 ? fixed + 2 * angle : slots + 2 * ~angle;
        return {at[0], at[1]};
    }

    // (O_o psi)_k.
    __device__ __forceinline__ Complex<S> observed(int o, int k, Complex<S> own, Read read) const {
        Complex<S> sum{0, 0};
        int end = circuit.image[head.observablesAt + o + 1];
        #pragma unroll 1
        for (int string = circuit.image[head.observablesAt + o]; string < end; string++) {
            int flips = circuit.image[head.stringsAt + 2 * string];
            int from = k ^ flips;
            int signs = circuit.image[head.stringsAt + 2 * string + 1];
            Complex<S> factor{circuit.constants[head.stringFactorsAt + 2 * string],
                    circuit.constants[head.stringFactorsAt + 2 * string + 1]};
            S sign = (__popc(from & signs) & 1) == 0 ? S(1) : S(-1);
            sum = sum + (sign * factor) * (flips == 0 ? own : read(from));
        }
        return sum;
    }

    __device__ void apply(const Operation& op) {
        const int target = op.target;
        const int control = op.control;
        switch (op.kind) {
            case ROTATION: {
                Half alpha = half(op.angles[0]);
                Half beta = half(op.angles[1]);
                Half gamma = half(op.angles[2]);
                states.update(target, [&](int k, Complex<S> own, Complex<S> there) {
                    bool bit = (k & target) != 0;
                    return turn(gamma, bit, rotateY(beta, bit, turn(alpha, bit, own), turn(alpha, !bit, there)));
                });
                break;
            }
            case ROTATION_X: {
                Half a = half(op.angles[0]);
                states.update(target, [&](int k, Complex<S> own, Complex<S> there) {
                    return (k & control) == control ? rotateX(a, own, there) : own;
                });
                break;
            }
            case ROTATION_Y: {
                Half a = half(op.angles[0]);
                states.update(target, [&](int k, Complex<S> own, Complex<S> there) {
                    return (k & control) == control ? rotateY(a, (k & target) != 0, own, there) : own;
                });
                break;
            }
            case ROTATION_Z: {
                Half a = half(op.angles[0]);
                states.update(0, [&](int k, Complex<S> own, Complex<S>) {
                    return (k & control) == control ? turn(a, (k & target) != 0, own) : own;
                });
                break;
            }
            case PHASE: {
                Complex<S> factor{circuit.constants[op.data], circuit.constants[op.data + 1]};
                states.update(0, [&](int k, Complex<S> own, Complex<S>) {
                    return (k & control) == control ? factor * own : own;
                });
                break;
            }
            case MATRIX:
                states.update(target, [&](int k, Complex<S> own, Complex<S> there) {
                    return matrixRow(op, (k & target) != 0, own, there);
                });
                break;
            case DENSE:
                states.gather([&](int k, Read read) { return denseRow(op, k, read, false); });
                break;
            default:
                states.gather([&](int k, Read read) { return permuted(op.data, k, read); });
        }
    }

    __device__ void takeBack(const Operation& op, S* sums) {
        const int target = op.target;
        const int control = op.control;
        S gradient = 0;
        switch (op.kind) {
            case ROTATION: {
                Half alpha = back(half(op.angles[0]));
                Half beta = back(half(op.angles[1]));
                Half gamma = back(half(op.angles[2]));
                S first = 0;
                S third = 0;
                states.updateBoth(target, [&](int k, Complex<S>& psi, Complex<S> psiThere, Complex<S>& lambda,
                                                  Complex<S> lambdaThere) {
                    bool bit = (k & target) != 0;
                    S sign = bit ? S(-1) : S(1);
                    third += sign * overlapIm(lambda, psi);
                    psi = turn(gamma, bit, psi);
                    lambda = turn(gamma, bit, lambda);
                    psiThere = turn(gamma, !bit, psiThere);
                    lambdaThere = turn(gamma, !bit, lambdaThere);
                    gradient -= sign * overlapRe(lambda, psiThere);
                    psi = rotateY(beta, bit, psi, psiThere);
                    lambda = rotateY(beta, bit, lambda, lambdaThere);
                    first += sign * overlapIm(lambda, psi);
                    psi = turn(alpha, bit, psi);
                    lambda = turn(alpha, bit, lambda);
                });
                if (op.independent != 0) {
                    addThree(op, first, gradient, third, sums);
                } else {
                    addGradient(op.angles[0], first, sums);
                    addGradient(op.angles[1], gradient, sums);
                    addGradient(op.angles[2], third, sums);
                }
                break;
            }
            case ROTATION_X: {
                Half a = back(half(op.angles[0]));
                states.updateBoth(target, [&](int k, Complex<S>& psi, Complex<S> psiThere, Complex<S>& lambda,
                                                  Complex<S> lambdaThere) {
                    if ((k & control) == control) {
                        gradient += overlapIm(lambda, psiThere);
                        psi = rotateX(a, psi, psiThere);
                        lambda = rotateX(a, lambda, lambdaThere);
                    }
                });
                addGradient(op.angles[0], gradient, sums);
                break;
            }
            case ROTATION_Y: {
                Half a = back(half(op.angles[0]));
                states.updateBoth(target, [&](int k, Complex<S>& psi, Complex<S> psiThere, Complex<S>& lambda,
                                                  Complex<S> lambdaThere) {
                    if ((k & control) == control) {
                        bool bit = (k & target) != 0;
                        S overlap = overlapRe(lambda, psiThere);
                        gradient += bit ? overlap : -overlap;
                        psi = rotateY(a, bit, psi, psiThere);
                        lambda = rotateY(a, bit, lambda, lambdaThere);
                    }
                });
                addGradient(op.angles[0], gradient, sums);
                break;
            }
            case ROTATION_Z: {
                Half a = back(half(op.angles[0]));
                states.updateBoth(0, [&](int k, Complex<S>& psi, Complex<S>, Complex<S>& lambda, Complex<S>) {
                    if ((k & control) == control) {
                        bool bit = (k & target) != 0;
                        S overlap = overlapIm(lambda, psi);
                        gradient += bit ? -overlap : overlap;
                        psi = turn(a, bit, psi);
                        lambda = turn(a, bit, lambda);
                    }
                });
                addGradient(op.angles[0], gradient, sums);
                break;
            }
            case PHASE: {
                Complex<S> factor{circuit.constants[op.data], -circuit.constants[op.data + 1]};
                states.updateBoth(0, [&](int k, Complex<S>& psi, Complex<S>, Complex<S>& lambda, Complex<S>) {
                    if ((k & control) == control) {
                        psi = factor * psi;
                        lambda = factor * lambda;
                    }
                });
                break;
            }
            case MATRIX:
                states.updateBoth(target, [&](int k, Complex<S>& psi, Complex<S> psiThere, Complex<S>& lambda,
                                                  Complex<S> lambdaThere) {
                    bool bit = (k & target) != 0;
                    psi = adjointRow(op, bit, psi, psiThere);
                    lambda = adjointRow(op, bit, lambda, lambdaThere);
                });
                break;
            case DENSE:
                states.gatherBoth([&](int k, Read read) { return denseRow(op, k, read, true); });
                break;
            default:
                // The inverse lies behind the table.
                states.gatherBoth(
                        [&](int k, Read read) { return permuted(op.data + (1 << head.qubits), k, read); });
        }
    }

    __device__ __forceinline__ Complex<S> constant(int index) const {
        return {circuit.constants[index], circuit.constants[index + 1]};
    }

    __device__ __forceinline__ Complex<S> matrixRow(
            const Operation& op, bool bit, Complex<S> own, Complex<S> there) const {
        return constant(op.data + (bit ? 6 : 0)) * own + constant(op.data + (bit ? 4 : 2)) * there;
    }

    __device__ __forceinline__ Complex<S> adjointRow(
            const Operation& op, bool bit, Complex<S> own, Complex<S> there) const {
        return conjugate(constant(op.data + (bit ? 6 : 0))) * own
                + conjugate(constant(op.data + (bit ? 2 : 4))) * there;
    }

    // A row of a matrix, or of its adjoint, times psi. `target` is the mask of its qubits, `control` their number; the
    // image holds, at `data`, the index of the matrix among the constants and the bits of every row.
    __device__ Complex<S> denseRow(const Operation& op, int k, Read read, bool adjoint) const {
        const int* bits = circuit.image + op.data + 1;
        const int matrix = circuit.image[op.data];
        const int size = 1 << op.control;
        int row = 0;
        #pragma unroll 1
        for (int j = 0; j < op.control; j++) {
            row |= (k & bits[1 << j]) != 0 ? 1 << j : 0;
        }
        Complex<S> sum{0, 0};
        #pragma unroll 1
        for (int column = 0; column < size; column++) {
            Complex<S> entry = adjoint ? conjugate(constant(matrix + 2 * (column * size + row)))
                                       : constant(matrix + 2 * (row * size + column));
            sum = sum + entry * read((k & ~op.target) | bits[column]);
        }
        return sum;
    }

    __device__ __forceinline__ Complex<S> permuted(int table, int k, Read read) const {
        // Lanes beyond the state stay where they are.
        return read(k < 1 << head.qubits ? circuit.image[table + k] : k);
    }

    // Adds the threads' shares of d loss / d angle to what the angle depends on.
    __device__ void addGradient(int angle, S share, S* sums) {
        if (angle < 0) {
            S total = team.sum(share, exchange);
            if (team.rank == 0) {
                slotGradients[~angle] += total;
            }
        } else {
            int parameter = circuit.image[head.parametersAt + angle];
            if (parameter >= 0) {
                S total = sumLanes(share, WARP);
                if (threadIdx.x % WARP == 0) {
                    sums[parameter] += circuit.constants[head.angleFactorsAt + angle] * total;
                }
                __syncwarp();
            }
        }
    }

    // The same for three different parameters of a rotation, with 6 shuffles in place of 15: lanes 0 to 7 add up the
    // first share, 16 to 23 the second, 8 to 15 and 24 to 31 the third.
    __device__ void addThree(const Operation& op, S first, S second, S third, S* sums) {
        const int lane = threadIdx.x % WARP;
        const bool upper = (lane & 16) != 0;
        const bool odd = (lane & 8) != 0;
        S pair = (upper ? second : first) + __shfl_xor_sync(ALL_LANES, upper ? first : second, 16);
        third += __shfl_xor_sync(ALL_LANES, third, 16);
        S total = (odd ? third : pair) + __shfl_xor_sync(ALL_LANES, odd ? pair : third, 8);
        total = sumLanes(total, 8);
        if (lane == 0 || lane == 8 || lane == 16) {
            const int angle = odd ? op.angles[2] : upper ? op.angles[1] : op.angles[0];
            sums[circuit.image[head.parametersAt + angle]] +=
                    circuit.constants[head.angleFactorsAt + angle] * total;
        }
        __syncwarp();
    }

    const Team& team;
    Circuit<S> circuit;
    const CircuitHead& head;
    States states;
    const S* fixed;
    S* slots;
    S* slotGradients;
    S* exchange;
};

}  // namespace dl4jquantum
