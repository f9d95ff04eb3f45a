OPENQASM 2.0;
include "qelib1.inc";

qreg a[1];
qreg b[2];
creg low[1];
creg high[2];
h a[0];
rz(0.5*pi) b[0];
cx a[0],b[1];
u3(0.25*pi,1.5*pi,0.125*pi) b[0];
rxx(0.3*pi) b[0],b[1];
cy b[1],a[0];
barrier a[0],b[0],b[1];
measure b[1] -> low[0];
measure a[0] -> high[1];
measure b[0] -> high[0];
