#!/bin/sh
# Races two builds of qpde on the same work, alternately, and prints a line a work: minimum and median of each, and ratios.
#
#   races.sh OLD NEW [ROUNDS [SECONDS [THREADS]]]
#
# OLD is a qpde.jar or a baseline in Python (torch_expert.py), NEW a qpde.jar. JAVA and PYTHON name the commands that run
# them, OLD_OPTS and NEW_OPTS the JVM options of each. The works are those of `qpde bench`; benchmarks/SPEED.md says more.
set -eu
old=$1 new=$2 rounds=${3:-5} seconds=${4:-3} threads=${5:-1}
export OMP_NUM_THREADS=1

measure() { # options, program, then the work
    options=$1
    program=$2
    shift 2
    case $program in
        *.py) set -- "${PYTHON:-python3}" "$program" "$@" ;;
        # shellcheck disable=SC2086
        *) set -- "${JAVA:-java}" $options -jar "$program" bench "$@" ;;
    esac
    "$@" --threads "$threads" --seconds "$seconds" 2>/dev/null |
        sed -n 's/.*"wall_ms": *\([0-9.E-]*\), *"wall_min_ms": *\([0-9.E-]*\).*/\1 \2/p'
}

race() {
    round=0
    while [ "$round" -lt "$rounds" ]; do
        echo "$(measure "${OLD_OPTS:-}" "$old" "$@") $(measure "${NEW_OPTS:-}" "$new" "$@")"
        round=$((round + 1))
    done | awk -v work="$*" '
        function median(a, n,   i, j, t) {
            for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j - 1] > a[j]; j--) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t }
            return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
        }
        NF == 4 { n++; om[n] = $1; nm[n] = $3; if (n == 1 || $2 < o) o = $2; if (n == 1 || $4 < m) m = $4 }
        END {
            if (n == 0) { print "| " work " | no figures |"; exit 1 }
            a = median(om, n); b = median(nm, n)
            printf "| %s | %.3f / %.3f | %.3f / %.3f | %.2f | %.2f |\n", work, o, a, m, b, o / m, a / b
        }'
}

echo "| work | old, ms (min / median) | new, ms (min / median) | ratio of minima | ratio of medians |"
echo "|---|---|---|---|---|"
while read -r work; do
    # shellcheck disable=SC2086
    [ -z "$work" ] || race $work </dev/null
done <<EOF
${WORKS:-vqc --batch 32
vqc --batch 256
vqc --batch 256 --qubits 8
qlstm --batch 32
qlstm --batch 64
qlstm --batch 256
qlstm --batch 1024
qgru --batch 32
qgru --batch 256
gru --batch 256
qlstm --circuits 16 --batch 128 --steps 3 --nin 32 --nout 128}
EOF
