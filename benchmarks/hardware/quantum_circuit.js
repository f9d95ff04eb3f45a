// A simulator behind the protocol of io.github.dl4jquantum.backend.ProcessBackend: the npm package quantum-circuit
// (npm install quantum-circuit). Run: node quantum_circuit.js [SEED]
//
// It runs each OpenQASM 2 program once, and draws its shots from the probabilities of the final state.
// Bit order: the package's index of a basis state has q[0] as its least significant bit.
const readline = require("readline");
const QuantumCircuit = require("quantum-circuit");

const QUBITS = 8;
let state = Number(process.argv[2] || 1) >>> 0;

// Mulberry32, a public-domain generator by Tommy Ettinger, so that a seed gives the same counts again.
function random() {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

function counts(program, shots) {
    // What is read from which qubit; the package is given the gates alone.
    const qubits = [];
    const gates = program.replace(/measure q\[(\d+)\] -> c\[(\d+)\];\n/g, (all, qubit, bit) => {
        qubits[Number(bit)] = Number(qubit);
        return "";
    }).replace(/creg c\[\d+\];\n/, "");
    const circuit = new QuantumCircuit();
    circuit.importQASM(gates, (errors) => {
        if (errors.length > 0) {
            throw new Error(JSON.stringify(errors));
        }
    });
    circuit.run();
    const upTo = [];
    let sum = 0;
    for (let index = 0; index < 1 << circuit.numQubits; index++) {
        const amplitude = circuit.state[index] || { re: 0, im: 0 };
        sum += amplitude.re * amplitude.re + amplitude.im * amplitude.im;
        upTo.push(sum);
    }
    const found = {};
    for (let shot = 0; shot < shots; shot++) {
        const drawn = random() * sum;
        const index = Math.max(0, upTo.findIndex((bound) => drawn < bound));
        const bits = qubits.map((qubit) => (index >> qubit) & 1).join("");
        found[bits] = (found[bits] || 0) + 1;
    }
    return found;
}

const couplings = [...Array(QUBITS - 1).keys()].map((qubit) => [qubit, qubit + 1]);
console.log(JSON.stringify({
    protocol: 1, name: "quantum-circuit", language: "openqasm2", qubits: QUBITS, entangler: "cx", couplings,
}));
readline.createInterface({ input: process.stdin }).on("line", (line) => {
    const request = JSON.parse(line);
    for (const one of request.circuits) {
        let answer;
        try {
            answer = { id: one.id, counts: counts(one.program, request.shots) };
        } catch (error) {
            answer = { id: one.id, error: String(error) };
        }
        console.log(JSON.stringify(answer));
    }
});
