#!/usr/bin/env bash
# Packs what a GPU host without Java needs to run benchmarks/gpu/run.sh: a Java runtime, the engines, the check program and
# the PyTorch baseline. Needs a JDK 17 or newer, xz, and a built project (mvn -B -q package -DskipTests); Linux x86-64.
#
#   benchmarks/gpu/bundle.sh               the check program, without ND4J
#   benchmarks/gpu/bundle.sh --training    qpde too, with ND4J on the CPU: about four times the size
#
# There: tar xf qpde-gpu.tar.xz && qpde-gpu/run.sh all
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../target
lib=$target/lib
bundle=qpde-gpu
modules=java.base,java.logging,java.management,java.naming,java.xml,jdk.management,jdk.unsupported
jars='dl4j-quantum-layers-* dl4j-pde-datasets-* jackson-* picocli-* slf4j-api-* logback-* jcuda-1*'
case ${1-} in
'') ;;
--training)
    bundle=qpde-gpu-training
    modules=$modules,java.desktop,java.sql
    jars='*'
    ;;
*)
    echo "bundle.sh: unknown option $1: give none, or --training." >&2
    exit 2
    ;;
esac
if [ ! -f "$target/qpde.jar" ] || [ ! -d "$lib" ]; then
    echo "bundle.sh: benchmarks/target/qpde.jar is missing: run mvn -B -q package -DskipTests first." >&2
    exit 2
fi
tools=$(dirname "$(readlink -f "$(command -v javac)")")

stage=$target/gpu/$bundle
rm -rf "$stage"
mkdir -p "$stage/lib"
"$tools/jlink" --add-modules "$modules" --strip-debug --no-man-pages --no-header-files --output "$stage/jre"

# Jars are packed anew without compression, for xz to compress all of them together.
repack() { # jar, a pattern of what to leave out of it
    local jar=$1 drop=${2-} content=$target/gpu/content
    rm -rf "$content"
    mkdir -p "$content"
    (cd "$content" && "$tools/jar" --extract --file "$jar" && rm -rf $drop \
        && "$tools/jar" --create --no-manifest --no-compress --file "$stage/lib/$(basename "$jar")" .)
    rm -rf "$content"
}
repack "$target/qpde.jar"
for pattern in $jars; do
    for jar in "$lib"/$pattern; do
        case $(basename "$jar") in
        jcuda-natives-*) ;;
        fastutil-* | jmh-core-* | jopt-simple-*) ;; # nothing of them is used here
        *) repack "$jar" ;;
        esac
    done
done
# Of JCuda's natives the driver API alone.
repack "$(echo "$lib"/jcuda-natives-*)" 'lib/libJN* lib/libJCudaRuntime*'

cp "$here/run.sh" "$here/torch_races.py" "$here/../baseline/torch_expert.py" "$stage"
tar --create --directory "$target/gpu" --sort=name --owner=0 --group=0 "$bundle" | xz -T0 -6 >"$target/gpu/$bundle.tar.xz.tmp"
mv "$target/gpu/$bundle.tar.xz.tmp" "$target/gpu/$bundle.tar.xz"
echo "benchmarks/target/gpu/$bundle.tar.xz: $(($(stat -c %s "$target/gpu/$bundle.tar.xz") / 1000000)) MB"
