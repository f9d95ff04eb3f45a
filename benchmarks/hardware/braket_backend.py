"""NOT RUN ON A DEVICE. An Amazon Braket device behind the protocol of io.github.dl4jquantum.backend.ProcessBackend.

    pip install amazon-braket-sdk
    python braket_backend.py ARN QUBITS

ARN is the device's, or "local" for the SDK's own simulator; QUBITS is how many to use, all coupled: Braket routes where the
device's are not. Every circuit is a task, which is billed. Written from the documentation of amazon-braket-sdk 1.x.
"""

import json
import re
import sys

from braket.aws import AwsDevice
from braket.devices import LocalSimulator
from braket.ir.openqasm import Program

MEASUREMENT = re.compile(r"c\[(\d+)\] = measure q\[(\d+)\];")


def say(message):
    print(json.dumps(message), flush=True)


def translated(text):
    """Braket includes no file, and calls sx v and cx cnot."""
    text = text.replace('include "stdgates.inc";\n', "")
    return re.sub(r"^cx ", "cnot ", re.sub(r"^sx ", "v ", text, flags=re.M), flags=re.M)


def counts(result, text):
    """Bit k of a key is what is read into c[k]."""
    qubit_of = {int(bit): int(qubit) for bit, qubit in MEASUREMENT.findall(text)}
    columns = [result.measured_qubits.index(qubit_of[bit]) for bit in sorted(qubit_of)]
    found = {}
    for row in result.measurements:
        bits = "".join(str(int(row[column])) for column in columns)
        found[bits] = found.get(bits, 0) + 1
    return found


def main():
    device = LocalSimulator() if sys.argv[1] == "local" else AwsDevice(sys.argv[1])
    say(
        {
            "protocol": 1,
            "name": device.name,
            "language": "openqasm3",
            "qubits": int(sys.argv[2]),
            "entangler": "cx",
        }
    )
    for line in sys.stdin:
        request = json.loads(line)
        tasks = []
        for one in request["circuits"]:  # all are in the queue before the first is waited for
            try:
                tasks.append(device.run(Program(source=translated(one["program"])), shots=request["shots"]))
            except Exception as error:
                tasks.append(error)
        for one, task in zip(request["circuits"], tasks):
            try:
                if isinstance(task, Exception):
                    raise task
                say({"id": one["id"], "counts": counts(task.result(), one["program"])})
            except Exception as error:  # whatever the service throws, the caller tries again
                say({"id": one["id"], "error": str(error)})


main()
