// Generated from Cirq v1.3.0

OPENQASM 2.0;
include "qelib1.inc";


// Qubits: [q(0), q(1)]
qreg q[2];
creg m_out[2];


h q[0];

// Gate: CZ**0.5
u3(pi*0.5,pi*1.0,pi*0.75) q[1];
u3(pi*0.5,pi*0.25,0) q[0];
sx q[0];
cx q[0],q[1];
rx(pi*0.25) q[0];
rz(pi*-0.5) q[1];
cx q[1],q[0];

// Gate: cirq.MeasurementGate(2, cirq.MeasurementKey(name='out'), ())
measure q[0] -> m_out[0];
measure q[1] -> m_out[1];
