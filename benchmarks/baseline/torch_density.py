#!/usr/bin/env python3
"""The noisy circuit of `qpde bench vqc --noise`, hand-optimised in PyTorch: the race of torch_expert.py for density matrices.

    python3 torch_density.py vqc --batch 32 --noise depolarizing.json --threads 1       one circuit, forward + backward

The paper's circuit with depolarisation after every gate, of the probabilities in a noise model as `qpde bench --noise FILE`
reads it (depolarizing.json). A density matrix is its 4^n Pauli coefficients, which are real: an encoded example is a product of
Bloch vectors, both rings of CNOTs with their noise are one signed and scaled gather, and the rotations of a layer two
batched matrix products. Prints one JSON line with the fields of torch_expert.py; `error` is against Kraus operators applied
one by one to complex matrices.
"""
import argparse, json, math, os, resource, time

parser = argparse.ArgumentParser()
parser.add_argument("work", choices=["vqc"])
for name, default in dict(qubits=4, layers=4, batch=32, threads=1).items():
    parser.add_argument("--" + name, type=int, default=default)
parser.add_argument("--noise", required=True)
parser.add_argument("--seconds", type=float, default=8)
a = parser.parse_args()
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = str(a.threads)
import numpy as np, torch

torch.set_num_threads(a.threads)
torch.manual_seed(0)
n, L, N, HALF = a.qubits, a.layers, 4 ** a.qubits, a.qubits // 2
with open(a.noise) as file:
    PROBABILITY = {gate["after"]: gate["channel"]["probability"] for gate in json.load(file)["gates"]}
ONE = 1 - 4 / 3 * PROBABILITY["1"]  # what a gate on one qubit leaves of X, Y and Z
TWO = 1 - 16 / 15 * PROBABILITY["2"]  # what a CNOT leaves of every string of its two qubits but II
RINGS = [(i, (i + d) % n) for d in (1, 2) for i in range(n) if (i + d) % n != i]
PAULIS = np.array([[[1, 0], [0, 1]], [[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]])


def cnots():
    "Source and factor of each Pauli string behind both rings; qubit 0 is the most significant digit."
    cnot = np.eye(4)[[0, 1, 3, 2]]
    pairs = [np.kron(p, q) for p in PAULIS for q in PAULIS]
    transfer = np.array([[np.trace(p @ cnot @ q @ cnot).real / 4 for q in pairs] for p in pairs])
    source, factor = np.arange(N), np.ones(N)
    for c, t in RINGS:
        shift_c, shift_t = 4 ** (n - 1 - c), 4 ** (n - 1 - t)
        new_source, new_factor = source.copy(), factor.copy()
        for string in range(N):
            digits = string // shift_c % 4, string // shift_t % 4
            row = transfer[4 * digits[0] + digits[1]]
            column = int(np.flatnonzero(row)[0])
            old = string + (column // 4 - digits[0]) * shift_c + (column % 4 - digits[1]) * shift_t
            new_source[string] = source[old]
            new_factor[string] = factor[old] * row[column] * (TWO if any(digits) else 1)
        source, factor = new_source, new_factor
    return torch.as_tensor(source), torch.as_tensor(factor, dtype=torch.float32).unsqueeze(1)


SOURCE, FACTOR = cnots()
SHRINK = torch.tensor([[1.0], [ONE], [ONE], [ONE]])
READ = torch.tensor([3 * 4 ** (n - 1 - i) for i in range(n)])


def encoded(x):
    "[batch, n] to the Pauli coefficients [4^n, batch] behind H, RY(arctan x), RZ(arctan x^2)."
    t, p = torch.atan(x), torch.atan(x * x)
    s = ONE ** 3 * torch.cos(t)
    v = torch.stack([torch.ones_like(t), s * torch.cos(p), s * torch.sin(p), -ONE ** 3 * torch.sin(t)], 0)  # [4, batch, n]
    state = v[..., 0]
    for i in range(1, n):
        state = (state[:, None] * v[None, ..., i]).flatten(0, 1)
    return state


def rotations(w):
    "[..., 3] to the transfer matrices [..., 4, 4] of RZ(gamma) RY(beta) RZ(alpha) and its noise."
    al, be, ga = w.unbind(-1)
    ca, sa, cb, sb, cg, sg = al.cos(), al.sin(), be.cos(), be.sin(), ga.cos(), ga.sin()
    o, z = torch.ones_like(al), torch.zeros_like(al)
    rows = [o, z, z, z, z, cg * cb * ca - sg * sa, -cg * cb * sa - sg * ca, cg * sb,
            z, sg * cb * ca + cg * sa, -sg * cb * sa + cg * ca, sg * sb, z, -sb * ca, sb * sa, cb]
    return torch.stack(rows, -1).reshape(w.shape[:-1] + (4, 4)) * SHRINK


def kron(ms):
    out = ms[0]
    for m in ms[1:]:
        r, c = out.shape[-1], m.shape[-1]
        out = (out[..., :, None, :, None] * m[..., None, :, None, :]).reshape(out.shape[:-2] + (r * c, r * c))
    return out


def circuit(x, w):
    "[batch, n], [L, n, 3] to <Z> [batch, n]."
    b, g, state = x.shape[0], rotations(w), encoded(x)
    left, right = kron([g[:, i] for i in range(HALF)]), kron([g[:, i] for i in range(HALF, n)])
    for layer in range(L):
        state = torch.index_select(state, 0, SOURCE) * FACTOR
        state = torch.matmul(right[layer], (left[layer] @ state.reshape(4 ** HALF, -1)).reshape(4 ** HALF, 4 ** (n - HALF), b))
        state = state.reshape(N, b)
    return state[READ].t()


def reference(x, w):
    "One example, Kraus operator by Kraus operator."
    def on(qubits, operator):
        full = np.zeros((2 ** n, 2 ** n), complex)
        k = len(qubits)
        for column in range(2 ** n):
            bits = [(column >> (n - 1 - q)) & 1 for q in range(n)]
            small = sum(bits[q] << (k - 1 - j) for j, q in enumerate(qubits))
            for row in range(2 ** k):
                out = list(bits)
                for j, q in enumerate(qubits):
                    out[q] = (row >> (k - 1 - j)) & 1
                full[sum(bit << (n - 1 - q) for q, bit in enumerate(out)), column] += operator[row, small]
        return full

    def gate(rho, qubits, unitary):
        u = on(qubits, unitary)
        rho = u @ rho @ u.conj().T
        p = PROBABILITY[str(len(qubits))]
        errors = [np.kron(f, s) for f in PAULIS for s in PAULIS] if len(qubits) == 2 else list(PAULIS)
        out = (1 - p) * rho
        for error in errors[1:]:
            e = on(qubits, error)
            out = out + p / (len(errors) - 1) * e @ rho @ e.conj().T
        return out

    def ry(t): return np.array([[math.cos(t / 2), -math.sin(t / 2)], [math.sin(t / 2), math.cos(t / 2)]])
    def rz(t): return np.diag([np.exp(-0.5j * t), np.exp(0.5j * t)])
    rho = np.zeros((2 ** n, 2 ** n), complex)
    rho[0, 0] = 1
    for q in range(n):
        rho = gate(rho, [q], np.array([[1, 1], [1, -1]]) / math.sqrt(2))
        rho = gate(rho, [q], ry(math.atan(x[q])))
        rho = gate(rho, [q], rz(math.atan(x[q] ** 2)))
    for layer in range(L):
        for pair in RINGS:
            rho = gate(rho, list(pair), np.eye(4)[[0, 1, 3, 2]])
        for q in range(n):
            al, be, ga = w[layer, q]
            rho = gate(rho, [q], rz(ga) @ ry(be) @ rz(al))
    return [np.trace(on([q], PAULIS[3]) @ rho).real for q in range(n)]


x = torch.randn(a.batch, n, requires_grad=True)
w = (torch.rand(L, n, 3) * 6.28).requires_grad_()
with torch.no_grad():
    error = float(np.abs(circuit(x[:1], w).numpy()[0] - reference(x[0].tolist(), w.numpy().astype(float))).max())


def step():
    x.grad = w.grad = None
    circuit(x, w).pow(2).sum().backward()


for _ in range(3):
    step()
wall, cpu, end = [], [], time.perf_counter() + a.seconds
while (time.perf_counter() < end and len(wall) < 2000) or len(wall) < 3:
    t, c = time.perf_counter(), time.process_time()
    step()
    wall.append((time.perf_counter() - t) * 1e3)
    cpu.append((time.process_time() - c) * 1e3)
median = lambda v: round(sorted(v)[len(v) // 2], 4)
print(json.dumps(dict(work=a.work, qubits=n, layers=L, batch=a.batch, noise=a.noise, threads=a.threads,
                      wall_ms=median(wall), wall_min_ms=round(min(wall), 4), cpu_ms=median(cpu), runs=len(wall),
                      peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), error=error,
                      parameters=w.numel(), torch=torch.__version__)))
