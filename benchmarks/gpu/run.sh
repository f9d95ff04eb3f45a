#!/usr/bin/env bash
# Runs the check program on a GPU host, out of the bundle that bundle.sh makes (no Java is needed), or in a clone that
# has been built.
#
#   run.sh checks [OPTION...]     the CUDA engine against the CPU engine, number by number; bits; memory   (estimate: 2 minutes)
#   run.sh races [OPTION...]      CUDA engine, CPU engine and PyTorch by turns                            (at most 6 minutes)
#   run.sh all                    both
#   run.sh sanitize               the checks, fewer of them, under compute-sanitizer's memcheck and racecheck
#   run.sh training               the main job with each engine (in the bundle made with --training, and in a clone)
#
# Options go to the program: run.sh checks --help. Without a GPU: run.sh checks --engine cpu, run.sh races --engines cpu.
# Reports (gpu-checks.json, gpu-races.json) are written to the current folder. Exit code: 0 if all is well.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ -x "$here/jre/bin/java" ]; then
    java=$here/jre/bin/java
    classpath="$here/lib/*"
else
    java=java
    classpath="$here/../target/qpde.jar:$here/../target/lib/*"
fi
check=("$java" -cp "$classpath" io.github.dl4jquantum.bench.gpu.GpuCheck)
qpde=("$java" -cp "$classpath" io.github.dl4jquantum.bench.cli.Qpde)

checks() {
    "${check[@]}" checks "$@"
}

races() {
    "${check[@]}" races --torch "$here/torch_races.py" "$@"
}

sanitize() {
    if ! command -v compute-sanitizer >/dev/null; then
        echo "run.sh: compute-sanitizer is not on the path: nothing was sanitized." >&2
        return
    fi
    local tool failed=0
    for tool in memcheck racecheck; do
        echo "compute-sanitizer --tool $tool"
        compute-sanitizer --tool "$tool" --error-exitcode 9 \
            "${check[@]}" checks --circuits 26 --iterations 10 --out "gpu-$tool.json" "$@" || failed=$?
    done
    return "$failed"
}

training() {
    if ! ls "$here"/lib/nd4j-native-* "$here"/../target/lib/nd4j-native-* >/dev/null 2>&1; then
        echo "run.sh: this bundle holds no ND4J: make one with bundle.sh --training." >&2
        return 2
    fi
    local engine
    for engine in cuda cpu; do
        "${qpde[@]}" run --engine "$engine" --out "qpde-$engine" "$@" || return
        echo "engine $engine: seconds of each stage"
        sed -n '/"seconds"/,/}/p' "qpde-$engine/result.json"
    done
}

stage=${1-}
[ $# -gt 0 ] && shift
case $stage in
checks | races | sanitize | training)
    "$stage" "$@"
    ;;
all)
    checks "$@"
    failed=$?
    races "$@" || failed=$?
    exit "$failed"
    ;;
*)
    sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
