// Reads a JSON array of OpenQASM 2 texts from stdin, runs each with the npm package quantum-circuit, and writes to
// stdout the expectation of Z on every qubit of each: [[z of q[0], z of q[1], ...], ...].
//
// Bit order: the package's own index of a basis state has q[0] as its least significant bit (measured: x q[0] of three
// qubits gives state 1), the reverse of this project's. probabilities() is by qubit, so it needs no reversal.
const QuantumCircuit = require("quantum-circuit");

const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const expectations = texts.map((text) => {
    const circuit = new QuantumCircuit();
    circuit.importQASM(text, (errors) => {
        if (errors.length > 0) {
            throw new Error(JSON.stringify(errors) + " in\n" + text);
        }
    });
    circuit.run();
    return circuit.probabilities().map((one) => 1 - 2 * one);
});
process.stdout.write(JSON.stringify(expectations));
