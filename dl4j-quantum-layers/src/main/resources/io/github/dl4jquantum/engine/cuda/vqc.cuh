// One circuit on a minibatch: a team per example, as many examples as there are teams at a time.
#pragma once

#include "circuit.cuh"

namespace dl4jquantum {

// How a block is laid out: threads of a team; where the teams' scratch, their states and the warps' sums lie, placed in
// this order.
struct CircuitLayout {
    int team;
    int scratchAt;
    int statesAt;
    int sumsAt;
};

template <class S>
struct CircuitTask {
    Circuit<S> circuit;
    const S* fixed;
    int minibatch;
    CircuitLayout layout;
    Places<S> places;
};

template <class States, class Visit>
__device__ void eachExample(const CircuitTask<typename States::Scalar>& task, Team& team,
        Places<typename States::Scalar>& places, Visit visit) {
    typedef typename States::Scalar S;
    const CircuitHead& head = task.circuit.head();
    const long long memory = States::memory(head.qubits);
    const int scratch = Simulation<States>::scratch(head.slots, head.qubits);
    S* scratches = places.at(task.layout.scratchAt, 1LL * scratch * team.count);
    S* states = places.at(task.layout.statesAt, 2 * memory * team.count);
    Simulation<States> simulation(team, task.circuit,
            reinterpret_cast<Complex<S>*>(states) + memory * team.index, scratches + scratch * team.index);
    const int stride = gridDim.x * team.count;
    // All teams of a block go round equally often, since they wait for each other.
    #pragma unroll 1
    for (int first = blockIdx.x * team.count; first < task.minibatch; first += stride) {
        int example = first + team.index;
        bool active = example < task.minibatch;
        visit(simulation, active ? example : task.minibatch - 1, active);
    }
}

// z[o * minibatch + example] = <O_o> for inputs x[i * minibatch + example]. The tape, if there is one, gets the states of
// all examples.
template <class States>
__device__ void circuitForward(CircuitTask<typename States::Scalar> task, const typename States::Scalar* x,
        typename States::Scalar* tape, typename States::Scalar* z) {
    Team team(task.layout.team);
    Places<typename States::Scalar> places = task.places;
    eachExample<States>(task, team, places, [&](Simulation<States>& simulation, int example, bool active) {
        simulation.run(x + example, task.minibatch, task.fixed);
        simulation.keep(active && tape != nullptr ? tape + 2LL * team.size * example : nullptr);
        simulation.measure(z + example, task.minibatch, active);
    });
}

// From upstream, laid out like z, to dx, laid out like x, and the blocks' overlaps of the runs, partials[blocks, sums].
template <class States>
__device__ void circuitBackward(CircuitTask<typename States::Scalar> task, const typename States::Scalar* x,
        const typename States::Scalar* tape, const typename States::Scalar* upstream, typename States::Scalar* dx,
        typename States::Scalar* partials) {
    typedef typename States::Scalar S;
    Team team(task.layout.team);
    Places<S> places = task.places;
    const int length = task.circuit.head().sums;
    const int warps = blockDim.x / WARP;
    S* sums = places.at(task.layout.sumsAt, 1LL * warps * length);
    #pragma unroll 1
    for (int p = threadIdx.x; p < warps * length; p += blockDim.x) {
        sums[p] = 0;
    }
    __syncthreads();
    S* own = sums + threadIdx.x / WARP * length;
    eachExample<States>(task, team, places, [&](Simulation<States>& simulation, int example, bool active) {
        simulation.resume(x + example, task.minibatch, task.fixed, tape + 2LL * team.size * example);
        simulation.differentiate(x + example, task.minibatch, upstream + example, task.minibatch, active, dx + example,
                task.minibatch, own);
    });
    __syncthreads();
    #pragma unroll 1
    for (int p = threadIdx.x; p < length; p += blockDim.x) {
        S total = 0;
        #pragma unroll 1
        for (int warp = 0; warp < warps; warp++) {
            total += sums[warp * length + p];
        }
        partials[1LL * blockIdx.x * length + p] = total;
    }
}

// total[p] = the sum of partials[block * length + p] over the blocks, in an order that nothing changes: 32 x 8
// threads add up 32 numbers, each every eighth block.
template <class S>
__device__ void sumPartials(const S* partials, int blocks, int length, S* total) {
    constexpr int ROWS = 8;
    __shared__ double sums[ROWS][WARP];
    const int p = blockIdx.x * WARP + threadIdx.x;
    double sum = 0;
    #pragma unroll 8
    for (int block = threadIdx.y; p < length && block < blocks; block += ROWS) {
        sum += partials[1LL * block * length + p];
    }
    sums[threadIdx.y][threadIdx.x] = sum;
    __syncthreads();
    if (threadIdx.y == 0 && p < length) {
        sum = 0;
        #pragma unroll 1
        for (int row = 0; row < ROWS; row++) {
            sum += sums[row][threadIdx.x];
        }
        total[p] = S(sum);
    }
}

}  // namespace dl4jquantum
