// The QGRU over whole sequences; the equations are those of io.github.dl4jquantum.engine.spi.QgruCell. The two gates run
// side by side, after them the candidate.
#pragma once

#include "cell.cuh"

namespace dl4jquantum {

template <class States>
class Qgru {
public:
    typedef typename States::Scalar S;

    __device__ explicit Qgru(const CellTask<S>& task)
        : task(task),
          places(task.places),
          cell(*reinterpret_cast<const CellHead*>(task.image)),
          nOut(cell.outputs),
          work(places.at(task.layout.workAt, 1LL * workRows() << task.layout.shift)),
          block(task, places),
          desk{work, task.layout.shift},
          h(desk.rows(nOut)),
          q(desk.rows(cell.gateProjections * inputs())),
          gates(desk.rows(GATES * nOut)),
          z(desk.rows(GATES * observables())),
          candidateQ(desk.rows(inputs())),
          candidateZ(desk.rows(observables())),
          candidate(desk.rows(nOut)),
          kept(int((desk.next - work) >> task.layout.shift)),
          x(desk.rows(cell.inputs)),
          resetH(desk.rows(nOut)) {}

    // y[steps, outputs, minibatch], and the state after the last step.
    __device__ void forward(S* y, S* last) {
        loadState(h);
        #pragma unroll 1
        for (int step = 0; step < task.steps; step++) {
            block.load(task.x + 1LL * step * cell.inputs * task.minibatch, x);
            __syncthreads();
            #pragma unroll 1
            for (int stage = 0; stage < 2; stage++) {
                const Stage now = stageOf(stage);
                block.project(now, x, stage == 0 ? h : resetH, stage == 0 ? q.at : candidateQ.at);
                __syncthreads();
                block.run(now, stage == 0 ? q.at : candidateQ.at, stage == 0 ? z.at : candidateZ.at);
                __syncthreads();
                if (stage == 0) {
                    applyGates();
                }
            }
            block.each(nOut, [&](int row, int example, int i) {
                S value = tanh(block.mapped(GATES, candidateZ.at, row, example));
                candidate.at[i] = value;
                h.at[i] = block.maskOf(step, example) * (value + gate(UPDATE)[i] * (h.at[i] - value));
            });
            __syncthreads();
            block.store(h, y + 1LL * step * nOut * task.minibatch);
            if (task.tape != nullptr) {
                S* to = block.tape(step, kept);
                block.each(kept, [&](int, int, int i) { to[i] = work[i]; });
                __syncthreads();
            }
        }
        block.store(h, last);
    }

    // From upstream[steps, outputs, minibatch] back through the last `back` steps: dx[steps, inputs, minibatch] and the block's
    // share of d loss / d parameters.
    __device__ void backward(const S* upstream, int back, S* dx, S* partials) {
        block.beginSums(places);
        Rows<S> hBefore = desk.rows(nOut);
        Rows<S> dy = desk.rows(nOut);
        Rows<S> dh = desk.rows(nOut);
        Rows<S> dReset = desk.rows(nOut);
        Rows<S> dCandidate = desk.rows(nOut);
        Rows<S> dGates = desk.rows(GATES * nOut);
        Rows<S> dz = desk.rows(GATES * observables());
        Rows<S> dq = desk.rows(GATES * inputs());
        Rows<S> ofX = desk.rows(cell.inputs);
        block.fill(dh, 0);
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
                loadState(hBefore);
            } else {
                // h comes first on the tape.
                const S* before = block.tape(step - 1, this->kept);
                block.each(nOut, [&](int, int, int i) { hBefore.at[i] = before[i]; });
            }
            __syncthreads();
            block.each(nOut, [&](int, int example, int i) {
                S update = gate(UPDATE)[i];
                S value = candidate.at[i];
                S ofH = (dh.at[i] + dy.at[i]) * block.maskOf(step, example);
                dGates.at[(nOut << task.layout.shift) + i] = ofH * (hBefore.at[i] - value) * (update - update * update);
                dCandidate.at[i] = (ofH - ofH * update) * (1 - value * value);
                dh.at[i] = ofH * update;
                dReset.at[i] = 0;
                resetH.at[i] = gate(RESET)[i] * hBefore.at[i];
            });
            __syncthreads();
            #pragma unroll 1
            for (int stage = 1; stage >= 0; stage--) {
                const Stage now = stageOf(stage);
                block.mapBack(now, stage == 0 ? dGates.at : dCandidate.at, stage == 0 ? z.at : candidateZ.at, dz.at);
                __syncthreads();
                block.runBack(now, stage == 0 ? q.at : candidateQ.at, dz.at, dq.at);
                __syncthreads();
                block.projectBack(
                        now, dq.at, x, stage == 0 ? hBefore : resetH, ofX.at, stage == 0 ? dh.at : dReset.at);
                __syncthreads();
                if (stage == 1) {
                    block.each(nOut, [&](int, int, int i) {
                        S reset = gate(RESET)[i];
                        dGates.at[i] = dReset.at[i] * hBefore.at[i] * (reset - reset * reset);
                        dh.at[i] += dReset.at[i] * reset;
                    });
                    __syncthreads();
                }
            }
            block.store(ofX, target);
        }
        block.endSums(partials);
    }

private:
    static constexpr int GATES = 2;
    enum { RESET, UPDATE };

    __device__ Stage stageOf(int stage) const {
        return stage == 0 ? Stage{0, GATES, 0, cell.gateProjections} : Stage{GATES, 1, cell.gateProjections, 1};
    }

    __device__ int inputs() const { return head().inputs; }

    __device__ int observables() const { return head().observables; }

    // All circuits are the same.
    __device__ const CircuitHead& head() const {
        return *reinterpret_cast<const CircuitHead*>(task.image + cell.circuits[0].imageAt);
    }

    // Rows of the work memory of the way back, which needs more than the way forward; the same as in CellImage.
    __device__ int workRows() const {
        return 12 * nOut + 2 * cell.inputs + (cell.gateProjections + 3) * inputs() + 5 * observables();
    }

    __device__ S* gate(int index) const { return gates.at + (index * nOut << task.layout.shift); }

    __device__ void loadState(Rows<S> h) const {
        if (task.states == nullptr) {
            block.fill(h, 0);
        } else {
            block.load(task.states, h);
        }
    }

    __device__ void applyGates() {
        block.each(GATES * nOut, [&](int row, int example, int i) {
            const int index = row / nOut;
            const S* own = z.at + (index * observables() << task.layout.shift);
            gates.at[i] = sigmoid(block.mapped(index, own, row % nOut, example));
        });
        __syncthreads();
        block.each(nOut, [&](int, int, int i) { resetH.at[i] = gate(RESET)[i] * h.at[i]; });
        __syncthreads();
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
    Rows<S> q;
    Rows<S> gates;
    Rows<S> z;
    Rows<S> candidateQ;
    Rows<S> candidateZ;
    Rows<S> candidate;
    const int kept;
    Rows<S> x;
    Rows<S> resetH;
};

}  // namespace dl4jquantum
