#!/usr/bin/env bash
# A Spark cluster on this machine, out of the build's own jars: a standalone master and workers, each a process of its own
# with one core and 1 GB for its executor. Build first: mvn -B package -Pspark -DskipTests -pl benchmarks -am
#
#   cluster.sh WORKERS COMMAND [ARGUMENT...]   runs the command with the master's address in $MASTER, then ends the cluster
#   cluster.sh proof                           kills executors, a worker and the driver: ClusterIT alone
#   cluster.sh figures                         what a search costs besides training; a search by one worker and by two
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
    sed -n '2,9s/^# \?//p' "$0" >&2
    exit 2
fi
if [ ! -f "$jar" ]; then
    echo "cluster.sh: $jar is missing: mvn -B package -Pspark -DskipTests -pl benchmarks -am" >&2
    exit 2
fi
if [ "$1" = figures ]; then
    folder=$(mktemp -d)
    opens=()
    for package in java.lang java.lang.invoke java.nio java.util sun.nio.ch; do # the manifest says so to -jar alone
        opens+=(--add-opens "java.base/$package=ALL-UNNAMED")
    done
    # shellcheck disable=SC2016 # MASTER is the cluster's
    "$0" 2 sh -c '"$@" "$MASTER" '"$folder/empty" figures \
        java -Xmx1g "${opens[@]}" -cp "$jar" io.github.dl4jquantum.bench.tune.SearchFigures
    tune=(java -Xmx512m -jar "$jar" tune --problem burgers2d --grid 12 --coarsening 1 --snapshots 8 --trajectories 10
        --param reynolds=8 --encoder pod --latent 3 --hidden 4..8 --qubits 3 --candidates 16 --updates 300)
    for workers in 1 2; do
        SECONDS=0
        # shellcheck disable=SC2016
        "$0" $workers sh -c '"$@" --master "$MASTER"' tune "${tune[@]}" --out "$folder/$workers" >/dev/null 2>"$folder/log" ||
            { cat "$folder/log" >&2; exit 1; }
        echo "16 candidates, $workers of two workers: $SECONDS s, the cluster's start included"
        sed 's/"seconds":[^,}]*//' "$folder/$workers/candidates.jsonl" | sort >"$folder/rows-$workers"
    done
    cmp "$folder/rows-1" "$folder/rows-2"
    rm -rf "$folder"
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
end() {
    kill "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
    rm -rf "$home"
}
trap end EXIT
trap 'exit 143' TERM INT
export SPARK_HOME=$home SPARK_SCALA_VERSION=2.12 SPARK_LOCAL_IP=127.0.0.1 OMP_NUM_THREADS=1
node() {
    java -Xmx256m -cp "$jar" "org.apache.spark.deploy.$1" --host 127.0.0.1 --webui-port 0 "${@:2}" >>"$home/log" 2>&1 &
    pids+=($!)
}
node master.Master --port $port
until listens $port; do
    kill -0 "${pids[0]}" 2>/dev/null || { cat "$home/log" >&2; exit 1; }
    sleep 0.2
done
for ((i = 0; i < workers; i++)); do
    node worker.Worker --cores 1 --memory 1g --work-dir "$home/work" "$MASTER"
done
"$@"
