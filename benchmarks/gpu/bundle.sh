#!/usr/bin/env bash
# Packs what a GPU host without Java needs to run benchmarks/gpu/run.sh: a Java runtime, the engines, the check program and
# the PyTorch baseline. Needs a built project (mvn -B -q package -DskipTests), JDK 17 or newer, xz and strip, on Linux
# x86-64; the host needs Linux x86-64 with a C library no older than the one here, tar and xz.
#
#   benchmarks/gpu/bundle.sh               the check program, without ND4J: 15 MB
#   benchmarks/gpu/bundle.sh --training    qpde too, with ND4J on the CPU: 65 MB; packing takes minutes
#
# There: tar xf qpde-gpu.tar.xz && qpde-gpu/run.sh all
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../target
lib=$target/lib
case ${1-} in
'')
    bundle=qpde-gpu
    modules=java.base,java.logging,java.management,java.naming,java.xml,jdk.management,jdk.unsupported
    needed="dl4j-|jackson-|picocli-|slf4j-|logback-|jcuda-"
    unused='$' # nothing
    ;;
--training)
    bundle=qpde-gpu-training
    modules=java.base,java.desktop,java.logging,java.management,java.naming,java.sql,java.xml,jdk.management,jdk.unsupported
    needed=''
    # What a run of the main job did not load: 30 MB.
    unused='fastutil-|jmh-|jopt-|joda-|jna-|oshi-|threetenbp-|commons-collections4-|commons-compress-|commons-net-|lz4-'
    ;;
*)
    echo "bundle.sh: unknown option $1: give none, or --training." >&2
    exit 2
    ;;
esac
if [ ! -f "$target/qpde.jar" ]; then
    echo "bundle.sh: benchmarks/target/qpde.jar is missing: run mvn -B -q package -DskipTests first." >&2
    exit 2
fi
jdk=$(dirname "$(readlink -f "$(command -v javac)")")

stage=$target/gpu/$bundle
content=$stage.content
rm -rf "$stage"
mkdir -p "$stage/lib"
"$jdk/jlink" --add-modules "$modules" --strip-debug --no-man-pages --no-header-files --output "$stage/jre"
find "$stage/jre" -name '*.so' -exec strip --strip-unneeded {} +

# Packed anew without compression, so that xz sees the same code in many classes and many natives; without symbols.
repack() {
    rm -rf "$content"
    mkdir "$content"
    (
        cd "$content"
        "$jdk/jar" --extract --file "$1"
        # Of JCuda's natives only the driver API is used, of ND4J's two copies of Guava one, of OpenBLAS no header.
        rm -f lib/libJNvPTXCompiler* lib/libJNvrtc* lib/libJCudaRuntime*
        rm -rf org/nd4j/shade/protobuf/common org/bytedeco/openblas/*/include
        find . -name '*.so*' -not -path './org/jline/*' -exec strip --strip-unneeded {} +
        "$jdk/jar" --create --no-manifest --no-compress --file "$stage/lib/$(basename "$1")" .
    )
    rm -rf "$content"
}
repack "$target/qpde.jar"
for jar in "$lib"/*.jar; do
    name=$(basename "$jar")
    if [[ $name =~ ^($needed) && ! $name =~ ^($unused) ]]; then
        repack "$jar"
    fi
done
cp "$here/run.sh" "$here/torch_races.py" "$here/../baseline/torch_expert.py" "$stage"

archive=$target/gpu/$bundle.tar.xz
tar --create --directory "$target/gpu" --sort=name --owner=0 --group=0 "$bundle" \
    | xz --threads=0 --x86 --lzma2=preset=6,dict=64MiB >"$archive.tmp"
mv "$archive.tmp" "$archive"
echo "benchmarks/target/gpu/$bundle.tar.xz: $(stat -c %s "$archive") bytes"
