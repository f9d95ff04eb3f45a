#!/usr/bin/env bash
# Packs what a GPU host without Java needs to run benchmarks/gpu/run.sh: a Java runtime, the engines, the check program and
# the PyTorch baseline. Needs a built project (mvn -B -q package -DskipTests), JDK 17 or newer, xz and strip, on Linux
# x86-64; the host needs Linux x86-64 with a C library no older than the one here, tar and xz.
#
#   benchmarks/gpu/bundle.sh               the check program, without ND4J: 15 MB
#   benchmarks/gpu/bundle.sh --training    qpde run too, with ND4J on the CPU: under 60 MB; packing takes minutes.
#                                          Packages that a short run does not load are left out.
#
# There: tar xf qpde-gpu.tar.xz && qpde-gpu/run.sh all
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../target
lib=$target/lib
case ${1-} in
'')
    bundle=qpde-gpu
    modules=java.base,java.logging,java.management,java.naming,java.xml,jdk.management,jdk.unsupported
    needed="dl4j-|jackson-|picocli-|slf4j-|logback-|jcuda-"
    ;;
--training)
    bundle=qpde-gpu-training
    modules=java.base,java.desktop,java.logging,java.management,java.naming,java.sql,java.xml,jdk.management,jdk.unsupported
    needed=''
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
work=$stage.work
content=$work/content
used=$work/used
unused_jdk=$work/unused
rm -rf "$stage" "$work"
mkdir -p "$stage/lib" "$work"

# The folders of the classes that a short run of the main job loads; without one, the bundle is made of whole jars.
: >"$used"
: >"$unused_jdk"
if [ "$bundle" = qpde-gpu-training ]; then
    "$jdk/java" -Xshare:off "-Xlog:class+load:file=$work/classes" -jar "$target/qpde.jar" run \
        --problem hamiltonjacobibellman2d --grid 32 --epochs 2 --engine cpu --out "$work/run" >"$work/log" 2>&1 \
        || { cat "$work/log" >&2 && exit 1; }
    sed -nE 's/^.*\] ([^ ]+)\.[^. ]+ source: (file|jrt):.*/\1/p' "$work/classes" | tr . / | sort -u >"$used"
    # Of a package that java.desktop exports one class must stay.
    "$jdk/jmod" list "$jdk/../jmods/java.desktop.jmod" | sed -n 's|^classes/\(.*/\)\(.*\.class\)$|\1 \2|p' \
        | awk -v used="$used" 'BEGIN { while ((getline line < used) > 0) keep[line "/"] = 1 }
            !($1 in keep) && seen[$1]++ { print "/java.desktop/" $1 $2 }' >"$unused_jdk"
fi

"$jdk/jlink" --add-modules "$modules" --strip-debug --no-man-pages --no-header-files \
    --exclude-resources="@$unused_jdk" --output "$stage/jre"
rm -f "$stage"/jre/lib/lib{awt_xawt,jawt,jsound,splashscreen}.so # for windows and sound
find "$stage/jre" -name '*.so' -exec strip --strip-unneeded {} +

has_classes() {
    [ -n "$(find . -name '*.class' -not -name module-info.class -print -quit)" ]
}

# Packed anew without compression, so that xz sees the same code in many classes and many natives; without symbols.
repack() {
    local name folder
    name=$(basename "$1")
    rm -rf "$content"
    mkdir "$content"
    (
        cd "$content"
        "$jdk/jar" --extract --file "$1"
        # Of JCuda's natives only the driver API is used, of OpenBLAS no header.
        rm -f lib/libJNvPTXCompiler* lib/libJNvrtc* lib/libJCudaRuntime*
        rm -rf org/bytedeco/openblas/*/include
        if [[ -s $used && ! $name =~ ^(qpde|dl4j-|jcuda-) ]] && has_classes; then
            find . -name '*.class' -printf '%P\n' | sed 's|/[^/]*$||' | sort -u | comm -23 - "$used" \
                | while read -r folder; do rm -f "$folder"/*.class; done
            find . -name module-info.class -delete # it names the packages
            has_classes || exit 0
        fi
        find . -name '*.so*' -not -path './org/jline/*' -exec strip --strip-unneeded {} +
        "$jdk/jar" --create --no-manifest --no-compress --file "$stage/lib/$name" .
    )
    rm -rf "$content"
}
repack "$target/qpde.jar"
for jar in "$lib"/*.jar; do
    if [[ $(basename "$jar") =~ ^($needed) ]]; then
        repack "$jar"
    fi
done
cp "$here/run.sh" "$here/torch_races.py" "$here/../baseline/torch_expert.py" "$stage"

archive=$target/gpu/$bundle.tar.xz
tar --create --directory "$target/gpu" --sort=name --owner=0 --group=0 "$bundle" \
    | xz --threads=0 --x86 --lzma2=preset=6,dict=64MiB >"$archive.tmp"
mv "$archive.tmp" "$archive"
rm -rf "$work"
echo "benchmarks/target/gpu/$bundle.tar.xz: $(stat -c %s "$archive") bytes"
