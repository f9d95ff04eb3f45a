#!/usr/bin/env bash
# A Spark cluster on this machine, out of the build's own jars: a standalone master and workers, each a process of its own
# with one core and 1 GB for its executor. Build first: mvn -B package -Pspark -DskipTests -pl benchmarks -am
#
#   cluster.sh WORKERS COMMAND [ARGUMENT...]   runs the command with the master's address in $MASTER, then ends the cluster
#   cluster.sh proof                           kills executors, a worker and the driver: ClusterIT alone
#
# Exit code: the command's.
set -euo pipefail
benchmarks=$(cd "$(dirname "$0")/.." && pwd)
jar=$benchmarks/target/qpde.jar

if [ "${1:-}" = proof ]; then
    cd "$benchmarks/.."
    exec mvn -B verify -Pspark -pl benchmarks -am -Dtest=ClusterIT -Dsurefire.failIfNoSpecifiedTests=false
fi
if [ $# -lt 2 ] || ! [[ $1 =~ ^[1-9][0-9]*$ ]]; then
    sed -n '2,8s/^# \?//p' "$0" >&2
    exit 2
fi
if [ ! -f "$jar" ]; then
    echo "cluster.sh: $jar is missing: mvn -B package -Pspark -DskipTests -pl benchmarks -am" >&2
    exit 2
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
