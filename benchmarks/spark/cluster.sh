#!/usr/bin/env bash
# A Spark cluster on this machine, out of the build's own jars: a standalone master and workers, each a process of its own
# with one task slot ($SLOTS, if it is set) and 1 GB for its executor; if $CORES is set, worker i has core i of this machine
# alone, by taskset. Build first: mvn -B package -Pspark -DskipTests -pl benchmarks -am
#
#   cluster.sh WORKERS COMMAND [ARGUMENT...]   runs the command with the master's address in $MASTER, then ends the cluster
#   cluster.sh proof                           kills executors, a worker and the driver, stops one: ClusterIT alone
#   cluster.sh figures [dispatch|speedup]      what a search costs besides training; studies by one worker and by two
#
# Exit code: the command's.
set -euo pipefail
benchmarks=$(cd "$(dirname "$0")/.." && pwd)
jar=$benchmarks/target/qpde.jar

if [ "${1:-}" = proof ]; then
    cd "$benchmarks/.."
    exec mvn -B verify -Pspark -pl benchmarks -am -Dtest=ClusterIT -Dsurefire.failIfNoSpecifiedTests=false
fi
if [ "${1:-}" != figures ] && { [ $# -lt 2 ] || ! [[ $1 =~ ^[1-9][0-9]*$ ]]; }; then
    sed -n '2,10s/^# \?//p' "$0" >&2
    exit 2
fi
if [ ! -f "$jar" ]; then
    echo "cluster.sh: $jar is missing: mvn -B package -Pspark -DskipTests -pl benchmarks -am" >&2
    exit 2
fi
folder=
dispatch() {
    opens=()
    for package in java.lang java.lang.invoke java.nio java.util sun.nio.ch; do # the manifest says so to -jar alone
        opens+=(--add-opens "java.base/$package=ALL-UNNAMED")
    done
    # Empty candidates need no core each.
    # shellcheck disable=SC2016 # MASTER is the cluster's
    SLOTS=8 "$0" 2 sh -c 'exec "$@" "$MASTER" '"$folder/empty" figures \
        java -Xmx1g "${opens[@]}" -cp "$jar" io.github.dl4jquantum.bench.tune.SearchFigures
}
# The time of a command from the moment it has its executors.
timed() {
    local name=$1 workers=$2 began='' line
    echo "$name, workers: $workers"
    # shellcheck disable=SC2016
    if ! CORES=yes timeout 600 "$0" "$workers" sh -c 'exec "$@" --master "$MASTER" --out '"$folder/$name-$workers" study \
        java -Xmx512m -jar "$jar" "${@:3}" 2>&1 >/dev/null | {
        while IFS= read -r line; do
            echo "$line" >>"$folder/log"
            [[ $line != "Spark "* ]] || began=$EPOCHREALTIME
        done
        [ -n "$began" ] && awk -v b="$began" -v e="$EPOCHREALTIME" 'BEGIN { printf "%.1f s\n", e - b }' | tee "$folder/seconds-$workers"
    }; then
        echo "cluster.sh: $name with $workers workers failed or took above 600 s:" >&2
        tail -5 "$folder/log" >&2
        exit 1
    fi
}
speedup() {
    cat >"$folder/spec.yaml" <<'END'
name: speedup
problems:
  burgers2d: {grid: 12, snapshots: 8, horizon: 4, parameters: {reynolds: 8}, trajectories: [6, 2, 2]}
latents: [3]
encoders: [pod]
models: [qlstm]
hidden: 4
circuits: [4]
qubits: [3]
layers: [2]
draws: 2
seeds: 4
updates: 2000
minibatch: 32
learningRates: [0.01, 0.02]
END
    local workers
    for name in tune compare; do
        if [ $name = tune ]; then
            study=(tune --problem burgers2d --grid 12 --coarsening 1 --snapshots 8 --trajectories 10 --param reynolds=8
                --encoder pod --latent 3 --hidden 8 --circuits 4 --layers 2 --qubits 3 --candidates 8 --updates 2000)
        else
            study=(compare --spec "$folder/spec.yaml")
        fi
        for workers in 1 2; do
            timed $name $workers "${study[@]}"
        done
        awk -v name=$name 'NR == 1 { one = $1 } NR == 2 { printf "%s: two workers %.2f times as fast as one\n", name, one / $1 }' \
            "$folder/seconds-1" "$folder/seconds-2"
    done
    for workers in 1 2; do
        sed 's/"seconds":[^,}]*//' "$folder/tune-$workers/candidates.jsonl" | sort >"$folder/rows-$workers"
    done
    cmp "$folder/rows-1" "$folder/rows-2"
    echo "the same candidates"
}
if [ "$1" = figures ]; then
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    case ${2:-} in
        dispatch | speedup) "$2" ;;
        *)
            dispatch
            speedup
            ;;
    esac
    exit
fi
workers=$1
shift

listens() {
    (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

port=$((20000 + RANDOM % 10000))
while listens $port; do
    port=$((20000 + RANDOM % 10000))
done
export MASTER=spark://127.0.0.1:$port
home=$(mktemp -d)
mkdir "$home/jars" # Spark asks for it; executors get their class path from the driver
pids=()
own=()
end() {
    kill "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
    rm -rf "$home"
}
trap end EXIT
trap 'exit 143' TERM INT
export SPARK_HOME=$home SPARK_SCALA_VERSION=2.12 SPARK_LOCAL_IP=127.0.0.1 OMP_NUM_THREADS=1
node() {
    ${own[@]+"${own[@]}"} java -Xmx256m -cp "$jar" "org.apache.spark.deploy.$1" --host "$2" --webui-port 0 "${@:3}" >>"$home/log" 2>&1 &
    pids+=($!)
}
node master.Master 127.0.0.1 --port $port
until listens $port; do
    kill -0 "${pids[0]}" 2>/dev/null || { cat "$home/log" >&2; exit 1; }
    sleep 0.2
done
for ((i = 1; i <= workers; i++)); do
    host=127.0.0.1
    [ "$(uname)" != Linux ] || host=127.0.0.$i # Spark speculates on another host alone; elsewhere there is one loopback address
    [ -z "${CORES:-}" ] || own=(taskset -c $((i - 1)))
    node worker.Worker $host --cores "${SLOTS:-1}" --memory 1g --work-dir "$home/work" "$MASTER"
done
"$@"
