"""NOT RUN ON A DEVICE. An IBM Quantum device behind the protocol of io.github.dl4jquantum.backend.ProcessBackend.

    pip install qiskit qiskit-ibm-runtime
    python qiskit_backend.py BACKEND QUBITS        such as  ibm_torino 0,1,2,3,4

QUBITS are the device's own numbers of the qubits to use, which must be coupled to each other. The account is the one that
QiskitRuntimeService.save_account has stored. Written from the documentation of qiskit 1.x and qiskit-ibm-runtime 0.2x.
"""

import json
import sys

from qiskit import qasm2
from qiskit.transpiler.preset_passmanagers import generate_preset_pass_manager
from qiskit_ibm_runtime import QiskitRuntimeService, SamplerV2


def say(message):
    print(json.dumps(message), flush=True)


def run(backend, layout, request):
    # Level 0 only rewrites gates (rx(pi/2) as sx, cx as what the device has); qubits stay where the layout says.
    circuits = []
    for one in request["circuits"]:
        circuit = qasm2.loads(one["program"])
        passes = generate_preset_pass_manager(0, backend=backend, initial_layout=layout[: circuit.num_qubits])
        circuits.append(passes.run(circuit))
    results = SamplerV2(mode=backend).run(circuits, shots=request["shots"]).result()
    for one, result in zip(request["circuits"], results):
        # Qiskit writes c[0] last.
        counts = {bits[::-1]: count for bits, count in result.data.c.get_counts().items()}
        say({"id": one["id"], "counts": counts})


def main():
    backend = QiskitRuntimeService().backend(sys.argv[1])
    layout = [int(qubit) for qubit in sys.argv[2].split(",")]
    couplings = [
        [layout.index(a), layout.index(b)] for a, b in backend.coupling_map.get_edges() if a in layout and b in layout
    ]
    say(
        {
            "protocol": 1,
            "name": backend.name,
            "language": "openqasm2",
            "qubits": len(layout),
            "entangler": "cz" if "cz" in backend.operation_names else "cx",
            "couplings": couplings,
        }
    )
    for line in sys.stdin:
        request = json.loads(line)
        try:
            run(backend, layout, request)
        except Exception as error:  # whatever the service throws, the caller tries again
            for one in request["circuits"]:
                say({"id": one["id"], "error": str(error)})


main()
