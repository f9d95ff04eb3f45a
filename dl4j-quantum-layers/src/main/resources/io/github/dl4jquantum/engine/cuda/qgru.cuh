// The QGRU over whole sequences; the equations are those of io.github.dl4jquantum.engine.spi.QgruCell. The two gates
// run side by side, after them the candidate.
#pragma once

#include "cell.cuh"

namespace dl4jquantum {

template <class States>
class Qgru {
public:
    typedef typename States::Scalar S;

    __device__ explicit Qgru(const CellTask<S>& task)
        : task(task), layout(task.layout), places(task.places), block(task, places) {}

    // y[steps, outputs, minibatch], and the state after the last step.
    __device__ void forward(S* y, S* last) {
        loadState(H);
        #pragma unroll 1
        for (int step = 0; step < task.steps; step++) {
            block.load(task.x + 1LL * step * layout.inputs * task.minibatch, vector(X, layout.inputs));
            __syncthreads();
            #pragma unroll 1
            for (int stage = GATE_STAGE; stage <= CANDIDATE_STAGE; stage++) {
                const Stage now = stageOf(stage);
                const bool gates = stage == GATE_STAGE;
                block.project(now, vector(X, layout.inputs), Rows<S>{either(gates, H, RESET_H), layout.outputs},
                        either(gates, Q, CANDIDATE_Q));
                __syncthreads();
                block.run(step, now, either(gates, Q, CANDIDATE_Q), either(gates, Z, CANDIDATE_Z));
                __syncthreads();
                if (gates) {
                    applyGates();
                }
            }
            finishStep(step, y);
        }
        block.store(vector(H, layout.outputs), last);
    }

    // From upstream[steps, outputs, minibatch] back through the last `back` steps: dx[steps, inputs, minibatch] and
    // the block's partials[parameters + overlaps].
    __device__ void backward(const S* upstream, int back, S* dx, S* partials) {
        block.beginSums(places);
        block.fill(vector(DH, layout.outputs), 0);
        #pragma unroll 1
        for (int step = task.steps - 1; step >= 0; step--) {
            __syncthreads();
            block.fill(vector(DX, layout.inputs), 0);
            if (step >= task.steps - back) {
                beginStepBack(step, upstream);
                #pragma unroll 1
                for (int stage = CANDIDATE_STAGE; stage >= GATE_STAGE; stage--) {
                    stageBack(step, stage);
                }
            }
            __syncthreads();
            block.store(vector(DX, layout.inputs), dx + 1LL * step * layout.inputs * task.minibatch);
        }
        block.endSums(partials);
    }

private:
    static constexpr int GATES = 2;
    static constexpr int GATE_STAGE = 0;
    static constexpr int CANDIDATE_STAGE = 1;

    enum { RESET, UPDATE };

    // The vectors of the work memory, in the order of CellImage; what comes before X is kept on the tape. Those of
    // gates lie one behind the other.
    enum { H, Q, GATE, Z, CANDIDATE_Q, CANDIDATE_Z, CANDIDATE, X, RESET_H, H_BEFORE, DY, DH, D_RESET_H, D_CANDIDATE,
           D_GATES, DZ, DQ, DX };

    __device__ __forceinline__ Rows<S> vector(int index, int rows) const { return {block.vector(index), rows}; }

    // Indices must be literals for the compiler, which would put all of the layout into memory otherwise.
    __device__ __forceinline__ S* either(bool first, int one, int other) const {
        return first ? block.vector(one) : block.vector(other);
    }

    __device__ Stage stageOf(int stage) const {
        return stage == GATE_STAGE ? Stage{0, GATES, 0, layout.gateProjections}
                                   : Stage{GATES, 1, layout.gateProjections, 1};
    }

    __device__ S& at(int index, int entry) const { return block.vector(index)[entry]; }

    __device__ S& gate(int index, int entry) const {
        return block.vector(GATE)[(index * layout.outputs << layout.shift) + entry];
    }

    __device__ void loadState(int h) const {
        const Rows<S> hidden = vector(h, layout.outputs);
        if (task.states == nullptr) {
            block.fill(hidden, 0);
        } else {
            block.load(task.states, hidden);
        }
    }

    __device__ void applyGates() {
        block.each(GATES * layout.outputs, [&](int row, int example, int i) {
            const int index = row / layout.outputs;
            const S* own = block.vector(Z) + (index * layout.gateObservables << layout.shift);
            at(GATE, i) = sigmoid(block.mapped(index, own, layout.gateObservables, row % layout.outputs, example));
        });
        __syncthreads();
        block.each(layout.outputs, [&](int, int, int i) { at(RESET_H, i) = gate(RESET, i) * at(H, i); });
        __syncthreads();
    }

    __device__ void finishStep(int step, S* y) {
        block.each(layout.outputs, [&](int row, int example, int i) {
            S value = tanh(block.mapped(GATES, block.vector(CANDIDATE_Z), layout.otherObservables, row, example));
            at(CANDIDATE, i) = value;
            at(H, i) = block.maskOf(step, example) * (value + gate(UPDATE, i) * (at(H, i) - value));
        });
        __syncthreads();
        block.store(vector(H, layout.outputs), y + 1LL * step * layout.outputs * task.minibatch);
        if (task.tape != nullptr) {
            block.keep(step);
            __syncthreads();
        }
    }

    __device__ void beginStepBack(int step, const S* upstream) {
        block.recall(step);
        block.load(task.x + 1LL * step * layout.inputs * task.minibatch, vector(X, layout.inputs));
        block.load(upstream + 1LL * step * layout.outputs * task.minibatch, vector(DY, layout.outputs));
        if (step == 0) {
            loadState(H_BEFORE);
        } else {
            // h comes first on the tape.
            const S* before = block.tape(step - 1);
            block.each(layout.outputs, [&](int, int, int i) { at(H_BEFORE, i) = before[i]; });
        }
        __syncthreads();
        block.each(layout.outputs, [&](int, int example, int i) {
            S update = gate(UPDATE, i);
            S value = at(CANDIDATE, i);
            S before = at(H_BEFORE, i);
            S ofH = (at(DH, i) + at(DY, i)) * block.maskOf(step, example);
            at(D_GATES, (layout.outputs << layout.shift) + i) = ofH * (before - value) * (update - update * update);
            at(D_CANDIDATE, i) = (ofH - ofH * update) * (1 - value * value);
            at(DH, i) = ofH * update;
            at(D_RESET_H, i) = 0;
            at(RESET_H, i) = gate(RESET, i) * before;
        });
        __syncthreads();
    }

    __device__ void stageBack(int step, int stage) {
        const Stage now = stageOf(stage);
        const bool gates = stage == GATE_STAGE;
        block.mapBack(
                now, either(gates, D_GATES, D_CANDIDATE), either(gates, Z, CANDIDATE_Z), block.vector(DZ));
        __syncthreads();
        block.runBack(step, now, either(gates, Q, CANDIDATE_Q), block.vector(DZ), block.vector(DQ));
        __syncthreads();
        block.projectBack(now, block.vector(DQ), vector(X, layout.inputs),
                Rows<S>{either(gates, H_BEFORE, RESET_H), layout.outputs}, block.vector(DX),
                either(gates, DH, D_RESET_H));
        __syncthreads();
        if (!gates) {
            block.each(layout.outputs, [&](int, int, int i) {
                S reset = gate(RESET, i);
                at(D_GATES, i) = at(D_RESET_H, i) * at(H_BEFORE, i) * (reset - reset * reset);
                at(DH, i) += at(D_RESET_H, i) * reset;
            });
            __syncthreads();
        }
    }

    const CellTask<S>& task;
    const CellLayout& layout;
    Places<S> places;
    CellBlock<States> block;
};

}  // namespace dl4jquantum
