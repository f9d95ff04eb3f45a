OPENQASM 3.0;
include "stdgates.inc";
// Sizes, indices and angles of constants; slices, index sets and aliases as operands.
const uint n = 4;
const float[64] theta = pi / n;
qubit[n] q;
qubit[n - 2] p;
bit[n - 1] c;
let odd = q[1:2:n - 1];
let pair = q[{3, 0}] ++ p[-1];
h q[0:1];
cx q[0:1], q[2:3];
rz(theta) odd;
gate tilt a { ry(2 * theta) a; }
tilt pair;
cx odd[-1], p[0];
x q[:1];
s q[2:];
z q[3:-2:0];
barrier q[0:2];
c[0:1] = measure odd;
c[2] = measure pair[2];
