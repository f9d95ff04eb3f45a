OPENQASM 3.0;
include "stdgates.inc";
input float[64] theta;
input float[64] phi;
gate rzz_0(_gate_p_0) _gate_q_0, _gate_q_1 {
  cx _gate_q_0, _gate_q_1;
  rz(_gate_p_0) _gate_q_1;
  cx _gate_q_0, _gate_q_1;
}
bit[2] c;
qubit[2] q;
h q[0];
ry(theta) q[1];
rzz_0(2*phi + pi/4) q[0], q[1];
ctrl @ sx q[1], q[0];
barrier q[0], q[1];
c[0] = measure q[1];
c[1] = measure q[0];
