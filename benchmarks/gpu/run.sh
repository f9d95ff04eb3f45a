#!/usr/bin/env bash
# Runs the check program on a GPU host, out of the bundle that bundle.sh makes (no Java is needed), or in a clone that
# has been built.
#
#   run.sh checks [OPTION...]     the CUDA engine against the CPU engine, number by number; bits; memory   (estimate: 2 minutes)
#   run.sh races [OPTION...]      CUDA engine, CPU engine and PyTorch by turns                            (at most 6 minutes)
#   run.sh all [ENGINE]           both, and the training where ND4J is there: one table, and all reports in gpu.json
#   run.sh sanitize               the checks, fewer of them, under each tool of compute-sanitizer
#   run.sh training [ENGINE...]   the main job with each engine (in the bundle made with --training, and in a clone)
#
# Options go to the program: run.sh checks --help. Without a GPU: run.sh checks --engine cpu, run.sh races --engines cpu,
# run.sh all cpu. Reports (gpu-checks.json, gpu-races.json, gpu-training.json) are written to the current folder. Exit code:
# 0 if all is well.
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
    for tool in memcheck racecheck initcheck synccheck; do
        echo "compute-sanitizer --tool $tool"
        compute-sanitizer --tool "$tool" --error-exitcode 9 \
            "${check[@]}" checks --circuits 26 --iterations 10 --out "gpu-$tool.json" "$@" || failed=$?
    done
    return "$failed"
}

has_nd4j() {
    compgen -G "$here/lib/nd4j-native-*" >/dev/null || compgen -G "$here/../target/lib/nd4j-native-*" >/dev/null
}

# The main job with each engine that is named.
training() {
    if ! has_nd4j; then
        echo "run.sh: this bundle holds no ND4J: make one with bundle.sh --training." >&2
        return 2
    fi
    local engine engines=${*:-cuda cpu} parts=()
    for engine in $engines; do
        "${qpde[@]}" run --engine "$engine" --out "qpde-$engine" || return
        echo "engine $engine: seconds of each stage"
        sed -n '/"seconds"/,/}/p' "qpde-$engine/result.json"
        parts+=("$engine=qpde-$engine/result.json")
    done
    join "${parts[@]}" >gpu-training.json
}

# One JSON object of JSON files, each given as NAME=FILE.
join() {
    local part separator='{'
    for part in "$@"; do
        printf '%s"%s":' "$separator" "${part%%=*}"
        cat "${part#*=}"
        separator=','
    done
    echo '}'
}

all() {
    local engine=${1-cuda} stages="checks races" stage failed=0 parts=()
    local engines=$engine device=cuda
    if [ "$engine" = cpu ]; then device=cpu; else engines="$engine,cpu"; fi
    if has_nd4j; then stages="$stages training"; fi
    for stage in $stages; do
        rm -f "gpu-$stage.json" "gpu-$stage.txt"
        case $stage in
        checks) checks --engine "$engine" ;;
        races) races --engines "$engines" --torch-device "$device" ;;
        training) training ${engines//,/ } ;;
        esac >"gpu-$stage.txt" || failed=$?
        if [ -f "gpu-$stage.json" ]; then parts+=("$stage=gpu-$stage.json"); fi
    done
    join "${parts[@]}" >gpu.json.part && mv gpu.json.part gpu.json
    for stage in $stages; do
        cat "gpu-$stage.txt"
    done
    return "$failed"
}

stage=${1-}
[ $# -gt 0 ] && shift
case $stage in
checks | races | sanitize | training | all)
    "$stage" "$@"
    ;;
*)
    sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
