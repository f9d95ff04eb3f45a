// A circuit as a list of operations, run on a team's states: expectations, and their gradients by adjoint
// differentiation. With lambda = sum_o (d loss / d z_o) O_o psi after the last operation, operations are taken back
// one by one on both; an angle a of exp(-i a P / 2) has d loss / d a = Im <lambda| P psi> where it stands.
#pragma once

#include "amplitudes.cuh"
#include "circuit_image.cuh"
#include "polynomials.cuh"
#include "rotations.cuh"
#include "states.cuh"

namespace dl4jquantum {

// A team at work on a circuit, one example after the other.
template <class States>
class Simulation {
public:
    typedef typename States::Scalar S;
    typedef typename States::Read Read;

    // Numbers of scratch that a team needs, a multiple of 4: rotations and gradients of the slots, amplitudes of the
    // qubits' initial states, and room for sums.
    static __device__ int scratch(int slots, int qubits) { return (5 * slots + 4 * qubits + WARP + 3) & ~3; }

    __device__ Simulation(const Team& team, Circuit<S> circuit, Complex<S>* memory, S* scratch)
        : team(team),
          circuit(circuit),
          head(circuit.head()),
          states(team, head.qubits, memory),
          slots(reinterpret_cast<Rotation<S>*>(scratch)),
          initial(reinterpret_cast<Complex<S>*>(scratch + 4 * head.slots)),
          slotGradients(scratch + 4 * head.slots + 4 * head.qubits),
          exchange(scratch + 5 * head.slots + 4 * head.qubits) {}

    // Runs the circuit on inputs x[i * stride]. `fixed` holds the rotations of its runs.
    __device__ void run(const S* x, int stride, const S* fixed) {
        this->fixed = reinterpret_cast<const Rotation<S>*>(fixed);
        prepareSlots(x, stride);
        prepareQubits();
        states.fill([&](int k) { return product(k); });
        if (!States::IN_LANES && head.amplitudes > 0) {
            prepareAmplitudes(amplitudeSlots(), x, stride, team.size);
            team.sync();
            applyAmplitudes(states, amplitudeSlots());
        }
        const int end = head.operations;
        each(head.start, end, 1, [&](const Operation& op, const Rotation<S>& rotation) { apply(op, rotation); });
    }

    // Keeps the state that `run` left on a tape of 2 team.size numbers; without a tape, or in memory, does nothing.
    __device__ void keep(S* tape) const {
        if (States::IN_LANES && tape != nullptr) {
            states.keep(reinterpret_cast<Complex<S>*>(tape));
        }
    }

    // Has the state that `run` would leave; finds it on the tape where `keep` has put it.
    __device__ void resume(const S* x, int stride, const S* fixed, const S* tape) {
        if (States::IN_LANES) {
            this->fixed = reinterpret_cast<const Rotation<S>*>(fixed);
            prepareSlots(x, stride);
            states.recall(reinterpret_cast<const Complex<S>*>(tape));
        } else {
            run(x, stride, fixed);
        }
    }

    // Expectations z[o * stride] of the state that `run` left.
    __device__ void measure(S* z, int stride, bool active) {
        if (States::IN_LANES && head.diagonal != 0) {
            S value = team.transform(states.probability(), head.qubits);
            int observable = ofState();
            if (active && observable >= 0) {
                z[observable * stride] = value;
            }
            return;
        }
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

    // After `run` or `resume`: from upstream[o * stride] = d loss / d z, which counts as 0 where not active, to
    // dx[i * dxStride]; adds the overlaps of the runs, summed over the warp, to the warp's own `sums`. Leaves no state
    // behind.
    __device__ void differentiate(
            const S* x, int stride, const S* upstream, int upstreamStride, bool active, S* dx, int dxStride, S* sums) {
        if (States::IN_LANES && head.diagonal != 0) {
            int observable = ofState();
            S weight = active && observable >= 0 ? upstream[observable * upstreamStride] : S(0);
            weight = team.transform(weight, head.qubits);
            states.differentiate([&](int, Complex<S> own, Read) { return weight * own; });
        } else {
            states.differentiate([&](int k, Complex<S> own, Read read) {
                Complex<S> sum{0, 0};
                #pragma unroll 1
                for (int o = 0; o < head.observables; o++) {
                    S weight = active ? upstream[o * upstreamStride] : S(0);
                    sum = sum + weight * observed(o, k, own, read);
                }
                return sum;
            });
        }
        const int first = head.firstGradient;
        each(head.operations - 1, first - 1, -1, [&](const Operation& op, const Rotation<S>& rotation) {
            takeBack(op, rotation, sums);
        });
        // Of other qubits than the amplitudes', with whose preparation theirs commutes.
        takeBackQubits();
        if (!States::IN_LANES && head.amplitudes > 0) {
            takeBackAmplitudes(states, team, amplitudeSlots(), [&](int k) { return product(k); });
        }
        team.sync();
        #pragma unroll 1
        for (int input = team.rank; active && input < head.inputs; input += team.size) {
            dx[input * dxStride] = inputGradient(input, x[input * stride]);
        }
        if (circuit.image[head.firstSlotsAt + head.inputs] < head.slots) {
            addPolynomialGradients(circuit.image, coefficients(), slotGradients, x, stride, dx, dxStride,
                    active ? team.rank : head.inputs, team.size);
            addCoefficientGradients(circuit.image, slotGradients, active && team.rank == 0, x, stride, sums);
        }
    }

private:
    __device__ void prepareSlots(const S* x, int stride) {
        team.sync();
        const int polynomials = circuit.image[head.firstSlotsAt + head.inputs];
        #pragma unroll 1
        for (int index = team.rank; index < polynomials; index += team.size) {
            const Slot slot = circuit.slot(index);
            S angle = valueAt(slot.function, x[slot.input * stride]);
            slots[index] = halfTurned(circuit.constants[head.slotFactorsAt + index], angle, slot.axis);
        }
        if (polynomials < head.slots) {
            preparePolynomials(circuit.image, coefficients(), x, stride, slots, team.rank, team.size);
        }
        team.sync();
    }

    __device__ __forceinline__ AmplitudeSlots<S> amplitudeSlots() const { return {circuit.image, slots}; }

    // An amplitude of the product of the qubits' initial states.
    __device__ __forceinline__ Complex<S> product(int k) const {
        const int qubits = head.qubits;
        Complex<S> product{k < 1 << qubits ? S(1) : S(0), S(0)};
        #pragma unroll 4
        for (int qubit = 0; qubit < qubits; qubit++) {
            product = product * initial[2 * qubit + (k >> (qubits - 1 - qubit) & 1)];
        }
        return product;
    }

    // The two amplitudes of each qubit before the first gate that is not its own.
    __device__ void prepareQubits() {
        #pragma unroll 1
        for (int qubit = team.rank; qubit < head.qubits; qubit += team.size) {
            S root = S(0.70710678118654752440);
            bool superposed = (head.superposed >> (head.qubits - 1 - qubit) & 1) != 0;
            Complex<S> zero{superposed ? root : S(1), S(0)};
            Complex<S> one{superposed ? root : S(0), S(0)};
            int end = circuit.image[head.startsAt + qubit + 1];
            #pragma unroll 1
            for (int index = circuit.image[head.startsAt + qubit]; index < end; index++) {
                const Rotation<S> rotation = slots[circuit.operations()[index].data];
                Complex<S> before = zero;
                zero = rotation.of(false, zero, one);
                one = rotation.of(true, one, before);
            }
            initial[2 * qubit] = zero;
            initial[2 * qubit + 1] = one;
        }
        team.sync();
    }

    // f(operation, its rotation), from one index to before another. What comes next is read ahead: nothing else hides
    // how long memory takes.
    template <class F>
    __device__ __forceinline__ void each(int from, int to, int step, F f) const {
        const int count = (to - from) * step;
        if (count > 0) {
            const Operation* all = circuit.operations();
            Operation next = all[from];
            int ahead = count > 1 ? from + step : from;
            Operation afterNext = all[ahead];
            Rotation<S> nextRotation = rotationOf(next);
            #pragma unroll 1
            for (int left = count - 1; left >= 0; left--) {
                const Operation op = next;
                const Rotation<S> rotation = nextRotation;
                next = afterNext;
                nextRotation = rotationOf(next);
                ahead += left > 1 ? step : 0;
                afterNext = all[ahead];
                f(op, rotation);
            }
        }
    }

    // That of an operation of another kind is the first one that comes to hand.
    __device__ __forceinline__ Rotation<S> rotationOf(const Operation& op) const {
        const Rotation<S>* all = op.kind >= INPUT_ROTATION_X ? slots : fixed;
        return op.kind <= INPUT_ROTATION_Z ? all[op.data] : *fixed;
    }

    // The observable of the basis state whose number is the thread's, or -1.
    __device__ __forceinline__ int ofState() const {
        return team.rank < 1 << head.qubits ? circuit.image[head.diagonalAt + team.rank] : -1;
    }

    __device__ __forceinline__ const S* coefficients() const {
        return reinterpret_cast<const S*>(fixed) + head.coefficientsAt;
    }

    // d loss / d x_input by the slots that depend on it.
    __device__ S inputGradient(int input, S value) {
        S sum = 0;
        int end = circuit.image[head.firstSlotsAt + input + 1];
        #pragma unroll 1
        for (int index = circuit.image[head.firstSlotsAt + input]; index < end; index++) {
            S slope = slopeAt(circuit.slot(index).function, value);
            sum += slotGradients[index] * circuit.constants[head.slotFactorsAt + index] * slope;
        }
        return sum;
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

    __device__ __forceinline__ void apply(const Operation& op, const Rotation<S>& rotation) {
        const int target = op.target;
        const int control = op.control;
        if (op.kind <= INPUT_ROTATION_Z) {
            states.update(target, [&](int k, Complex<S> own, Complex<S> there) {
                return (k & control) == control ? rotation.of((k & target) != 0, own, there) : own;
            });
        } else if (op.kind == PERMUTATION) {
            states.gather([&](int k, Read read) { return permuted(op.data, k, read); });
        } else if (op.kind == PHASE) {
            Complex<S> factor = constant(op.data);
            states.update(0, [&](int k, Complex<S> own, Complex<S>) {
                return (k & control) == control ? factor * own : own;
            });
        } else {
            states.gather([&](int k, Read read) { return denseRow(op, k, read, false); });
        }
    }

    __device__ __forceinline__ void takeBack(const Operation& op, const Rotation<S>& rotation, S* sums) {
        const int target = op.target;
        const int control = op.control;
        if (op.kind <= INPUT_ROTATION_Z) {
            const Rotation<S> inverse = rotation.inverse();
            Overlaps<S> overlaps{0, 0, 0};
            states.updateBoth(target, [&](int k, Complex<S>& psi, Complex<S> psiThere, Complex<S>& lambda,
                                              Complex<S> lambdaThere) {
                if ((k & control) == control) {
                    bool bit = (k & target) != 0;
                    overlaps.add(bit, psi, psiThere, lambda);
                    psi = inverse.of(bit, psi, psiThere);
                    lambda = inverse.of(bit, lambda, lambdaThere);
                }
            });
            if (op.kind == TRAINED_ROTATION) {
                addThree(overlaps, sums + 3 * op.data);
            } else if (op.kind != FIXED_ROTATION) {
                S total = team.sum(along(op.kind, overlaps), exchange);
                if (team.rank == 0) {
                    slotGradients[op.data] = total;
                }
            }
        } else if (op.kind == PERMUTATION) {
            // The inverse lies behind the table.
            states.gatherBoth([&](int k, Read read) { return permuted(op.data + (1 << head.qubits), k, read); });
        } else if (op.kind == PHASE) {
            Complex<S> factor = conjugate(constant(op.data));
            states.updateBoth(0, [&](int k, Complex<S>& psi, Complex<S>, Complex<S>& lambda, Complex<S>) {
                if ((k & control) == control) {
                    psi = factor * psi;
                    lambda = factor * lambda;
                }
            });
        } else {
            states.gatherBoth([&](int k, Read read) { return denseRow(op, k, read, true); });
        }
    }

    // The gradients of the rotations that make the initial states: each qubit's thread finds those of its qubit.
    __device__ void takeBackQubits() {
        if (head.start == 0) {
            return;
        }
        Overlaps<S> own{0, 0, 0};
        #pragma unroll 1
        for (int qubit = 0; qubit < head.qubits; qubit++) {
            const int target = 1 << (head.qubits - 1 - qubit);
            Overlaps<S> overlaps{0, 0, 0};
            states.updateBoth(target,
                    [&](int k, Complex<S>& psi, Complex<S> psiThere, Complex<S>& lambda, Complex<S>) {
                        overlaps.add((k & target) != 0, psi, psiThere, lambda);
                    });
            team.sumAll(overlaps.x, overlaps.y, overlaps.z, exchange);
            if (qubit == team.rank) {
                own = overlaps;
            }
        }
        if (team.rank < head.qubits) {
            int first = circuit.image[head.startsAt + team.rank];
            #pragma unroll 1
            for (int index = circuit.image[head.startsAt + team.rank + 1] - 1; index >= first; index--) {
                const Operation op = circuit.operations()[index];
                slotGradients[op.data] = along(op.kind, own);
                own = own.before(slots[op.data]);
            }
        }
    }

    static __device__ __forceinline__ S along(int kind, const Overlaps<S>& overlaps) {
        return kind == INPUT_ROTATION_X ? overlaps.x : kind == INPUT_ROTATION_Y ? overlaps.y : overlaps.z;
    }

    __device__ __forceinline__ Complex<S> constant(int index) const {
        return {circuit.constants[index], circuit.constants[index + 1]};
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

    // Adds the warp's three overlaps to sums[0], [1] and [2], with 6 shuffles in place of 15: lanes 0 to 7 add up the
    // first, 16 to 23 the second, 8 to 15 and 24 to 31 the third.
    __device__ void addThree(const Overlaps<S>& shares, S* sums) {
        const int lane = threadIdx.x % WARP;
        const bool upper = (lane & 16) != 0;
        const bool odd = (lane & 8) != 0;
        S pair = (upper ? shares.y : shares.x) + __shfl_xor_sync(ALL_LANES, upper ? shares.x : shares.y, 16);
        S third = shares.z + __shfl_xor_sync(ALL_LANES, shares.z, 16);
        S total = (odd ? third : pair) + __shfl_xor_sync(ALL_LANES, odd ? pair : third, 8);
        total += __shfl_xor_sync(ALL_LANES, total, 4);
        total += __shfl_xor_sync(ALL_LANES, total, 2);
        total += __shfl_xor_sync(ALL_LANES, total, 1);
        if (lane == 0 || lane == 8 || lane == 16) {
            sums[odd ? 2 : upper ? 1 : 0] += total;
        }
        // The next to add to these may be another example, but the same lanes.
    }

    const Team& team;
    Circuit<S> circuit;
    const CircuitHead& head;
    States states;
    const Rotation<S>* fixed;
    Rotation<S>* slots;
    Complex<S>* initial;
    S* slotGradients;
    S* exchange;
};

}  // namespace dl4jquantum
