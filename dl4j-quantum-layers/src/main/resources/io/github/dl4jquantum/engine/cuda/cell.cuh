// What QLSTM and QGRU share: a block runs a few sequences ("examples") from the first time step to the last, and
// back. All arrays of a block are [rows, examples], examples innermost; those of the caller [.., minibatch],
// minibatch innermost.
#pragma once

#include "cell_image.cuh"
#include "circuit.cuh"

namespace dl4jquantum {

template <class S>
__device__ __forceinline__ S sigmoid(S a) {
    return S(0.5) * tanh(S(0.5) * a) + S(0.5);
}

// Banks of a cell's circuits that act side by side, all of the same kind: the first and how many; likewise the maps before
// them. Their circuits are numbered bank after bank.
struct Stage {
    int bank;
    int banks;
    int projection;
    int projections;
};

// A vector of the block, [rows, examples].
template <class S>
struct Rows {
    S* at;
    int rows;
};

template <class States>
class CellBlock {
public:
    typedef typename States::Scalar S;

    // Takes work memory, and scratch and states of the teams, from the places.
    __device__ CellBlock(const CellTask<S>& task, Places<S>& places)
        : task(task),
          layout(task.layout),
          tables(*reinterpret_cast<const CellTables*>(task.image)),
          team(task.layout.team),
          first(blockIdx.x << layout.shift),
          work(places.at(layout.workAt, 1LL * layout.workRows << layout.shift)) {
        const long long memory = States::memory(layout.qubits);
        const int length = Simulation<States>::scratch(layout.slots, layout.qubits);
        scratch = places.at(layout.scratchAt, 1LL * length * team.count) + length * team.index;
        states = reinterpret_cast<Complex<S>*>(places.at(layout.statesAt, 2 * memory * team.count))
                + memory * team.index;
    }

    // Takes the sums of overlaps, and those of the parameters of maps, from the places, and clears them.
    __device__ void beginSums(Places<S>& places) {
        const int length = copies() * layout.overlaps;
        overlapSums = places.at(layout.overlapsAt, length);
        sums = places.at(layout.sumsAt, layout.parameters);
        for (int i = threadIdx.x; i < length; i += blockDim.x) {
            overlapSums[i] = 0;
        }
        for (int i = threadIdx.x; i < layout.parameters; i += blockDim.x) {
            sums[i] = 0;
        }
        __syncthreads();
    }

    // partials[block, parameters + overlaps], once all threads are here.
    __device__ void endSums(S* partials) {
        __syncthreads();
        S* own = partials + 1LL * blockIdx.x * (layout.parameters + layout.overlaps);
        for (int i = threadIdx.x; i < layout.parameters; i += blockDim.x) {
            own[i] = sums[i];
        }
        for (int i = threadIdx.x; i < layout.overlaps; i += blockDim.x) {
            S total = 0;
            for (int copy = 0; copy < copies(); copy++) {
                total += overlapSums[copy * layout.overlaps + i];
            }
            own[layout.parameters + i] = total;
        }
    }

    __device__ int examples() const { return 1 << layout.shift; }

    __device__ Circuit<S> circuitOf(const Stage& stage) const {
        return {task.image + circuitsOf(stage).imageAt, task.constants + circuitsOf(stage).constantsAt};
    }

    // A vector of the work memory.
    __device__ __forceinline__ S* vector(int index) const { return work + (layout.rows[index] << layout.shift); }

    // f(row, example, index) for every entry of some rows, each by one thread.
    template <class F>
    __device__ __forceinline__ void each(int rows, F f) const {
        #pragma unroll 1
        for (int i = threadIdx.x; i < rows << layout.shift; i += blockDim.x) {
            f(i >> layout.shift, i & (examples() - 1), i);
        }
    }

    // The same with several threads for each entry, which are lanes side by side of a warp:
    // f(row, example, index, which of them, whether there is such an entry). All lanes come along, for their sums.
    template <class F>
    __device__ __forceinline__ void eachShared(int rows, int sharers, F f) const {
        const int entries = rows << layout.shift;
        const int stride = blockDim.x / sharers;
        #pragma unroll 1
        for (int begin = 0; begin < entries; begin += stride) {
            const int entry = begin + threadIdx.x / sharers;
            const int i = entry < entries ? entry : entries - 1;
            f(i >> layout.shift, i & (examples() - 1), i, threadIdx.x & (sharers - 1), entry < entries);
        }
    }

    // Copies rows of the caller's; examples beyond the minibatch become 0.
    __device__ void load(const S* from, Rows<S> to) const {
        each(to.rows, [&](int row, int example, int i) {
            to.at[i] = first + example < task.minibatch ? from[row * task.minibatch + first + example] : S(0);
        });
    }

    __device__ void store(Rows<S> from, S* to) const {
        each(from.rows, [&](int row, int example, int i) {
            if (first + example < task.minibatch) {
                to[row * task.minibatch + first + example] = from.at[i];
            }
        });
    }

    __device__ void fill(Rows<S> rows, S value) const {
        each(rows.rows, [&](int, int, int i) { rows.at[i] = value; });
    }

    // The mask's entry of an example at a time step.
    __device__ S maskOf(int step, int example) const {
        return task.mask == nullptr || first + example >= task.minibatch
                ? S(1)
                : task.mask[step * task.minibatch + first + example];
    }

    // The rows of the block's tape of a time step.
    __device__ S* tape(int step) const { return statesTape(step) + layout.keptStates; }

    // The states before them.
    __device__ S* statesTape(int step) const {
        return task.tape + (1LL * blockIdx.x * task.steps + step) * layout.tapeLength;
    }

    __device__ S* stateOn(S* tape, const Stage& stage, int c, int example) const {
        return tape + 2 * team.size * ((stage.bank * layout.bank + c << layout.shift) + example);
    }

    // Puts the first rows of the work memory on the tape.
    __device__ void keep(int step) const {
        S* to = tape(step);
        each(layout.keptRows, [&](int, int, int i) { to[i] = work[i]; });
    }

    __device__ void recall(int step) const {
        const S* from = tape(step);
        each(layout.keptRows, [&](int, int, int i) { work[i] = from[i]; });
    }

    // The banks' inputs q[bank or all, input] from vectors a and b.
    __device__ void project(const Stage& stage, Rows<S> a, Rows<S> b, S* q) const {
        const int inputs = inputsOf(stage);
        const int sharers = stage.bank == 0 ? layout.gateSharers : layout.otherSharers;
        eachShared(stage.projections * inputs, sharers, [&](int row, int example, int i, int sharer, bool active) {
            const int p = stage.projections == 1 ? 0 : row / inputs;
            const int input = row - p * inputs;
            const Projection& map = tables.projections[stage.projection + p];
            S sum = 0;
            if (map.weightsAt >= 0) {
                sum = product(map.weightsAt + input * a.rows, 1, a, example, sharer, sharers);
                if (map.recurrentAt >= 0) {
                    sum += product(map.recurrentAt + input * b.rows, 1, b, example, sharer, sharers);
                }
                sum = sumLanes(sum, sharers) + task.parameters[map.biasAt + input];
            } else {
                sum = input < b.rows ? b.at[(input << layout.shift) + example]
                                     : a.at[((input - b.rows) << layout.shift) + example];
            }
            if (active && sharer == 0) {
                q[i] = sum;
            }
        });
    }

    // z[bank, observable], the expectations of a stage's circuits on q.
    __device__ void run(int step, const Stage& stage, const S* q, S* z) {
        const Circuit<S> circuit = circuitOf(stage);
        Simulation<States> simulation(team, circuit, states, scratch);
        eachJob(stage, [&](int c, int example) {
            simulation.run(inputsOf(stage, c, circuit, q) + example, examples(), fixedOf(stage, c));
            simulation.keep(task.tape != nullptr ? stateOn(statesTape(step), stage, c, example) : nullptr);
            simulation.measure(z + (c * circuit.head().observables << layout.shift) + example, examples(), true);
        });
    }

    // From dz[bank, observable] to dq[bank, input]; adds to the sums of overlaps.
    __device__ void runBack(int step, const Stage& stage, const S* q, const S* dz, S* dq) {
        const Circuit<S> circuit = circuitOf(stage);
        Simulation<States> simulation(team, circuit, states, scratch);
        S* own = overlapSums + (threadIdx.x / WARP & copies() - 1) * layout.overlaps;
        eachJob(stage, [&](int c, int example) {
            const S* x = inputsOf(stage, c, circuit, q) + example;
            simulation.resume(x, examples(), fixedOf(stage, c), stateOn(statesTape(step), stage, c, example));
            simulation.differentiate(x, examples(), dz + (c * circuit.head().observables << layout.shift) + example,
                    examples(), true, dq + (c * circuit.head().inputs << layout.shift) + example, examples(),
                    own + circuitsOf(stage).sumsAt + c * circuitsOf(stage).sums);
        });
    }

    // Output `row` of the map behind a bank with expectations z[observables].
    __device__ S mapped(int bank, const S* z, int observables, int row, int example) const {
        const OutputMap& map = tables.outputMaps[bank];
        if (map.weightsAt < 0) {
            return z[(row << layout.shift) + example];
        }
        return task.parameters[map.biasAt + row]
                + product(map.weightsAt + row * observables, 1, {const_cast<S*>(z), observables}, example);
    }

    // From d[bank, output], the gradients of what a stage's maps return, to dz[bank, observable]; adds to the sums of
    // the maps.
    __device__ void mapBack(const Stage& stage, const S* d, const S* z, S* dz) {
        const int observables = observablesOf(stage);
        const int outputs = layout.outputs;
        const int sharers = layout.backSharers;
        eachShared(stage.banks * observables, sharers, [&](int row, int example, int i, int sharer, bool active) {
            const int bank = row / observables;
            const int o = row % observables;
            const OutputMap& map = tables.outputMaps[stage.bank + bank];
            const S* own = d + (bank * outputs << layout.shift);
            S sum = 0;
            if (map.weightsAt >= 0) {
                sum = product(map.weightsAt + o, observables, {const_cast<S*>(own), outputs}, example, sharer, sharers);
                sum = sumLanes(sum, sharers);
            } else if (o < outputs) {
                sum = own[(o << layout.shift) + example];
            }
            if (active && sharer == 0) {
                dz[i] = sum;
            }
        });
        #pragma unroll 1
        for (int bank = 0; bank < stage.banks; bank++) {
            const OutputMap& map = tables.outputMaps[stage.bank + bank];
            if (map.weightsAt >= 0) {
                addMap(map.weightsAt, map.biasAt, {const_cast<S*>(d) + (bank * outputs << layout.shift), outputs},
                        {const_cast<S*>(z) + (bank * observables << layout.shift), observables});
            }
        }
    }

    // From dq[bank, input] to what the vectors a and b get of it, added to da and db; adds to the sums of the
    // projections. Overwrites dq.
    __device__ void projectBack(const Stage& stage, S* dq, Rows<S> a, Rows<S> b, S* da, S* db) {
        const int inputs = inputsOf(stage);
        if (stage.projections < stage.banks) {
            each(inputs, [&](int row, int example, int i) {
                for (int bank = 1; bank < stage.banks; bank++) {
                    dq[i] += dq[((bank * inputs + row) << layout.shift) + example];
                }
            });
            __syncthreads();
        }
        each(a.rows, [&](int row, int example, int i) { da[i] += projected(stage, dq, a, b, row, example, false); });
        each(b.rows, [&](int row, int example, int i) { db[i] += projected(stage, dq, a, b, row, example, true); });
        #pragma unroll 1
        for (int p = 0; p < stage.projections; p++) {
            const Projection& map = tables.projections[stage.projection + p];
            Rows<S> own{dq + (p * inputs << layout.shift), inputs};
            if (map.weightsAt >= 0) {
                addMap(map.weightsAt, map.biasAt, own, a);
                if (map.recurrentAt >= 0) {
                    addMap(map.recurrentAt, -1, own, b);
                }
            }
        }
    }

    // sum_k parameters[at + k * stride] v_k, of which each of some sharers adds up every so many.
    __device__ S product(int at, int stride, Rows<S> v, int example, int sharer = 0, int sharers = 1) const {
        S sum = 0;
        #pragma unroll 4
        for (int k = sharer; k < v.rows; k += sharers) {
            sum += task.parameters[at + k * stride] * v.at[(k << layout.shift) + example];
        }
        return sum;
    }

    // Adds d_out v_in to the sums of the weights, and d_out to those of the biases, over the examples.
    __device__ void addMap(int weightsAt, int biasAt, Rows<S> d, Rows<S> v) {
        #pragma unroll 1
        for (int i = threadIdx.x; i < d.rows * v.rows; i += blockDim.x) {
            const S* out = d.at + (i / v.rows << layout.shift);
            const S* in = v.at + (i % v.rows << layout.shift);
            S sum = 0;
            #pragma unroll 1
            for (int example = 0; example < examples(); example++) {
                sum += out[example] * in[example];
            }
            sums[weightsAt + i] += sum;
        }
        #pragma unroll 1
        for (int i = threadIdx.x; biasAt >= 0 && i < d.rows; i += blockDim.x) {
            S sum = 0;
            #pragma unroll 1
            for (int example = 0; example < examples(); example++) {
                sum += d.at[(i << layout.shift) + example];
            }
            sums[biasAt + i] += sum;
        }
    }

private:
    __device__ int inputsOf(const Stage& stage) const {
        return stage.bank == 0 ? layout.gateInputs : layout.otherInputs;
    }

    __device__ int observablesOf(const Stage& stage) const {
        return stage.bank == 0 ? layout.gateObservables : layout.otherObservables;
    }

    __device__ const CellCircuits& circuitsOf(const Stage& stage) const {
        return tables.circuits[stage.bank == 0 ? 0 : 1];
    }

    // Copies of the sums of overlaps: a warp adds to one of them. Warps that share one never run the same circuit.
    __device__ int copies() const { return (team.size << layout.shift) / WARP; }

    // What entry `row` of a, or of b, gets of dq.
    __device__ S projected(
            const Stage& stage, const S* dq, Rows<S> a, Rows<S> b, int row, int example, bool second) const {
        const int inputs = inputsOf(stage);
        S sum = 0;
        for (int p = 0; p < stage.projections; p++) {
            const Projection& map = tables.projections[stage.projection + p];
            const S* own = dq + (p * inputs << layout.shift);
            if (map.weightsAt < 0) {
                sum += own[((second ? row : b.rows + row) << layout.shift) + example];
            } else if (!second || map.recurrentAt >= 0) {
                int at = (second ? map.recurrentAt : map.weightsAt) + row;
                sum += product(at, second ? b.rows : a.rows, {const_cast<S*>(own), inputs}, example);
            }
        }
        return sum;
    }

    // f(circuit of the stage, example), by a team each. Warps never mix circuits, since the examples fill them; those
    // without one wait for nobody in here.
    template <class F>
    __device__ void eachJob(const Stage& stage, F f) {
        const int jobs = stage.banks * layout.bank << layout.shift;
        #pragma unroll 1
        for (int job = team.index; job < jobs; job += team.count) {
            f(job >> layout.shift, job & (examples() - 1));
        }
    }

    // Those of a circuit; banks that share a projection share them. The loop costs fewer registers than a division.
    __device__ const S* inputsOf(const Stage& stage, int c, const Circuit<S>& circuit, const S* q) const {
        int own = c;
        #pragma unroll 1
        while (stage.projections < stage.banks && own >= layout.bank) {
            own -= layout.bank;
        }
        return q + (own * circuit.head().inputs << layout.shift);
    }

    __device__ const S* fixedOf(const Stage& stage, int c) const {
        return task.fixed + circuitsOf(stage).fixedAt + c * circuitsOf(stage).fixedLength;
    }

    const CellTask<S>& task;
    const CellLayout& layout;
    const CellTables& tables;
    const Team team;
    const int first;
    S* work;
    S* scratch;
    Complex<S>* states;
    S* overlapSums;
    S* sums;
};

}  // namespace dl4jquantum
