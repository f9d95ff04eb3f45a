// Reads a JSON array of OpenQASM 2 texts from stdin, runs each with the npm package quantum-circuit, and writes to
// stdout the expectation of Z on every qubit of each: [[z of q[0], z of q[1], ...], ...].
//
// Of its state "0011" the package's own index has q[0] as the least significant bit; probabilities() is by qubit.
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
