OPENQASM 2.0;
include "qelib1.inc";
gate iswap q0,q1 { s q0; s q1; h q0; cx q0,q1; cx q1,q0; h q1; }
gate ryy(param0) q0,q1 { rx(pi/2) q0; rx(pi/2) q1; cx q0,q1; rz(param0) q1; cx q0,q1; rx(-pi/2) q0; rx(-pi/2) q1; }
qreg q[3];
creg meas[3];
h q[0];
cx q[0],q[1];
sx q[1];
cu1(pi/8) q[0],q[2];
u(0.1,0.2,0.3) q[1];
iswap q[1],q[2];
ryy(0.7) q[0],q[1];
rzz(-0.25) q[1],q[2];
ccx q[0],q[1],q[2];
barrier q[0],q[1],q[2];
measure q[0] -> meas[0];
measure q[1] -> meas[1];
measure q[2] -> meas[2];
