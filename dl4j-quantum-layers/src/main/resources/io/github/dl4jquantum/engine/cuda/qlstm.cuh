// The QLSTM over whole sequences; the equations are those of io.github.dl4jquantum.engine.spi.QlstmCell. The four
// gates run side by side and, after them, the two heads.
#pragma once

#include "cell.cuh"

namespace dl4jquantum {

template <class States>
class Qlstm {
public:
    typedef typename States::Scalar S;

    __device__ explicit Qlstm(const CellTask<S>& task)
        : task(task), layout(task.layout), places(task.places), block(task, places) {}

    // y[steps, outputs, minibatch], and the states after the last step.
    __device__ void forward(S* y, S* last) {
        loadStates(H, C);
        #pragma unroll 1
        for (int step = 0; step < task.steps; step++) {
            block.load(task.x + 1LL * step * layout.inputs * task.minibatch, vector(X, layout.inputs));
            __syncthreads();
            #pragma unroll 1
            for (int stage = GATE_STAGE; stage <= HEAD_STAGE; stage++) {
                const Stage now = stageOf(stage);
                block.project(now, first(stage), second(stage, H), either(stage == GATE_STAGE, Q, HEAD_Q));
                __syncthreads();
                block.run(step, now, either(stage == GATE_STAGE, Q, HEAD_Q),
                        either(stage == GATE_STAGE, Z, HEAD_Z));
                __syncthreads();
                if (stage == GATE_STAGE) {
                    updateCell();
                }
            }
            finishStep(step, y);
        }
        block.store(vector(H, layout.outputs), last);
        block.store(vector(C, layout.outputs), last + 1LL * layout.outputs * task.minibatch);
    }

    // From upstream[steps, outputs, minibatch] back through the last `back` steps: dx[steps, inputs, minibatch] and
    // the block's partials[parameters + overlaps].
    __device__ void backward(const S* upstream, int back, S* dx, S* partials) {
        block.beginSums(places);
        block.fill(vector(DH, layout.outputs), 0);
        block.fill(vector(DC, layout.outputs), 0);
        #pragma unroll 1
        for (int step = task.steps - 1; step >= 0; step--) {
            __syncthreads();
            block.fill(vector(DX, layout.inputs), 0);
            if (step >= task.steps - back) {
                beginStepBack(step, upstream);
                #pragma unroll 1
                for (int stage = HEAD_STAGE; stage >= GATE_STAGE; stage--) {
                    stageBack(step, stage);
                }
            }
            __syncthreads();
            block.store(vector(DX, layout.inputs), dx + 1LL * step * layout.inputs * task.minibatch);
        }
        block.endSums(partials);
    }

private:
    static constexpr int GATES = 4;
    static constexpr int HEADS = 2;
    static constexpr int GATE_STAGE = 0;
    static constexpr int HEAD_STAGE = 1;

    enum { FORGET, INPUT, CANDIDATE, OUTPUT };

    // The vectors of the work memory, in the order of CellImage; what comes before X is kept on the tape. Those of
    // gates lie one behind the other, and so do DH and DY, of the heads.
    enum { H, C, Q, GATE, Z, HEAD_Q, HEAD_Z, X, M, H_BEFORE, C_BEFORE, TANH_C, DH, DY, DC, DM, D_GATES, DZ, DQ, DX };

    __device__ __forceinline__ Rows<S> vector(int index, int rows) const { return {block.vector(index), rows}; }

    // Indices must be literals for the compiler, which would put all of the layout into memory otherwise.
    __device__ __forceinline__ S* either(bool first, int one, int other) const {
        return first ? block.vector(one) : block.vector(other);
    }

    __device__ Stage stageOf(int stage) const {
        return stage == GATE_STAGE ? Stage{0, GATES, 0, layout.gateProjections}
                                   : Stage{GATES, HEADS, layout.gateProjections, HEADS};
    }

    // What a stage's projections act on: x and h for gates, m for heads.
    __device__ Rows<S> first(int stage) const {
        return stage == GATE_STAGE ? vector(X, layout.inputs) : vector(M, layout.outputs);
    }

    __device__ Rows<S> second(int stage, int h) const {
        return stage == GATE_STAGE ? vector(h, layout.outputs) : Rows<S>{nullptr, 0};
    }

    __device__ S& at(int index, int entry) const { return block.vector(index)[entry]; }

    __device__ S& gate(int index, int entry) const {
        return block.vector(GATE)[(index * layout.outputs << layout.shift) + entry];
    }

    __device__ void loadStates(int h, int c) const {
        const Rows<S> hidden = vector(h, layout.outputs);
        const Rows<S> cell = vector(c, layout.outputs);
        if (task.states == nullptr) {
            block.fill(hidden, 0);
            block.fill(cell, 0);
        } else {
            block.load(task.states, hidden);
            block.load(task.states + 1LL * layout.outputs * task.minibatch, cell);
        }
    }

    __device__ void updateCell() {
        block.each(GATES * layout.outputs, [&](int row, int example, int i) {
            const int index = row / layout.outputs;
            const S* own = block.vector(Z) + (index * layout.gateObservables << layout.shift);
            S value = block.mapped(index, own, layout.gateObservables, row % layout.outputs, example);
            at(GATE, i) = index == CANDIDATE ? tanh(value) : sigmoid(value);
        });
        __syncthreads();
        block.each(layout.outputs, [&](int, int, int i) {
            S cell = gate(FORGET, i) * at(C, i) + gate(INPUT, i) * gate(CANDIDATE, i);
            at(C, i) = cell;
            at(M, i) = gate(OUTPUT, i) * tanh(cell);
        });
        __syncthreads();
    }

    __device__ void finishStep(int step, S* y) {
        block.each(HEADS * layout.outputs, [&](int row, int example, int) {
            const int index = row / layout.outputs;
            const int output = row % layout.outputs;
            const int entry = (output << layout.shift) + example;
            const S* own = block.vector(HEAD_Z) + (index * layout.otherObservables << layout.shift);
            S mask = block.maskOf(step, example);
            S value = block.mapped(GATES + index, own, layout.otherObservables, output, example);
            if (index == 0) {
                at(H, entry) = mask * value;
                at(C, entry) *= mask;
            } else {
                if (layout.directAt >= 0) {
                    const Rows<S> m = vector(M, layout.outputs);
                    value += block.product(layout.directAt + output * layout.outputs, 1, m, example);
                }
                const int position = (blockIdx.x << layout.shift) + example;
                if (position < task.minibatch) {
                    y[(1LL * step * layout.outputs + output) * task.minibatch + position] = mask * value;
                }
            }
        });
        __syncthreads();
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
            loadStates(H_BEFORE, C_BEFORE);
        } else {
            // h and c come first on the tape, and side by side in the work memory.
            const S* before = block.tape(step - 1);
            block.each(2 * layout.outputs, [&](int, int, int i) { at(H_BEFORE, i) = before[i]; });
        }
        __syncthreads();
        block.each(layout.outputs, [&](int, int example, int i) {
            S mask = block.maskOf(step, example);
            at(DY, i) *= mask;
            at(DH, i) *= mask;
            at(DC, i) *= mask;
            at(DM, i) = 0;
            S squashed = tanh(gate(FORGET, i) * at(C_BEFORE, i) + gate(INPUT, i) * gate(CANDIDATE, i));
            at(TANH_C, i) = squashed;
            at(M, i) = gate(OUTPUT, i) * squashed;
        });
        __syncthreads();
    }

    __device__ void stageBack(int step, int stage) {
        const Stage now = stageOf(stage);
        const bool gates = stage == GATE_STAGE;
        block.mapBack(now, either(gates, D_GATES, DH), either(gates, Z, HEAD_Z), block.vector(DZ));
        __syncthreads();
        if (gates) {
            block.fill(vector(DH, layout.outputs), 0);
        } else if (layout.directAt >= 0) {
            directBack();
        }
        block.runBack(step, now, either(gates, Q, HEAD_Q), block.vector(DZ), block.vector(DQ));
        __syncthreads();
        block.projectBack(now, block.vector(DQ), first(stage), second(stage, H_BEFORE), either(gates, DX, DM),
                block.vector(DH));
        __syncthreads();
        if (!gates) {
            toGates();
            __syncthreads();
        }
    }

    // From dy to dm by the map past the readout's circuits; adds to its sums.
    __device__ void directBack() {
        const Rows<S> dy = vector(DY, layout.outputs);
        block.each(layout.outputs, [&](int row, int example, int i) {
            at(DM, i) += block.product(layout.directAt + row, layout.outputs, dy, example);
        });
        block.addMap(layout.directAt, -1, dy, vector(M, layout.outputs));
    }

    // From dm and dc to the gates' gradients before their functions, and to dc of the step before.
    __device__ void toGates() const {
        const int stride = layout.outputs << layout.shift;
        block.each(layout.outputs, [&](int, int, int i) {
            S forget = gate(FORGET, i);
            S input = gate(INPUT, i);
            S candidate = gate(CANDIDATE, i);
            S output = gate(OUTPUT, i);
            S squashed = at(TANH_C, i);
            S ofCell = at(DC, i) + at(DM, i) * output * (1 - squashed * squashed);
            at(D_GATES, i) = ofCell * at(C_BEFORE, i) * (forget - forget * forget);
            at(D_GATES, stride + i) = ofCell * candidate * (input - input * input);
            at(D_GATES, 2 * stride + i) = ofCell * input * (1 - candidate * candidate);
            at(D_GATES, 3 * stride + i) = at(DM, i) * squashed * (output - output * output);
            at(DC, i) = ofCell * forget;
        });
    }

    const CellTask<S>& task;
    const CellLayout& layout;
    Places<S> places;
    CellBlock<States> block;
};

}  // namespace dl4jquantum
