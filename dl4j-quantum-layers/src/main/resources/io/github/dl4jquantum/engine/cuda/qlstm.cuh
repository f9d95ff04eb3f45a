// The QLSTM over whole sequences; the equations are those of io.github.dl4jquantum.engine.spi.QlstmCell. Gates and, after
// them, heads run side by side.
#pragma once

#include "cell.cuh"

namespace dl4jquantum {

template <class States>
class Qlstm {
public:
    typedef typename States::Scalar S;

    __device__ explicit Qlstm(const CellTask<S>& task)
        : task(task),
          places(task.places),
          cell(*reinterpret_cast<const CellHead*>(task.image)),
          nOut(cell.outputs),
          work(places.at(task.layout.workAt, 1LL * workRows() << task.layout.shift)),
          block(task, places),
          desk{work, task.layout.shift},
          h(desk.rows(nOut)),
          c(desk.rows(nOut)),
          q(desk.rows(cell.gateProjections * inputs(0))),
          gates(desk.rows(GATES * nOut)),
          z(desk.rows(GATES * observables(0))),
          headQ(desk.rows(HEADS * inputs(GATES))),
          headZ(desk.rows(HEADS * observables(GATES))),
          kept(int((desk.next - work) >> task.layout.shift)),
          x(desk.rows(cell.inputs)),
          m(desk.rows(nOut)) {}

    // y[steps, outputs, minibatch], and the states after the last step.
    __device__ void forward(S* y, S* last) {
        loadStates(h, c);
        #pragma unroll 1
        for (int step = 0; step < task.steps; step++) {
            block.load(task.x + 1LL * step * cell.inputs * task.minibatch, x);
            __syncthreads();
            #pragma unroll 1
            for (int stage = 0; stage < 2; stage++) {
                const Stage now = stageOf(stage);
                block.project(now, stage == 0 ? x : m, stage == 0 ? h : Rows<S>{nullptr, 0}, stage == 0 ? q.at : headQ.at);
                __syncthreads();
                block.run(now, stage == 0 ? q.at : headQ.at, stage == 0 ? z.at : headZ.at);
                __syncthreads();
                if (stage == 0) {
                    updateCell();
                }
            }
            finishStep(step, y);
        }
        const long long stateLength = 1LL * nOut * task.minibatch;
        block.store(h, last);
        block.store(c, last + stateLength);
    }

    // From upstream[steps, outputs, minibatch] back through the last `back` steps: dx[steps, inputs, minibatch] and the block's
    // share of d loss / d parameters.
    __device__ void backward(const S* upstream, int back, S* dx, S* partials) {
        block.beginSums(places);
        Rows<S> hBefore = desk.rows(nOut);
        Rows<S> cBefore = desk.rows(nOut);
        Rows<S> tanhC = desk.rows(nOut);
        // Of the heads, one behind the other.
        Rows<S> dh = desk.rows(nOut);
        Rows<S> dy = desk.rows(nOut);
        Rows<S> dc = desk.rows(nOut);
        Rows<S> dm = desk.rows(nOut);
        Rows<S> dGates = desk.rows(GATES * nOut);
        Rows<S> dz = desk.rows(max(GATES * observables(0), HEADS * observables(GATES)));
        Rows<S> dq = desk.rows(max(GATES * inputs(0), HEADS * inputs(GATES)));
        Rows<S> ofX = desk.rows(cell.inputs);
        block.fill(dh, 0);
        block.fill(dc, 0);
        #pragma unroll 1
        for (int step = task.steps - 1; step >= 0; step--) {
            __syncthreads();
            block.fill(ofX, 0);
            S* target = dx + 1LL * step * cell.inputs * task.minibatch;
            if (step < task.steps - back) {
                __syncthreads();
                block.store(ofX, target);
                continue;
            }
            const S* kept = block.tape(step, this->kept);
            block.each(this->kept, [&](int, int, int i) { work[i] = kept[i]; });
            block.load(task.x + 1LL * step * cell.inputs * task.minibatch, x);
            block.load(upstream + 1LL * step * nOut * task.minibatch, dy);
            if (step == 0) {
                loadStates(hBefore, cBefore);
            } else {
                // h and c come first on the tape.
                const S* before = block.tape(step - 1, this->kept);
                block.each(2 * nOut, [&](int, int, int i) { hBefore.at[i] = before[i]; });
            }
            __syncthreads();
            block.each(nOut, [&](int row, int example, int i) {
                S mask = block.maskOf(step, example);
                dy.at[i] *= mask;
                dh.at[i] *= mask;
                dc.at[i] *= mask;
                dm.at[i] = 0;
                S cell = gate(FORGET)[i] * cBefore.at[i] + gate(INPUT)[i] * gate(CANDIDATE)[i];
                tanhC.at[i] = tanh(cell);
                m.at[i] = gate(OUTPUT)[i] * tanhC.at[i];
            });
            __syncthreads();
            #pragma unroll 1
            for (int stage = 1; stage >= 0; stage--) {
                const Stage now = stageOf(stage);
                block.mapBack(now, stage == 0 ? dGates.at : dh.at, stage == 0 ? z.at : headZ.at, dz.at);
                __syncthreads();
                if (stage == 0) {
                    block.fill(dh, 0);
                }
                block.runBack(now, stage == 0 ? q.at : headQ.at, dz.at, dq.at);
                __syncthreads();
                block.projectBack(now, dq.at, stage == 0 ? x : m, stage == 0 ? hBefore : Rows<S>{nullptr, 0},
                        stage == 0 ? ofX.at : dm.at, stage == 0 ? dh.at : nullptr);
                __syncthreads();
                if (stage == 1) {
                    toGates(cBefore, tanhC, dm, dc, dGates);
                    __syncthreads();
                }
            }
            block.store(ofX, target);
        }
        block.endSums(partials);
    }

private:
    static constexpr int GATES = 4;
    static constexpr int HEADS = 2;
    enum { FORGET, INPUT, CANDIDATE, OUTPUT };

    __device__ Stage stageOf(int stage) const {
        return stage == 0 ? Stage{0, GATES, 0, cell.gateProjections}
                          : Stage{GATES, HEADS, cell.gateProjections, HEADS};
    }

    __device__ int inputs(int c) const { return head(c).inputs; }

    __device__ int observables(int c) const { return head(c).observables; }

    __device__ const CircuitHead& head(int c) const {
        return *reinterpret_cast<const CircuitHead*>(task.image + cell.circuits[c].imageAt);
    }

    // Rows of the work memory of the way back, which needs more than the way forward; the same as in CellImage.
    __device__ int workRows() const {
        return 18 * nOut + 2 * cell.inputs + cell.gateProjections * inputs(0) + GATES * observables(0)
                + HEADS * (inputs(GATES) + observables(GATES))
                + max(GATES * observables(0), HEADS * observables(GATES))
                + max(GATES * inputs(0), HEADS * inputs(GATES));
    }

    __device__ S* gate(int index) const { return gates.at + (index * nOut << task.layout.shift); }

    __device__ void loadStates(Rows<S> h, Rows<S> c) const {
        if (task.states == nullptr) {
            block.fill(h, 0);
            block.fill(c, 0);
        } else {
            block.load(task.states, h);
            block.load(task.states + 1LL * nOut * task.minibatch, c);
        }
    }

    __device__ void updateCell() {
        block.each(GATES * nOut, [&](int row, int example, int i) {
            const int index = row / nOut;
            const S* own = z.at + (index * observables(0) << task.layout.shift);
            S value = block.mapped(index, own, row % nOut, example);
            gates.at[i] = index == CANDIDATE ? tanh(value) : sigmoid(value);
        });
        __syncthreads();
        block.each(nOut, [&](int, int, int i) {
            c.at[i] = gate(FORGET)[i] * c.at[i] + gate(INPUT)[i] * gate(CANDIDATE)[i];
            m.at[i] = gate(OUTPUT)[i] * tanh(c.at[i]);
        });
        __syncthreads();
    }

    __device__ void finishStep(int step, S* y) {
        block.each(HEADS * nOut, [&](int row, int example, int) {
            const int index = row / nOut;
            const int output = row % nOut;
            const S* own = headZ.at + (index * observables(GATES) << task.layout.shift);
            S mask = block.maskOf(step, example);
            S value = mask * block.mapped(GATES + index, own, output, example);
            if (index == 0) {
                h.at[(output << task.layout.shift) + example] = value;
                c.at[(output << task.layout.shift) + example] *= mask;
            } else {
                int position = (blockIdx.x << task.layout.shift) + example;
                if (position < task.minibatch) {
                    y[(1LL * step * nOut + output) * task.minibatch + position] = value;
                }
            }
        });
        __syncthreads();
        if (task.tape != nullptr) {
            S* to = block.tape(step, kept);
            block.each(kept, [&](int, int, int i) { to[i] = work[i]; });
            __syncthreads();
        }
    }

    // From dm and dc to the gates' gradients before their functions, and to dc of the step before.
    __device__ void toGates(Rows<S> cBefore, Rows<S> tanhC, Rows<S> dm, Rows<S> dc, Rows<S> dGates) const {
        block.each(nOut, [&](int, int, int i) {
            const int stride = nOut << task.layout.shift;
            S forget = gate(FORGET)[i];
            S input = gate(INPUT)[i];
            S candidate = gate(CANDIDATE)[i];
            S output = gate(OUTPUT)[i];
            S ofCell = dc.at[i] + dm.at[i] * output * (1 - tanhC.at[i] * tanhC.at[i]);
            dGates.at[i] = ofCell * cBefore.at[i] * (forget - forget * forget);
            dGates.at[stride + i] = ofCell * candidate * (input - input * input);
            dGates.at[2 * stride + i] = ofCell * input * (1 - candidate * candidate);
            dGates.at[3 * stride + i] = dm.at[i] * tanhC.at[i] * (output - output * output);
            dc.at[i] = ofCell * forget;
        });
    }

    const CellTask<S>& task;
    Places<S> places;
    const CellHead& cell;
    const int nOut;
    S* work;
    CellBlock<States> block;
    Desk<S> desk;
    // What the tape keeps of a step, in this order.
    Rows<S> h;
    Rows<S> c;
    Rows<S> q;
    Rows<S> gates;
    Rows<S> z;
    Rows<S> headQ;
    Rows<S> headZ;
    const int kept;
    Rows<S> x;
    Rows<S> m;
};

}  // namespace dl4jquantum
